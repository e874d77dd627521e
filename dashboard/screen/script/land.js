// Paints the land of a day: one SVG path for each class and holder, as areas or as the roads through them.
//
// Lines are written in pixels of a far zoom from a corner of the land; Leaflet's SVG moves with the map, and a group
// inside it is scaled. Hatches are scaled back, so that they are as fine at every zoom. A line is thinned for the zoom
// at hand, once, whatever lies on its two sides: so no gap opens between them, and no line is half a pixel off. What
// has been written is kept: a step of the clock touches only the land that changed.

(function (Atlas) {
  "use strict";
  const FAR = 14;
  const OFF = 0.4;
  const HATCH = 9;
  const ROADS = { control: 5, contested: 4.4, influence: 1.6, retaken: 3.4 };
  const ORDER = ["influence", "retaken", "unchanged", "control", "contested", "lost", "gained"];
  const HATCHED = ["contested", "influence", "lost", "gained"];
  const YEAR = { size: 12, weight: 600, apart: 130 };

  // A renderer with a group of ours that follows it.
  const Sheet = Atlas.Svg.extend({
    _initContainer() {
      Atlas.Svg.prototype._initContainer.call(this);
      this.land = L.SVG.create("g");
      this.hatches = L.SVG.create("defs");
      this._container.append(this.hatches, this.land);
    },
    _update() {
      Atlas.Svg.prototype._update.call(this);
      if (this._map && this.corner) this.follow();
    },
    follow() {
      const at = this.corner.multiplyBy(this._map.getZoomScale(this._map.getZoom(), FAR)).subtract(this._map.getPixelOrigin());
      const scale = this._map.getZoomScale(this._map.getZoom(), FAR);
      this.land.setAttribute("transform", `translate(${at.x} ${at.y}) scale(${scale})`);
      for (const pattern of this.hatches.children) pattern.setAttribute("patternTransform", `scale(${1 / scale}) rotate(45)`);
    },
  });

  // Lines of a territory as text for a path, by zoom; one for all maps that paint it.
  class Lines {
    constructor(territory) {
      this.territory = territory;
      this.levels = new Map();
      this.project();
    }

    static of(territory) {
      territory.lines ??= new Lines(territory);
      return territory.lines;
    }

    // Lines as whole far pixels from the corner.
    project() {
      const pixels = (line) => {
        const found = new Float64Array(line.length);
        for (let i = 0; i < line.length; i += 2) {
          const { x, y } = L.CRS.EPSG3857.latLngToPoint(L.latLng(line[i + 1] / Atlas.GRID, line[i] / Atlas.GRID), FAR);
          found[i] = x;
          found[i + 1] = y;
        }
        return found;
      };
      const [arcs, roads] = [this.territory.arcs, this.territory.roads.map(({ line }) => line)].map((lines) => lines.map(pixels));
      const least = [Infinity, Infinity];
      for (const line of arcs) for (let i = 0; i < line.length; i += 1) least[i % 2] = Math.min(least[i % 2], line[i]);
      const corner = least.map(Math.floor);
      this.corner = L.point(...corner);
      const whole = (line) => {
        const found = new Int32Array(line.length);
        for (let i = 0; i < line.length; i += 1) found[i] = Math.round(line[i]) - corner[i % 2];
        return found;
      };
      [this.arcs, this.roads] = [arcs, roads].map((lines) => lines.map(whole));
    }

    // Lines written for a zoom, and the paths written from them by the cells they enclose.
    level(zoom) {
      const whole = Math.min(FAR, Math.max(0, Math.ceil(zoom)));
      if (!this.levels.has(whole)) {
        const off = OFF * 2 ** (FAR - whole);
        this.levels.set(whole, { arcs: this.arcs.map((line) => stroke(thinned(line, off))), filled: new Map(), corridors: new Map() });
      }
      return this.levels.get(whole);
    }

    // For each group of a state its path.
    written(state, style, zoom) {
      if (!state.groups.length) return [];
      const level = this.level(zoom);
      const paths = level[style];
      const missing = state.groups.map(({ key }) => !paths.has(key));
      if (missing.includes(true)) {
        const made = style === "filled" ? this.areas(state, missing, level) : this.corridors(state);
        state.groups.forEach(({ key }, number) => missing[number] && paths.set(key, made[number]));
      }
      return state.groups.map(({ key }) => paths.get(key));
    }

    areas(state, wanted, { arcs }) {
      const ring = (members) => {
        const lines = members.map((arc) => (arc < 0 ? arcs[~arc].back : arcs[arc].ahead));
        return `M${lines[0].from}${lines.map(({ steps }) => steps).join("")}z`;
      };
      return this.territory.rings(state, wanted).map((rings) => rings.map(ring).join(""));
    }

    corridors({ groups, of }) {
      const drawn = groups.map(() => "");
      this.pieces ??= this.roads.map((line) => stroke(line).ahead);
      this.territory.roads.forEach(({ cell }, number) => {
        const { from, steps } = this.pieces[number];
        if (of[cell] >= 0) drawn[of[cell]] += `M${from}${steps}`;
      });
      return drawn;
    }
  }

  class Land {
    // `color(actor)` answers with the colour of who holds the land.
    constructor(map, territory, style, color) {
      this.map = map;
      this.territory = territory;
      this.style = style;
      this.color = color;
      const pane = map.createPane("atlas-territory");
      pane.style.zIndex = 212;
      pane.style.pointerEvents = "none";
      this.renderer = new Sheet({ pane: "atlas-territory", padding: 0.1 }).addTo(map);
      this.name = `atlas-hatch-${L.stamp(this.renderer)}`;
      this.lines = Lines.of(territory);
      this.renderer.corner = this.lines.corner;
      this.layers = new Map(ORDER.map((name) => [name, this.renderer.land.appendChild(L.SVG.create("g"))]));
      this.paths = new Map();
      for (const hatched of HATCHED) this.renderer.hatches.append(this.hatch(hatched));
      this.renderer.follow();
      this.state = null;
    }

    hatch(name) {
      const { color, ground, width } = this.style[name];
      const pattern = L.SVG.create("pattern");
      const size = name === "influence" ? HATCH : HATCH * 0.66;
      Object.entries({ id: `${this.name}-${name}`, width: size, height: size, patternUnits: "userSpaceOnUse" }).forEach(([key, value]) => pattern.setAttribute(key, value));
      if (ground) pattern.append(shape("rect", { width: size, height: size, fill: ground }));
      pattern.append(shape("rect", { width, height: size, fill: color }));
      // Cross-hatched: land that two sides are in reach of.
      if (name === "contested") pattern.append(shape("rect", { width: size, height: width, fill: color }));
      return pattern;
    }

    // Paints a state of `Territory`, or nothing: null where no land is wanted.
    paint(state, style) {
      this.kind = style;
      this.state = style === null || style === "places" ? { ...state, groups: [] } : state;
      const written = this.lines.written(this.state, style, this.map.getZoom());
      const kept = new Set();
      this.state.groups.forEach((group, number) => {
        const id = `${style}/${group.id}`;
        kept.add(id);
        if (!this.paths.has(id)) this.paths.set(id, this.add(group, style));
        const path = this.paths.get(id);
        if (path.written === written[number]) return;
        path.setAttribute("d", written[number]);
        path.written = written[number];
      });
      for (const [id, path] of this.paths) {
        if (kept.has(id)) continue;
        path.remove();
        this.paths.delete(id);
      }
    }

    // Writes every month for the zoom at hand while nothing else is to be done, so that it is there when the clock
    // comes by.
    warm() {
      this.warming?.();
      const zoom = this.map.getZoom();
      this.warming = Atlas.idly(this.territory.months(), (day) => {
        if (this.kind === "filled" || this.kind === "corridors") this.lines.written(this.territory.on(day), this.kind, zoom);
      });
    }

    remove() {
      this.warming?.();
    }

    add(group, style) {
      const look = style === "filled" ? this.look(group) : this.roadLook(group);
      const drawn = shape("path", { "vector-effect": "non-scaling-stroke", ...look });
      drawn.dataset.class = group.class;
      if (group.held_by) drawn.dataset.heldBy = group.held_by;
      if (group.year) drawn.dataset.year = group.year;
      this.layers.get(group.class).append(drawn);
      return drawn;
    }

    look(group) {
      const { color, edge, opacity } = this.style[group.class];
      const area = { "fill-rule": "evenodd" };
      if (group.class === "retaken") return { ...area, fill: this.color(group.held_by), "fill-opacity": opacity, stroke: edge, "stroke-width": 1 };
      if (!HATCHED.includes(group.class)) return { ...area, fill: color, "fill-opacity": opacity, stroke: color, "stroke-width": 1.2 };
      return { ...area, fill: `url(#${this.name}-${group.class})`, ...(edge ? { stroke: edge, "stroke-width": 1 } : {}) };
    }

    roadLook(group) {
      const { color } = group.class === "retaken" ? { color: this.color(group.held_by) } : this.style[group.class];
      const dash = { contested: "7 4", influence: "2 5" }[group.class];
      const look = { fill: "none", stroke: color, "stroke-width": ROADS[group.class] ?? ROADS.control, "stroke-linejoin": "round" };
      return dash ? { ...look, "stroke-dasharray": dash } : { ...look, "stroke-linecap": "round" };
    }

    // The year in which a cell's land was taken back; null where it was not, or is not painted.
    yearOf(cell) {
      return this.state.groups[this.state.of[cell]]?.year ?? null;
    }

    // Where the year of retaking may stand: the widest land first, and the same year not twice in one place.
    *years(zoom) {
      if (this.kind !== "filled") return;
      const { seat } = this.territory.cells;
      const found = [];
      seat.forEach((at, cell) => {
        const year = at && this.yearOf(cell);
        if (year) found.push({ year, cell, at });
      });
      const taken = [];
      const wide = (this.map.getZoomScale(zoom, 0) * 256) / 360;
      for (const { year, cell, at } of found.sort((a, b) => b.at[2] - a.at[2])) {
        if (at[2] * wide < YEAR.size) break;
        const point = this.map.project([at[1], at[0]], zoom);
        if (taken.some((other) => other.year === year && other.point.distanceTo(point) < YEAR.apart)) continue;
        taken.push({ year, point });
        yield { id: `year-${cell}`, cell, text: year, at: [at[0], at[1]], kind: "year", radius: 0, size: YEAR.size, weight: YEAR.weight };
      }
    }

    geojson() {
      return this.territory.geojson(this.state, this.kind ?? "places");
    }
  }

  function shape(tag, attributes) {
    const made = L.SVG.create(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  // A line without the points that lie nearer than `off` to the line through the others (Douglas and Peucker 1973).
  // Its ends stay; a closed line keeps enough to enclose its land.
  function thinned(line, off) {
    const last = line.length / 2 - 1;
    const closed = line[0] === line[2 * last] && line[1] === line[2 * last + 1];
    if (last < (closed ? 5 : 2)) return line;
    const kept = new Uint8Array(last + 1);
    const corners = closed ? [0, Math.floor(last / 3), Math.floor((2 * last) / 3), last] : [0, last];
    for (const corner of corners) kept[corner] = 1;
    const spans = corners.slice(1).map((to, i) => [corners[i], to]);
    while (spans.length) {
      const [from, to] = spans.pop();
      const [far, distance] = farthest(line, from, to);
      if (distance <= off) continue;
      kept[far] = 1;
      spans.push([from, far], [far, to]);
    }
    return line.filter((_, i) => kept[i >> 1]);
  }

  // The point between two others that lies farthest from the straight line from one to the other, and how far.
  function farthest(line, from, to) {
    const [x, y] = [line[2 * from], line[2 * from + 1]];
    const [across, down] = [line[2 * to] - x, line[2 * to + 1] - y];
    const length = across * across + down * down;
    let [found, most] = [from, -1];
    for (let i = from + 1; i < to; i += 1) {
      const [dx, dy] = [line[2 * i] - x, line[2 * i + 1] - y];
      const share = length ? Math.min(1, Math.max(0, (dx * across + dy * down) / length)) : 0;
      const away = (dx - share * across) ** 2 + (dy - share * down) ** 2;
      if (away > most) [found, most] = [i, away];
    }
    return [found, Math.sqrt(Math.max(0, most))];
  }

  // A line as text both ways: where it begins, and each point as its step from the one before.
  function stroke(line) {
    const [ahead, back] = [[], []];
    for (let i = 2; i < line.length; i += 2) {
      const [dx, dy] = [line[i] - line[i - 2], line[i + 1] - line[i - 1]];
      ahead.push(`${dx} ${dy} `);
      back.push(`${-dx} ${-dy} `);
    }
    const place = (at) => `${line[at]} ${line[at + 1]}`;
    return {
      ahead: { from: place(0), steps: `l${ahead.join("")}` },
      back: { from: place(line.length - 2), steps: `l${back.reverse().join("")}` },
    };
  }

  Object.assign(Atlas, { Land, Lines });
})(window.Atlas);
