// The frame round a map's element: head above, clock below, legend on top. It stands in another, the pair, which has
// room for a second map.

import { element } from "../core/elements.js";
import { Head } from "./head.js";

/** @import { Options } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */

/**
 * The room of two maps, in place of the first one's element.
 * @param {L.Map} map
 */
export function pairOf(map) {
  const pair = element("div", "atlas-pair");
  pair.dataset.mode = "one";
  map.getContainer().replaceWith(pair);
  return pair;
}

/** A map's frame. */
export class Frame {
  /**
   * @param {L.Map} map
   * @param {HTMLElement} pair
   * @param {Options} options
   * @param {Reader} reader
   */
  constructor(map, pair, options, reader) {
    this.pair = pair;
    this.head = new Head(reader);
    this.stage = element("div", "atlas-stage");
    this.root = element("section", "atlas-map");
    this.root.lang = reader.language;
    this.root.dir = reader.direction;
    this.root.setAttribute("aria-label", reader.text("app.title"));
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && map.closePopup());
    const box = map.getContainer();
    box.style.background = options.style.basemap.land;
    pair.append(this.root);
    this.stage.append(box);
    this.root.append(this.head.root, this.stage);
    addControls(map, reader);
    map.invalidateSize({ pan: false });
  }
}

/**
 * Buttons for the zoom, and the scale.
 * @param {L.Map} map
 * @param {Reader} reader
 */
function addControls(map, reader) {
  const rtl = reader.direction === "rtl";
  const [zoomInTitle, zoomOutTitle] = [reader.text("map.zoom_in"), reader.text("map.zoom_out")];
  L.control.zoom({ position: rtl ? "topright" : "topleft", zoomInTitle, zoomOutTitle }).addTo(map);
  L.control.scale({ position: rtl ? "bottomright" : "bottomleft", maxWidth: 110 }).addTo(map);
}
