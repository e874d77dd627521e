// The land under the layers, from files: the world coarsely, the region that the atlas is of finely on top of it.

import { WholeSvg, pane } from "./leaflet.js";
import { coast, liesIn, moved } from "./outlines.js";

/** @import { GeoJsonObject, Feature, MultiPolygon, Polygon, Position } from "geojson" */
/** @import { BasemapFiles, Style } from "../types.js" */
/** @import { Sight } from "./projection.js" */

const PADDING = 0.25;
// Degrees from one point of the earth's edge to the next: each is set on a whole pixel, and too many make it jagged.
const STEP = 5;

/**
 * The width of a river, which grows with the zoom; null where it is not worth drawing.
 * @param {number} zoom
 * @param {{ from: number, width: number } | undefined} river  of its rank
 */
export function riverWidth(zoom, river) {
  if (!river || zoom < river.from) return null;
  return Math.max(0.5, river.width * (0.55 + (zoom - 5) * 0.18));
}

/**
 * The earth's edge: the date line up one side and down the other, and the poles.
 * @returns {[lat: number, lon: number][]}
 */
function edge() {
  const lats = Array.from({ length: 180 / STEP + 1 }, (_, number) => number * STEP - 90);
  const side = (/** @type {number} */ lon) => lats.map((lat) => /** @type {[number, number]} */ ([lat, lon]));
  return [...side(-180), ...side(180).reverse()];
}

/** Draws the basemap and keeps it fit for the zoom. */
export class Basemap {
  /** @type {L.ImageOverlay | null} */
  #relief = null;
  /** @type {L.GeoJSON | null} */
  #rivers = null;
  /** @type {L.GeoJSON | null} */
  #borders = null;
  /** @type {L.GeoJSON | null} */
  #members = null;
  /**
   * The land of each country in pixels of the zoom 0, by projection.
   * @type {Map<L.CRS, { country: unknown, geometry: Polygon | MultiPolygon }[]>}
   */
  #flat = new Map();
  /**
   * What is drawn from a zoom on. A list, not a layer group: a group draws in the order in which its layers were made.
   * @type {L.Layer[]}
   */
  #fine = [];

  /**
   * @param {L.Map} map
   * @param {BasemapFiles} files
   * @param {Style} style
   * @param {string[]} focus  countries that stand out
   */
  constructor(map, files, style, focus) {
    this.map = map;
    this.files = files;
    this.style = style.basemap;
    this.sizes = style;
    this.focus = focus;
    map.getContainer().style.background = this.style.beyond;
    // SVG, which the browser paints once for a view; a canvas it would copy again at every step of the clock.
    this.#drawLand(new WholeSvg({ pane: pane(map, "atlas-under", 200), padding: PADDING }));
    this.#drawRelief(pane(map, "atlas-relief", 210));
    this.under = pane(map, "atlas-members", 215);
    this.#drawLines(new WholeSvg({ pane: pane(map, "atlas-over", 220), padding: PADDING }));
    map.on("zoomend", () => this.restyle());
    this.restyle();
  }

