// Symbols on the map. From one day to another only what turned between them is looked at, and only what changed touched.

import { idly } from "../core/idle.js";
import { latLng } from "./degrees.js";
import { turned } from "./features.js";
import { PlacedMarker } from "./leaflet.js";
import { image, reach } from "./symbols.js";

/** @import { At, Box, Counts, Day, Drawn, Feature, Look, Row, Selection } from "../types.js" */
/** @import { Looks } from "./looks.js" */

// How wide a pane of symbols is.
const PANE_DEGREES = 0.75;

/** The symbols of a map. */
export class SymbolLayer {
  /** The zoom and all that is chosen but the day, of what is drawn. */
  #manner = "";
  #warmed = "";
  #warming = () => {};
  /** The place that is ringed. */
  #marked = "";
  /** @type {Day} */
  #day = "";
  /** @type {L.Bounds | null} */
  #sheet = null;

  /**
   * @param {L.Map} map
   * @param {Looks} looks
   * @param {(row: Row) => string} name  answers with what a row is called
   * @param {(feature: Feature) => void} open  hears of a symbol that the reader opens
   */
  constructor(map, looks, name, open) {
    this.map = map;
    this.looks = looks;
    this.name = name;
    this.open = open;
    this.present = Object.entries(looks.features);
  }

  /**
   * Draws the symbols of the selection's day; all of them, where something else than the day is new.
   * @param {Selection} selection
   */
  paint(selection) {
    const zoom = this.map.getZoom();
    const { day, layers, style, confidence, damage, retaken_by: retakers } = selection;
    const manner = JSON.stringify([zoom, layers, style, confidence, damage, retakers]);
    const due = manner === this.#manner ? turned(this.looks.timeline, this.#day, day) : this.#all();
    for (const feature of due) {
      this.#draw(feature, layers.includes(feature.layer) ? this.looks.of(feature, day, zoom, selection) : null);
    }
    [this.#manner, this.#day] = [manner, day];
  }

  /**
   * How many symbols of each class lie in a box, of each layer that could be read.
   * @param {Selection} selection  as it was painted
   * @param {Box} box
   * @returns {Counts}
   */
  counted(selection, box) {
    return this.#gathered(
      new Map(
        this.present.map(([layer, features]) => {
          const there = features.filter(({ at }) => isIn(at, box));
          return [layer, { ...this.#narrowedOut(layer, there, selection), ...counted(there) }];
        }),
      ),
    );
  }

  /**
   * Classes that would be there were their layer not narrowed to others: they can be chosen again.
   * @param {string} layer
   * @param {Feature[]} features
   * @param {Selection} selection
   * @returns {Record<string, null>}
   */
  #narrowedOut(layer, features, selection) {
    const { narrowed_by: filter } = this.looks.layers[layer];
    if (!filter || !selection[filter]?.length || !selection.layers.includes(layer)) return {};
    const [zoom, whole] = [this.map.getZoom(), { ...selection, [filter]: [] }];
    const kinds = features.flatMap((feature) => this.looks.of(feature, selection.day, zoom, whole)?.kind ?? []);
    return Object.fromEntries(kinds.map((kind) => [kind, null]));
  }

  /**
   * What symbols of several layers are explained by is counted where the legend explains it.
   * @param {Map<string, Record<string, number | null>>} counts
   * @returns {Counts}
   */
  #gathered(counts) {
    const { layers } = this.looks;
    const shared = new Set(this.present.flatMap(([layer]) => layers[layer].symbols.map(({ also }) => also)));
    for (const [layer, own] of counts) {
      for (const { kind } of layers[layer].legend.filter((entry) => shared.has(entry.kind))) {
        const sum = [...counts.values()].reduce((all, other) => all + (other[kind] ?? 0), 0);
        if (sum) own[kind] = sum;
      }
    }
    return Object.fromEntries(counts);
  }

