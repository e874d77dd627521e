// Paints the land of a day: one SVG path for each class and holder, as areas or as the roads through them.
//
// Paths are written once for all zooms, in pixels of a far zoom from a corner of the land; Leaflet's SVG moves with the
// map, and a group inside it is scaled. Hatches are scaled back, so that they are as fine at every zoom.

(function (Atlas) {
  "use strict";
  const FAR = 14;
  const HATCH = 9;
  const ROADS = { control: 5, contested: 4.4, influence: 1.6, retaken: 3.4 };
  const ORDER = ["influence", "retaken", "control", "contested"];
  const YEAR = { size: 12, weight: 600, apart: 130 };

  // Leaflet's renderer with a group of ours that follows it.
  const Svg = L.SVG.extend({
    _initContainer() {
      L.SVG.prototype._initContainer.call(this);
      this.land = L.SVG.create("g");
      this.hatches = L.SVG.create("defs");
      this._container.append(this.hatches, this.land);
    },
    _update() {
      L.SVG.prototype._update.call(this);
      if (this._map && this.corner) this.follow();
    },
    follow() {
      const at = this.corner.multiplyBy(this._map.getZoomScale(this._map.getZoom(), FAR)).subtract(this._map.getPixelOrigin());
      const scale = this._map.getZoomScale(this._map.getZoom(), FAR);
      this.land.setAttribute("transform", `translate(${at.x} ${at.y}) scale(${scale})`);
      for (const pattern of this.hatches.children) pattern.setAttribute("patternTransform", `scale(${1 / scale}) rotate(45)`);
    },
  });

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
      this.renderer = new Svg({ pane: "atlas-territory", padding: 0.4 }).addTo(map);
      this.name = `atlas-hatch-${L.stamp(this.renderer)}`;
      this.write();
      for (const hatched of ["contested", "influence"]) this.renderer.hatches.append(this.hatch(hatched));
      this.renderer.follow();
      this.state = null;
    }

    // Lines as text in far pixels, both ways, each point as its step from the one before.
    write() {
      const project = (x, y) => this.map.project([y / Atlas.GRID, x / Atlas.GRID], FAR);
      const pixels = (line) => {
        const found = [];
        for (let i = 0; i < line.length; i += 2) found.push(project(line[i], line[i + 1]));
        return found;
      };
      const arcs = this.territory.arcs.map(pixels);
      const corner = arcs.flat().reduce((least, point) => L.point(Math.min(least.x, point.x), Math.min(least.y, point.y)));
      this.renderer.corner = corner.round();
      const whole = (points) => points.map((point) => point.subtract(this.renderer.corner).round());
      this.arcs = arcs.map((points) => ({ ahead: stroke(whole(points)), back: stroke(whole(points).reverse()) }));
      this.roads = this.territory.roads.map(({ cell, line }) => ({ cell, stroke: stroke(whole(pixels(line))) }));
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

    // Returns the state painted, or null where nothing is: outside the land's days, or where it is not wanted.
    paint(day, style) {
      this.kind = style;
      this.state = style === null || style === "places" ? { ...this.territory.on(day), groups: [] } : this.territory.on(day);
      const { groups } = this.state;
      if (!groups.length) this.renderer.land.replaceChildren();
      else this.renderer.land.replaceChildren(...(style === "filled" ? this.areas() : this.lines()));
      return this.state;
    }

    areas() {
      const rings = this.territory.rings(this.state);
      return this.sorted((group, number) => {
        const path = rings[number].map((ring) => this.ring(ring)).join("");
        return this.path(group, { d: path, "fill-rule": "evenodd", ...this.look(group) });
      });
    }

    ring(arcs) {
      const lines = arcs.map((arc) => (arc < 0 ? this.arcs[~arc].back : this.arcs[arc].ahead));
      return `M${lines[0].from}${lines.map(({ steps }) => steps).join("")}z`;
    }

    lines() {
      const drawn = this.state.groups.map(() => []);
      for (const road of this.roads) if (this.state.of[road.cell] >= 0) drawn[this.state.of[road.cell]].push(`M${road.stroke.from}${road.stroke.steps}`);
      return this.sorted((group, number) => {
        const { color } = group.class === "retaken" ? { color: this.color(group.held_by) } : this.style[group.class];
        const dash = { contested: "7 4", influence: "2 5" }[group.class];
        const look = { d: drawn[number].join(""), fill: "none", stroke: color, "stroke-width": ROADS[group.class], "stroke-linejoin": "round" };
        return this.path(group, dash ? { ...look, "stroke-dasharray": dash } : { ...look, "stroke-linecap": "round" });
      });
    }

    sorted(draw) {
      const numbered = this.state.groups.map((group, number) => [ORDER.indexOf(group.class), draw(group, number)]);
      return numbered.sort((a, b) => a[0] - b[0]).map(([, path]) => path);
    }

    path(group, attributes) {
      const drawn = shape("path", { "vector-effect": "non-scaling-stroke", ...attributes });
      drawn.dataset.class = group.class;
      if (group.held_by) drawn.dataset.heldBy = group.held_by;
      if (group.year) drawn.dataset.year = group.year;
      return drawn;
    }

    look(group) {
      const { color, edge, opacity } = this.style[group.class];
      if (group.class === "retaken") return { fill: this.color(group.held_by), "fill-opacity": opacity, stroke: edge, "stroke-width": 1 };
      if (group.class === "control") return { fill: color, "fill-opacity": opacity, stroke: color, "stroke-width": 1.2 };
      return { fill: `url(#${this.name}-${group.class})`, ...(edge ? { stroke: edge, "stroke-width": 1 } : {}) };
    }

    // Where the year of retaking may stand: the widest land first, and the same year not twice in one place.
    *years(zoom) {
      if (this.kind !== "filled") return;
      const { seat } = this.territory.cells;
      const found = [];
      this.state.of.forEach((number, cell) => {
        const year = number >= 0 ? this.state.groups[number]?.year : null;
        if (year && seat[cell]) found.push({ year, cell, at: seat[cell] });
      });
      const taken = [];
      const wide = (this.map.getZoomScale(zoom, 0) * 256) / 360;
      for (const { year, cell, at } of found.sort((a, b) => b.at[2] - a.at[2])) {
        if (at[2] * wide < YEAR.size) break;
        const point = this.map.project([at[1], at[0]], zoom);
        if (taken.some((other) => other.year === year && other.point.distanceTo(point) < YEAR.apart)) continue;
        taken.push({ year, point });
        yield { id: `year-${cell}`, text: year, at: [at[0], at[1]], kind: "year", radius: 0, size: YEAR.size, weight: YEAR.weight };
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

  function stroke(points) {
    let steps = "l";
    for (let i = 1; i < points.length; i += 1) steps += `${points[i].x - points[i - 1].x} ${points[i].y - points[i - 1].y} `;
    return { from: `${points[0].x} ${points[0].y}`, steps };
  }

  Atlas.Land = Land;
})(window.Atlas);