  /** @param {L.SVG} renderer */
  #drawLand(renderer) {
    const { style, files } = this;
    const area = (/** @type {string} */ color) => ({ stroke: false, fillColor: color, fillOpacity: 1, fill: true });
    const sea = { renderer, interactive: false, ...area(style.sea) };
    L.polygon(edge(), { ...sea, stroke: true, color: style.coast, weight: 1, smoothFactor: 0 }).addTo(this.map);
    this.#shapes(files.world, renderer, area(style.land))?.addTo(this.map);
    const land = this.#shapes(files.land, renderer, area(style.land));
    if (land) {
      // The fine land replaces the coarse one: sea is laid over its frame first, so that no second coast shows.
      this.#fine.push(L.rectangle(land.getBounds(), sea), land);
    }
    const focus = this.#shapes(files.governorates, renderer, area(style.focus), (feature) => this.#isFocus(feature));
    if (focus) this.#fine.push(focus);
  }

  /** @param {Feature} feature */
  #isFocus({ properties }) {
    return this.focus.includes(properties?.country);
  }

  /** @param {string} name */
  #drawRelief(name) {
    const { relief, relief_bounds: bounds } = this.files;
    if (!relief || !bounds) return;
    const { west, south, east, north } = bounds;
    const corners = L.latLngBounds([south, west], [north, east]);
    this.#relief = L.imageOverlay(relief, corners, { pane: name, opacity: 0.55, interactive: false });
    this.#fine.push(this.#relief);
  }

  /** @param {L.SVG} renderer */
  #drawLines(renderer) {
    const { style, files } = this;
    const line = (/** @type {L.PathOptions} */ options) => ({ fill: false, ...options });
    const coastline = files.land && coast(files.land);
    const drawn = [
      this.#shapes(coastline, renderer, line({ color: style.coast, weight: 0.8 })),
      (this.#rivers = this.#shapes(files.rivers, renderer, line({ color: style.river }))),
      this.#shapes(files.lakes, renderer, {
        fillColor: style.lake,
        fillOpacity: 1,
        color: style.coast,
        weight: 0.5,
        fill: true,
      }),
      this.#shapes(
        files.governorates,
        renderer,
        line({ color: style.governorate, weight: 0.7, dashArray: "3 3" }),
        (feature) => this.#isFocus(feature),
      ),
    ];
    for (const shapes of drawn) if (shapes) this.#fine.push(shapes);
    // Borders are there at every scale, so that a disputed line is dashed on the world too.
    this.#borders = this.#shapes(files.borders, renderer, line({ color: style.border, weight: 1.2 }));
    this.#borders?.addTo(this.map);
  }

  /**
   * @param {GeoJsonObject | null | undefined} file
   * @param {L.SVG} renderer
   * @param {L.PathOptions} options
   * @param {(feature: Feature) => boolean} [filter]
   */
  #shapes(file, renderer, options, filter) {
    if (!file) return null;
    return L.geoJSON(file, { interactive: false, style: { ...options, renderer, interactive: false }, filter });
  }

  /**
   * @param {L.Layer} layer
   * @param {boolean} wanted
   */
  #put(layer, wanted) {
    if (this.map.hasLayer(layer) === wanted) return;
    if (wanted) layer.addTo(this.map);
    else layer.remove();
  }

  /** Draws what the zoom has room for, in widths that are fit for it. */
  restyle() {
    const zoom = this.map.getZoom();
    for (const layer of this.#fine) this.#put(layer, zoom >= this.sizes.fine_from);
    this.#relief?.setOpacity(zoom > 8.6 ? 0.18 : zoom > 7.6 ? 0.32 : 0.46);
    this.#rivers?.setStyle((feature) => {
      const weight = riverWidth(zoom, this.sizes.rivers[feature?.properties.rank - 1]);
      return weight === null ? { stroke: false } : { stroke: true, weight };
    });
    this.#borders?.setStyle((feature) => this.#border(zoom, feature?.properties.treatment === "dashed"));
  }

  /**
   * @param {number} zoom
   * @param {boolean} disputed
   * @returns {L.PathOptions}
   */
  #border(zoom, disputed) {
    const usual = zoom < 5.4 ? undefined : "10 3 2 3";
    if (zoom < this.sizes.fine_from)
      return { color: this.style.border_far, weight: 0.7, dashArray: disputed ? "2 3" : usual };
    return { color: this.style.border, weight: zoom < 6 ? 1 : 1.5, dashArray: disputed ? "2 4" : usual };
  }

  /**
   * Countries that stand for rows of a layer on a day, as a tint of their land.
   * @param {string} layer  that whose rows the countries are
   * @param {string[]} countries
   */
  tint(layer, countries) {
    const members = this.#tinted();
    if (!members) return;
    const wanted = new Set(countries);
    this.#put(members, wanted.size > 0);
    if (!wanted.size) return;
    members.eachLayer((path) => {
      const { feature } = /** @type {L.GeoJSON} */ (path);
      const box = /** @type {L.Path} */ (path).getElement();
      if (!box || feature?.type !== "Feature") return;
      const { country } = feature.properties;
      mark(/** @type {SVGElement} */ (box), layer, country, wanted.has(country));
    });
  }

  /**
   * How many of the countries have some of their land in sight.
   * @param {string[]} countries
   * @param {Sight} sight
   */
  inSight(countries, { crs, frame }) {
    const wanted = new Set(countries);
    const areas = this.#flatOn(crs).filter(({ country, geometry }) => {
      return wanted.has(String(country)) && liesIn(geometry, frame);
    });
    return new Set(areas.map(({ country }) => country)).size;
  }

  /**
   * The land of each country as a projection has it.
   * @param {L.CRS} crs
   */
  #flatOn(crs) {
    const flat = (/** @type {Position} */ [lon, lat]) => {
      const { x, y } = crs.latLngToPoint(L.latLng(lat, lon), 0);
      return [x, y];
    };
    const made = () =>
      (this.files.world?.features ?? []).map(({ properties: { country }, geometry }) => {
        return { country, geometry: moved(geometry, flat) };
      });
    const found = this.#flat.get(crs) ?? made();
    this.#flat.set(crs, found);
    return found;
  }

  #tinted() {
    const { world } = this.files;
    if (!this.#members && world) {
      const renderer = new WholeSvg({ pane: this.under, padding: PADDING });
      const look = { stroke: false, fill: true, fillColor: this.style.member, fillOpacity: this.sizes.member_opacity };
      this.#members = this.#shapes(world, renderer, look);
    }
    return this.#members;
  }
}

/**
 * @param {SVGElement} box
 * @param {string} layer
 * @param {string} country
 * @param {boolean} member
 */
function mark(box, layer, country, member) {
  box.style.display = member ? "" : "none";
  if (member) box.setAttribute("data-layer", layer);
  else box.removeAttribute("data-layer");
  box.setAttribute("data-id", country);
}
