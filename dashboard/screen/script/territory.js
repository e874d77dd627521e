// Land by class on a day, looked up by the rules of geodata/territory.py in a fixed coverage of cells.
//
// Neighbours share their lines: a line lies on the edge of a class where the classes left and right of it differ, and
// the edges of a class are joined to rings. Land lies on the left of a ring.

(function (Atlas) {
  "use strict";
  const GRID = 10000;
  const CLASSES = ["control", "contested", "influence", "retaken"];
  const DIFFERENCES = ["gained", "lost", "unchanged"];
  const HELD = ["control", "contested"];
  const [DAESH, CONTESTED] = ["daesh", "contested"];

  // Whole numbers x, y, dx, dy ... as places x, y, x, y ...
  function places(steps) {
    const found = Int32Array.from(steps);
    for (let i = 2; i < found.length; i += 1) found[i] += found[i - 2];
    return found;
  }

  const node = (line, at) => line[at] * 4194304 + line[at + 1];

  // Numbers for the ends of lines: equal where they meet.
  function numbered(lines) {
    const numbers = new Map();
    return lines.map((line) =>
      [0, line.length - 2].map((at) => {
        const key = node(line, at);
        if (!numbers.has(key)) numbers.set(key, numbers.size);
        return numbers.get(key);
      }),
    );
  }

  // Cells gathered to groups by what is said of them. A group's `key` tells its cells from any other set of cells.
  class Grouping {
    constructor(cells) {
      this.km2 = cells.km2;
      this.groups = [];
      this.of = new Int32Array(cells.km2.length).fill(-1);
      this.numbers = new Map();
    }

    put(cell, name, heldBy, year) {
      const key = `${name}/${heldBy}/${year}`;
      let number = this.numbers.get(key);
      if (number === undefined) {
        number = this.groups.length;
        this.numbers.set(key, number);
        this.groups.push({ id: key, class: name, held_by: heldBy, year, km2: 0, count: 0, hashes: [7, 11] });
      }
      this.of[cell] = number;
      const group = this.groups[number];
      group.km2 += this.km2[cell];
      group.count += 1;
      group.hashes[0] = Math.imul(group.hashes[0] ^ cell, 0x01000193) + cell;
      group.hashes[1] = Math.imul(group.hashes[1] + cell, 0x85ebca6b) ^ (group.hashes[1] >>> 13);
    }

    get state() {
      for (const group of this.groups) group.key = `${group.count}/${group.hashes.join("/")}`;
      return { groups: this.groups, of: this.of };
    }
  }

  class Territory {
    constructor({ first, last, arcs, sides, cells, roads, overrides, histories, enemies }) {
      Object.assign(this, { first, last, cells, overrides, histories, enemies });
      this.arcs = arcs.map(places);
      this.roads = roads.map(([cell, steps]) => ({ cell, line: places(steps) }));
      this.sides = Int32Array.from(sides);
      this.ends = numbered(this.arcs);
      this.changes = this.changeDays();
      this.states = new Map();
    }

    // Land is derived for these days only.
    covers(day) {
      return this.first <= day && day <= this.last;
    }

    // Days from which land may be another's than on the day before.
    changeDays() {
      const days = [...this.histories.flat().map(([since]) => since), ...Object.values(this.enemies)];
      days.push(this.first, ...this.overrides.flatMap(({ start, end }) => [start, end]));
      return [...new Set(days)].filter((day) => this.covers(day)).sort();
    }

    // The first of each month of the land's days.
    months() {
      const found = [];
      for (let day = this.first; this.covers(day); day = Atlas.days.monthStart(day, 1)) found.push(day);
      return found;
    }

    // The groups of a day and, for each cell, the number of its group; -1 for land without a class. Days between two
    // changes share one state.
    on(day) {
      const known = this.covers(day) ? this.changes[Atlas.days.until(this.changes, day) - 1] : null;
      if (!this.states.has(known)) this.states.set(known, known ? this.grouped(known) : new Grouping(this.cells).state);
      return this.states.get(known);
    }

    grouped(day) {
      const found = new Grouping(this.cells);
      const holders = this.histories.map((history) => history.findLast(([since]) => since <= day));
      const told = this.overrides.filter((one) => one.start <= day && day < one.end);
      for (let cell = 0; cell < found.of.length; cell += 1) {
        const [name, controller, gone] = this.told(told, cell, this.derived(cell, holders, day));
        if (name) found.put(cell, name, name === "control" ? DAESH : controller ?? null, gone?.slice(0, 4) ?? null);
      }
      return found.state;
    }

    // What Daesh gained and lost from one day to another, and what it held on both.
    difference(from, to) {
      const found = new Grouping(this.cells);
      const [before, after] = [from, to].map((day) => this.on(day));
      const held = ({ groups, of }, cell) => of[cell] >= 0 && HELD.includes(groups[of[cell]].class);
      for (let cell = 0; cell < found.of.length; cell += 1) {
        const [was, is] = [held(before, cell), held(after, cell)];
        if (was || is) found.put(cell, was && is ? "unchanged" : is ? "gained" : "lost", null, null);
      }
      return found.state;
    }

    // Class of a cell, and for retaken land who holds it and since when.
    derived(cell, holders, day) {
      const name = this.classOf(cell, holders, day);
      const [, controller, gone] = name === "retaken" ? holders[this.cells.owner[cell]] : [];
      return [name, controller, gone];
    }

    // What a source tells of a siege stands in place of what is derived.
    told(overrides, cell, derived) {
      return overrides.reduce((known, one) => {
        if (one.cells.includes(cell)) return [one.class];
        if (!one.places.includes(this.cells.owner[cell])) return known;
        const near = ["control", "contested"].includes(this.cells.kind[cell]);
        return near ? [one.rest, ...(one.rest === "retaken" ? [one.held_by, one.start] : [])] : [null];
      }, derived);
    }

    classOf(cell, holders, day) {
      const { kind, owner, rival } = this.cells;
      const holder = owner[cell] < 0 ? undefined : holders[owner[cell]];
      if (!holder) return null;
      const [, controller, gone] = holder;
      if (kind[cell] === "influence") return controller === DAESH ? "influence" : null;
      if (kind[cell] === "none") return null;
      if (controller === CONTESTED) return "contested";
      if (controller === DAESH) return kind[cell] === "contested" && this.hostile(rival[cell], holders, day) ? "contested" : "control";
      return gone ? "retaken" : null;
    }

    // Whether the neighbour is an enemy on that day; one outside the record was never Daesh's.
    hostile(place, holders, day) {
      if (place < 0) return true;
      const controller = holders[place]?.[1];
      return controller === CONTESTED || (controller in this.enemies && this.enemies[controller] <= day);
    }

    // Area of each class in km².
    areas({ groups }) {
      const sums = Object.fromEntries(CLASSES.map((name) => [name, 0]));
      for (const group of groups) sums[group.class] = (sums[group.class] ?? 0) + group.km2;
      return sums;
    }

    // For each wanted group its rings: lists of arcs, ~k for arc k backwards.
    rings({ groups, of }, wanted = groups.map(() => true)) {
      const edges = groups.map(() => []);
      const group = (cell) => (cell < 0 ? -1 : of[cell]);
      for (let k = 0; k < this.arcs.length; k += 1) {
        const [left, right] = [group(this.sides[2 * k]), group(this.sides[2 * k + 1])];
        if (left === right) continue;
        if (left >= 0 && wanted[left]) edges[left].push(k);
        if (right >= 0 && wanted[right]) edges[right].push(~k);
      }
      return edges.map((own) => this.joined(own));
    }

    start(arc) {
      return arc < 0 ? this.ends[~arc][1] : this.ends[arc][0];
    }

    end(arc) {
      return arc < 0 ? this.ends[~arc][0] : this.ends[arc][1];
    }

    joined(edges) {
      const leaving = new Map();
      for (const arc of edges) {
        const from = this.start(arc);
        if (leaving.has(from)) leaving.get(from).push(arc);
        else leaving.set(from, [arc]);
      }
      const rings = [];
      for (const first of edges) {
        if (leaving.get(this.start(first)).includes(first)) this.walk(first, leaving, rings);
      }
      return rings;
    }

    // Walks along edges until none leaves. A way that comes back to a place it has passed is closed there: rings never
    // touch themselves.
    walk(first, leaving, rings) {
      const path = [];
      const passed = new Map();
      for (let arc = first; arc !== undefined; arc = this.next(arc, leaving)) {
        const [from, to] = [this.start(arc), this.end(arc)];
        drop(leaving.get(from), arc);
        passed.set(from, path.length);
        path.push(arc);
        if (!passed.has(to)) continue;
        const ring = path.splice(passed.get(to));
        for (const closed of ring) passed.delete(this.start(closed));
        rings.push(ring);
      }
    }

    // Where several edges leave a place, the one that bounds the same land: the first clockwise from where we came.
    next(arc, leaving) {
      const found = leaving.get(this.end(arc)) ?? [];
      if (found.length < 2) return found[0];
      const came = this.bearing(~arc);
      const turn = (other) => (came - this.bearing(other) + 4 * Math.PI) % (2 * Math.PI);
      return found.reduce((best, other) => (turn(other) < turn(best) ? other : best));
    }

    bearing(arc) {
      const line = this.arcs[arc < 0 ? ~arc : arc];
      const [at, to] = arc < 0 ? [line.length - 2, line.length - 4] : [0, 2];
      return Math.atan2(line[to + 1] - line[at + 1], line[to] - line[at]);
    }

    // A ring as places x, y on the grid, the first one again at the end.
    *around(ring) {
      let fresh = true;
      for (const arc of ring) {
        const line = this.arcs[arc < 0 ? ~arc : arc];
        for (let i = fresh ? 0 : 2; i < line.length; i += 2) {
          const at = arc < 0 ? line.length - 2 - i : i;
          yield [line[at], line[at + 1]];
        }
        fresh = false;
      }
    }

    // A day's groups as GeoJSON: polygons with their holes, or the roads through the land.
    geojson(state, style) {
      const shapes = { filled: () => this.areasOf(state), corridors: () => this.roadsOf(state), places: () => [] }[style]();
      const features = shapes.map((geometry, number) => {
        const { class: name, held_by: heldBy, year } = state.groups[number];
        return { type: "Feature", properties: { class: name, held_by: heldBy, retaken_year: year }, geometry };
      });
      return { type: "FeatureCollection", features: features.filter(({ geometry }) => geometry.coordinates.length) };
    }

    areasOf(state) {
      return this.rings(state).map((rings) => {
        const shapes = rings.map((ring) => [...this.around(ring)].map(([x, y]) => [x / GRID, y / GRID]));
        const outer = shapes.filter((ring) => twiceArea(ring) > 0).map((ring) => [ring]);
        for (const hole of shapes.filter((ring) => twiceArea(ring) < 0)) {
          const round = outer.filter(([ring]) => encloses(ring, hole));
          round.reduce((least, other) => (twiceArea(other[0]) < twiceArea(least[0]) ? other : least)).push(hole);
        }
        return { type: "MultiPolygon", coordinates: outer };
      });
    }

    roadsOf({ groups, of }) {
      const lines = groups.map(() => []);
      for (const { cell, line } of this.roads) {
        if (of[cell] < 0) continue;
        const points = [];
        for (let i = 0; i < line.length; i += 2) points.push([line[i] / GRID, line[i + 1] / GRID]);
        lines[of[cell]].push(points);
      }
      return lines.map((coordinates) => ({ type: "MultiLineString", coordinates }));
    }
  }

  function drop(list, value) {
    list.splice(list.indexOf(value), 1);
  }

  function twiceArea(ring) {
    let sum = 0;
    for (let i = 1; i < ring.length; i += 1) sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
    return sum;
  }

  // Rings do not cross, but may touch: asked of the middle of an edge, which lies on no other ring.
  function encloses(ring, hole) {
    const [x, y] = [(hole[0][0] + hole[1][0]) / 2, (hole[0][1] + hole[1][1]) / 2];
    let inside = false;
    for (let i = 1; i < ring.length; i += 1) {
      const [[x1, y1], [x2, y2]] = [ring[i - 1], ring[i]];
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
    }
    return inside;
  }

  Object.assign(Atlas, { Territory, GRID, CLASSES, DIFFERENCES });
})(window.Atlas);
