// The land under the layers, from files: the world coarsely, the region around Iraq and Syria finely on top of it.

import { WholeSvg, pane } from "./leaflet.js";
import { coast } from "./outlines.js";

/** @import { GeoJsonObject, Feature } from "geojson" */
/** @import { BasemapFiles } from "../types.js" */

const FINE_FROM = 4.4;
const PADDING = 0.25;
export const FOCUS = ["IQ", "SY"];

/**
 * The width of a river, which grows with the zoom; null where it is not worth drawing.
 * @param {number} zoom
 * @param {number} rank
 */
export function riverWidth(zoom, rank) {
  const least = zoom < 4.4 ? 1 : zoom < 6 ? 2 : zoom < 7.2 ? 3 : Infinity;
  if (rank > least) return null;
  const width = rank === 1 ? 2.1 : rank === 2 ? 1.3 : 0.8;
  return Math.max(0.5, width * (0.55 + (zoom - 5) * 0.18));
}

/** @param {Feature | undefined} feature */
const ofFocus = (feature) => FOCUS.includes(feature?.properties?.country);

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
   * What is drawn from a zoom on. A list, not a layer group: a group draws in the order in which its layers were made.
   * @type {L.Layer[]}
   */
  #fine = [];

  /**
   * @param {L.Map} map
   * @param {BasemapFiles} files
   * @param {Record<string, string>} style
   */
  constructor(map, files, style) {
    this.map = map;
    this.files = files;
    this.style = style;
    map.getContainer().style.background = style.sea;
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
    this.#shapes(files.world, renderer, area(style.land))?.addTo(this.map);
    const land = this.#shapes(files.land, renderer, area(style.land));
    if (land) {
      // The fine land replaces the coarse one: sea is laid over its frame first, so that no second coast shows.
      const sea = { renderer, interactive: false, ...area(style.sea) };
      this.#fine.push(L.rectangle(land.getBounds(), sea), land);
    }
    const focus = this.#shapes(files.governorates, renderer, area(style.focus), ofFocus);
    if (focus) this.#fine.push(focus);
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
        ofFocus,
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
    for (const layer of this.#fine) this.#put(layer, zoom >= FINE_FROM);
    this.#relief?.setOpacity(zoom > 8.6 ? 0.18 : zoom > 7.6 ? 0.32 : 0.46);
    this.#rivers?.setStyle((feature) => {
      const weight = riverWidth(zoom, feature?.properties.rank);
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
    if (zoom < FINE_FROM) return { color: this.style.border_far, weight: 0.7, dashArray: disputed ? "2 3" : usual };
    return { color: this.style.border, weight: zoom < 6 ? 1 : 1.5, dashArray: disputed ? "2 4" : usual };
  }

  /**
   * Members of the coalition on a day, as a tint of their land.
   * @param {string[]} countries
   */
  tint(countries) {
    const members = this.#tinted();
    if (!members) return;
    const wanted = new Set(countries);
    this.#put(members, wanted.size > 0);
    if (!wanted.size) return;
    members.eachLayer((layer) => {
      const { feature } = /** @type {L.GeoJSON} */ (layer);
      const box = /** @type {L.Path} */ (layer).getElement();
      if (!box || feature?.type !== "Feature") return;
      mark(/** @type {SVGElement} */ (box), feature.properties.country, wanted.has(feature.properties.country));
    });
  }

  #tinted() {
    const { world } = this.files;
    if (!this.#members && world) {
      const renderer = new WholeSvg({ pane: this.under, padding: PADDING });
      const look = { stroke: false, fill: true, fillColor: this.style.member, fillOpacity: 0.85 };
      this.#members = this.#shapes(world, renderer, look);
    }
    return this.#members;
  }
}

/**
 * @param {SVGElement} box
 * @param {string} country
 * @param {boolean} member
 */
function mark(box, country, member) {
  box.style.display = member ? "" : "none";
  if (member) box.setAttribute("data-layer", "coalition");
  else box.removeAttribute("data-layer");
  box.setAttribute("data-id", country);
}