  /** @returns {Feature[]} */
  #all() {
    return this.present.flatMap(([, features]) => features);
  }

  /**
   * A symbol is made when it is first drawn and stays in the page, unseen on days that do not have it: to add and
   * take away would cost the browser a layout of all others.
   * @param {Feature} feature
   * @param {Look | null} look
   */
  #draw(feature, look) {
    const was = feature.look;
    feature.look = look;
    if (look) {
      const drawn = feature.symbol ?? this.#make(feature);
      if (!was) this.#unveil(feature, drawn);
      dress(drawn, look);
    } else if (was && feature.symbol) {
      veil(feature.symbol);
    }
  }

  /**
   * @param {Feature} feature
   * @param {Drawn} drawn
   */
  #unveil(feature, { box }) {
    box.style.visibility = "";
    Object.assign(box.dataset, { layer: feature.layer, id: feature.id });
    this.#ring(feature);
  }

  /**
   * @param {Feature} feature
   * @returns {Drawn}
   */
  #make(feature) {
    const icon = L.divIcon({ className: "atlas-symbol", iconSize: undefined });
    const pane = this.#paneOf(feature);
    const marker = new PlacedMarker(latLng(feature.at), { icon, pane, keyboard: true, riseOnHover: true });
    marker.on("click", () => this.open(feature));
    marker.on("keypress", ({ originalEvent }) => originalEvent.key === "Enter" && this.open(feature));
    marker.addTo(this.map);
    const box = /** @type {HTMLElement} */ (marker.getElement());
    const name = this.name(feature.rows[0]);
    box.setAttribute("role", "button");
    box.setAttribute("aria-label", name);
    box.title = name;
    const drawn = { marker, box, image: "", place: "", state: "", order: 0 };
    feature.symbol = drawn;
    veil(drawn);
    this.#cull(drawn);
    return drawn;
  }

  /**
   * Symbols of one layer that stand near each other share a pane: a change in one leaves the others as they are.
   * @param {Feature} feature
   */
  #paneOf({ layer, at }) {
    const name = `atlas-${layer}-${Math.floor(at[0] / PANE_DEGREES)}`;
    if (!this.map.getPane(name)) {
      const pane = this.map.createPane(name, this.map.getPane("markerPane"));
      pane.style.zIndex = String(this.looks.layers[layer].above);
    }
    return name;
  }

  /**
   * Rings the symbols of a place, and no other.
   * @param {string} place
   */
  mark(place) {
    this.#marked = place;
    for (const feature of this.#all()) if (this.#isPlace(feature)) this.#ring(feature);
  }

  /** @param {Feature} feature */
  #isPlace({ layer }) {
    return this.looks.layers[layer].of_place;
  }

  /** @param {Feature} feature */
  #ring(feature) {
    const { id, look, symbol } = feature;
    symbol?.box.classList.toggle("chosen", Boolean(look) && this.#isPlace(feature) && id === this.#marked);
  }

  /**
   * Symbols beyond the sheet, which lies in the map's own pixels, are not drawn.
   * @param {L.Bounds} sheet
   */
  cull(sheet) {
    this.#sheet = sheet;
    for (const { symbol } of this.#all()) if (symbol) this.#cull(symbol);
  }

  /** @param {Drawn} drawn */
  #cull({ box, marker }) {
    box.hidden = !this.#sheet?.contains(this.map.latLngToLayerPoint(marker.getLatLng()));
  }

  /**
   * Makes the symbols of other days while nothing else is to be done.
   * @param {Selection} selection
   */
  warm(selection) {
    this.#warming();
    if (this.#warmed === this.#manner) return;
    const zoom = this.map.getZoom();
    this.#warming = idly(
      this.looks.timeline,
      ({ day, feature }) => {
        if (!selection.layers.includes(feature.layer)) return;
        const look = this.looks.of(feature, day, zoom, selection);
        if (!look) return;
        image(look.marks, look.size * reach);
        if (!feature.symbol) this.#make(feature);
      },
      () => (this.#warmed = this.#manner),
    );
  }

  /** Gives up what is still to be made. */
  remove() {
    this.#warming();
  }
}

/**
 * Whether a point lies in a box.
 * @param {At} at
 * @param {Box} box
 */
function isIn([lon, lat], [west, south, east, north]) {
  return west <= lon && lon <= east && south <= lat && lat <= north;
}

/**
 * How many of the features are drawn, by class.
 * @param {Feature[]} features
 */
function counted(features) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { look } of features) {
    for (const kind of look ? [look.kind, look.also] : []) if (kind) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** @param {Drawn} drawn */
function veil(drawn) {
  const { box } = drawn;
  box.style.visibility = "hidden";
  for (const name of ["layer", "id", "state"]) delete box.dataset[name];
  box.classList.remove("chosen");
  drawn.state = "";
}

/**
 * @param {Drawn} drawn
 * @param {Look} look
 */
function dress(drawn, look) {
  const { box, marker } = drawn;
  const size = look.size * reach;
  const picture = image(look.marks, size);
  const place = [size, ...look.aside].join();
  if (drawn.image !== picture) box.style.backgroundImage = picture;
  if (drawn.place !== place) {
    const [marginLeft, marginTop] = look.aside.map((aside) => `${(aside - size / 2).toFixed(1)}px`);
    const side = `${size.toFixed(1)}px`;
    Object.assign(box.style, { width: side, height: side, marginLeft, marginTop });
  }
  if (drawn.state !== look.state) box.dataset.state = look.state;
  if (drawn.order !== look.order) marker.setZIndexOffset(look.order * 10);
  Object.assign(drawn, { image: picture, place, state: look.state, order: look.order });
}
