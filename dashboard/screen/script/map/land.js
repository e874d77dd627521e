// Paints the land of a day: one SVG path for each class and holder, as areas or as the roads through them.
//
// Leaflet's SVG moves with the map, and a group inside it is scaled. Hatches are scaled back, so that they are as fine
// at every zoom.

import { idly } from "../core/idle.js";
import { latLng } from "./degrees.js";
import { WholeSvg, pane, shape } from "./leaflet.js";
import { LandStyles } from "./land_style.js";
import { FAR, Lines } from "./lines.js";
import { shownBy } from "./projection.js";

/** @import { At, Group, Label, LandState, LandStyle, Style } from "../types.js" */
/** @import { Territory } from "./territory.js" */

// How near two names of the same year, and of the same holder, may stand, in pixels.
const [APART, HOLDERS_APART] = [130, 280];

/** A picture with a group of ours that follows the map. */
class LandSvg extends WholeSvg {
  /**
   * That of the land, in pixels of the far zoom; not before there is some.
   * @type {L.Point | undefined}
   */
  corner;

  /** @override */
  _initContainer() {
    super._initContainer();
    this.land = L.SVG.create("g");
    this.hatches = L.SVG.create("defs");
    this._container.append(this.hatches, this.land);
  }

  /** @override */
  _update() {
    super._update();
    this.follow();
  }

  /** @param {L.Point} corner */
  stand(corner) {
    if (this.corner === corner) return;
    this.corner = corner;
    this.follow();
  }

  follow() {
    const { _map: map, corner, hatches, land } = this;
    if (!map || !corner || !hatches || !land) return;
    const scale = map.getZoomScale(map.getZoom(), FAR);
    const at = corner.multiplyBy(scale).subtract(map.getPixelOrigin());
    land.setAttribute("transform", `translate(${at.x} ${at.y}) scale(${scale})`);
    for (const hatch of hatches.children) hatch.setAttribute("patternTransform", `scale(${1 / scale}) rotate(45)`);
  }
}

/** The land on a map. */
export class Land {
  /** @type {LandStyle | null} */
  #style = null;
  /** @type {Map<string, { path: SVGPathElement, written: string }>} */
  #paths = new Map();
  #warming = () => {};
  /**
   * What is painted; null before anything is.
   * @type {LandState | null}
   */
  state = null;

  /**
   * @param {L.Map} map
   * @param {Territory} territory
   * @param {Style} style
   * @param {(actor: string | null) => string} color  answers with the colour of who holds the land
   * @param {(actor: string) => string} name  answers with what whoever holds it is called on a map
   */
  constructor(map, territory, style, color, name) {
    this.map = map;
    this.name = name;
    this.yearLook = style.names.year[0];
    this.holderLook = style.names.holder[0];
    this.territory = territory;
    const renderer = new LandSvg({ pane: pane(map, "atlas-territory", 212), padding: 0.1 }).addTo(map);
    this.renderer = renderer;
    this.styles = new LandStyles(style.land, color, `atlas-hatch-${L.stamp(renderer)}`);
    this.layers = new Map(this.styles.order.map((one) => [one, L.SVG.create("g")]));
    renderer.land?.append(...this.layers.values());
    renderer.hatches?.append(...this.styles.hatches());
    renderer.stand(this.lines.corner);
  }

  /** The lines of the land, in the projection that is shown. */
  get lines() {
    return Lines.of(this.territory.coverage, shownBy(this.map));
  }

  /**
   * Paints a state of the territory, or nothing: null where no land is wanted.
   * @param {LandState} state
   * @param {LandStyle | null} style
   */
  paint(state, style) {
    this.#style = style;
    const shown = style === null || style === "places" ? { ...state, groups: [] } : state;
    const { lines } = this;
    const written = style ? lines.written(shown, style, this.map.getZoom()) : [];
    this.renderer.stand(lines.corner);
    const kept = new Set();
    shown.groups.forEach((group, number) => {
      const id = `${style}/${group.id}`;
      kept.add(id);
      const drawn = this.#paths.get(id) ?? this.#add(id, group);
      if (drawn.written === written[number]) return;
      drawn.path.setAttribute("d", written[number]);
      drawn.written = written[number];
    });
    for (const [id, { path }] of this.#paths) {
      if (kept.has(id)) continue;
      path.remove();
      this.#paths.delete(id);
    }
    this.state = shown;
  }

