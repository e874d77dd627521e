// Land by class on a day, looked up by the rules of geodata/territory.py in a fixed coverage of cells.
//
// Neighbours share their lines: a line lies on the edge of a class where the classes left and right of it differ, and
// the edges of a class are joined to rings. Land lies on the left of a ring.

(function (Atlas) {
  "use strict";
  const GRID = 10000;
  const CLASSES = ["control", "contested", "influence", "retaken"];
  const [DAESH, CONTESTED] = ["daesh", "contested"];

  // Whole numbers x, y, dx, dy ... as places x, y, x, y ...
  function places(steps) {
    const found = Int32Array.from(steps);
    for (let i = 2; i < found.length; i += 1) found[i] += found[i - 2];
    return found;
  }

  const node = (line, at) => line[at] * 4194304 + line[at + 1];

  class Territory {
    constructor({ first, last, arcs, sides, cells, roads, overrides, histories, enemies }) {
      Object.assign(this, { first, last, cells, overrides, histories, enemies });
      this.arcs = arcs.map(places);
      this.roads = roads.map(([cell, steps]) => ({ cell, line: places(steps) }));
      this.sides = Int32Array.from(sides);
      this.ends = this.arcs.map((line) => [node(line, 0), node(line, line.length - 2)]);
    }

    // Land is derived for these days only.
    covers(day) {
      return this.first <= day && day <= this.last;
    }

    // The groups of a day and, for each cell, the number of its group; -1 for land without a class.
    on(day) {
      const groups = [];
      const numbers = new Map();
      const of = new Int32Array(this.cells.owner.length).fill(-1);
      if (!this.covers(day)) return { day, groups, of };
      const holders = this.histories.map((history) => history.findLast(([since]) => since <= day));
      const told = this.overrides.filter((one) => one.start <= day && day < one.end);
      for (let cell = 0; cell < of.length; cell += 1) {
        const [name, controller, gone] = this.told(told, cell, this.derived(cell, holders, day));
        if (!name) continue;
        const heldBy = name === "control" ? DAESH : controller ?? null;
        const year = gone?.slice(0, 4) ?? null;
        const key = `${name}/${heldBy}/${year}`;
        if (!numbers.has(key)) {
          numbers.set(key, groups.length);
          groups.push({ class: name, held_by: heldBy, year, km2: 0 });
        }
        of[cell] = numbers.get(key);
        groups[of[cell]].km2 += this.cells.km2[cell];
      }
      return { day, groups, of };
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
      for (const group of groups) sums[group.class] += group.km2;
      return sums;
    }

    // For each group its rings: lists of arcs, ~k for arc k backwards.
    rings({ groups, of }) {
      const edges = groups.map(() => []);
      for (let k = 0; k < this.arcs.length; k += 1) {
        const [left, right] = [this.sides[2 * k], this.sides[2 * k + 1]].map((cell) => (cell < 0 ? -1 : of[cell]));
        if (left === right) continue;
        if (left >= 0) edges[left].push(k);
        if (right >= 0) edges[right].push(~k);
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
        if (!leaving.get(this.start(first)).includes(first)) continue;
        let path = [];
        for (let arc = first; arc !== undefined; arc = this.next(arc, leaving)) {
          path.push(arc);
          drop(leaving.get(this.start(arc)), arc);
          // A ring that comes back to a place it has passed is closed there: rings never touch themselves.
          const back = path.findIndex((other) => this.start(other) === this.end(arc));
          if (back >= 0) {
            rings.push(path.slice(back));
            path = path.slice(0, back);
          }
        }
      }
      return rings;
    }

    // Where several edges leave a place, the one that bounds the same land: the first clockwise from where we came.
    next(arc, leaving) {
      const found = leaving.get(this.end(arc));
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

  Object.assign(Atlas, { Territory, GRID, CLASSES });
})(window.Atlas);