  /**
   * @param {string} id
   * @param {Group} group
   */
  #add(id, group) {
    const look = this.#style === "filled" ? this.styles.area(group) : this.styles.road(group);
    const path = shape("path", { "vector-effect": "non-scaling-stroke", ...look });
    path.dataset.class = group.class;
    if (group.held_by) path.dataset.heldBy = group.held_by;
    if (group.year) path.dataset.year = group.year;
    this.layers.get(group.class)?.append(path);
    const drawn = { path, written: "" };
    this.#paths.set(id, drawn);
    return drawn;
  }

  /** Writes every month for the zoom at hand while nothing else is to be done, so that it is there in time. */
  warm() {
    this.#warming();
    const zoom = this.map.getZoom();
    const { lines } = this;
    this.#warming = idly(this.territory.months(), (day) => {
      if (this.#style) lines.written(this.territory.on(day), this.#style, zoom);
    });
  }

  /** Gives up what is still to be written. */
  remove() {
    this.#warming();
  }

  /**
   * The year that is named on a cell's land; null where none is, or the cell is not painted.
   * @param {number} cell
   */
  yearOf(cell) {
    const group = this.state?.groups[this.state.of[cell]];
    return group && this.styles.style[group.class].dated ? group.year : null;
  }

  /**
   * Who is named on a cell's land: whoever gives it its colour.
   * @param {number} cell
   */
  holderOf(cell) {
    const group = this.state?.groups[this.state.of[cell]];
    return group && this.styles.style[group.class].by_holder ? group.held_by : null;
  }

  /**
   * Whether what is written on the land holds still.
   * @param {Label} label
   */
  tells({ cell, holder, text }) {
    if (cell === undefined) return false;
    return holder ? this.holderOf(cell) === holder : this.yearOf(cell) === text;
  }

  /**
   * Where those who hold land may be named on it, the widest land first; a name that is wider than it finds no room.
   * @param {number} zoom
   * @returns {Generator<Label>}
   */
  *holders(zoom) {
    const { from, size, weight } = this.holderLook;
    if (this.#style !== "filled" || zoom < from) return;
    const { coverage } = this.territory;
    const wide = (this.map.getZoomScale(zoom, 0) * 256) / 360;
    for (const { told: holder, cell, at, room } of this.#seats((one) => this.holderOf(one))) {
      if (room * wide < size) break;
      const within = (/** @type {number} */ lon, /** @type {number} */ lat) =>
        this.holderOf(coverage.cellAt([lon, lat])) === holder;
      const look = { kind: "holder", radius: 0, size, weight, room: 1, apart: HOLDERS_APART };
      yield { id: `holder-${cell}`, cell, holder, text: this.name(holder), at, within, ...look };
    }
  }

  /**
   * Where the year of retaking may stand: the widest land first, and the same year not twice in one place.
   * @param {number} zoom
   * @returns {Generator<Label>}
   */
  *years(zoom) {
    if (this.#style !== "filled") return;
    /** @type {{ year: string, point: L.Point }[]} */
    const taken = [];
    const wide = (this.map.getZoomScale(zoom, 0) * 256) / 360;
    for (const { told: year, cell, at, room } of this.#seats((one) => this.yearOf(one))) {
      if (room * wide < this.yearLook.size) break;
      const point = this.map.project(latLng(at), zoom);
      if (taken.some((other) => other.year === year && other.point.distanceTo(point) < APART)) continue;
      taken.push({ year, point });
      const { size, weight } = this.yearLook;
      yield { id: `year-${cell}`, cell, text: year, at, kind: "year", radius: 0, size, weight };
    }
  }

  /**
   * Cells of which something is told on the map, the widest first.
   * @param {(cell: number) => string | null | undefined} tell
   */
  #seats(tell) {
    /** @type {{ told: string, cell: number, at: At, room: number }[]} */
    const found = [];
    this.territory.seats.forEach((seat, cell) => {
      const told = seat && tell(cell);
      if (told) found.push({ told, cell, at: [seat[0], seat[1]], room: seat[2] });
    });
    return found.sort((one, other) => other.room - one.room);
  }

  /** What is painted, as GeoJSON. */
  geojson() {
    const nothing = { groups: [], of: new Int32Array(0) };
    return this.territory.coverage.geojson(this.state ?? nothing, this.#style ?? "places");
  }
}
