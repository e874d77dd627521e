// What the reader opens: a place's history or any other row in the desk, the day's table, or something that was searched
// for.

import { heldOn } from "./holding.js";
import { History } from "./history.js";
import { Leaf } from "./leaf.js";
import { Table } from "./table.js";

/** @import { Hit } from "../types.js" */
/** @import { Controller } from "../controller.js" */
/** @import { DayMap } from "../map/day_map.js" */
/** @import { Shown } from "./desk.js" */

/** Opens things, and keeps them in sight. */
export class Reading {
  #history;
  #leaf;

  /**
   * @param {Controller} main
   * @param {DayMap} first
   */
  constructor(main, first) {
    this.main = main;
    this.first = first;
    this.#history = new History(first.record, first.account, first.looks);
    this.#leaf = new Leaf(first.record, first.account, first.looks);
    this.#leaf.onplace = (place) => this.openPlace(place);
    this.#history.onday = this.#leaf.onday = (day) => {
      first.clock.go(day);
      main.reveal();
    };
    const table = new Table(first.account, first.looks, main.options.confidences);
    table.onpick = (layer, id) => {
      this.pick(layer, id);
      main.reveal();
    };
    main.desk.furnish(this.#history, this.#leaf, table);
    main.desk.onturn = (shown) => this.#turned(shown);
  }

  /** The place whose history lies open, or layer and id of the row that does; nothing where none does. */
  get #open() {
    const { shown } = this.main.desk;
    if (shown === "row") return this.#leaf.thing;
    return shown === "history" ? this.#history.place : "";
  }

  /** What holds on the day, whichever layers are drawn. */
  held() {
    const { record, land, selection, scope } = this.first;
    return { held: heldOn(record, selection.day, land?.territory, scope.id), scope: scope.name };
  }

  /** The history of the place that the selection names, or the row. */
  follow() {
    const { place } = this.first.selection;
    if (place === this.#open) return;
    const [layer, id] = place.split("/");
    if (id) this.openRow(layer, id);
    else if (place) this.openPlace(place);
    else this.main.desk.close();
  }

  /**
   * A thing tells of itself in the desk, a place its history.
   * @param {string} layer
   * @param {string} id
   */
  open(layer, id) {
    if (this.first.looks.ofPlaces.includes(layer)) this.openPlace(id);
    else this.openRow(layer, id);
  }

  /**
   * Something else than a place tells of itself in the desk.
   * @param {string} layer
   * @param {string} id
   */
  openRow(layer, id) {
    const { desk } = this.main;
    if (!this.#leaf.show(layer, id, this.first.selection.day)) return;
    this.first.map.closePopup();
    desk.open("row");
    this.main.fitAgain();
    const feature = this.first.looks.layers[layer] && this.first.looks.find(layer, id);
    if (feature) this.first.camera.keepInSight(feature.at, desk.root);
  }

  /**
   * A place tells its history in the desk; on the map it is ringed, and kept in sight of it.
   * @param {string} id
   */
  openPlace(id) {
    const feature = this.first.looks.find(this.first.looks.holding, id);
    if (!feature) return;
    const { desk } = this.main;
    this.first.map.closePopup();
    this.#history.show(id, this.first.selection.day);
    desk.open("history");
    this.main.fitAgain();
    this.first.camera.keepInSight(feature.at, desk.root);
  }

  /**
   * The desk shows something else, or nothing: the address says which place it tells of.
   * @param {Shown | null} shown
   */
  #turned(shown) {
    this.main.pair.toggleAttribute("data-desk", Boolean(shown));
    const place = this.#open;
    for (const map of this.main.maps) map.symbols.mark(place);
    if (!this.first.shows || this.first.selection.place === place) return;
    this.first.selection.place = place;
    this.main.release();
  }

  /**
   * Something looked up: its layer is drawn, the map goes there, and it tells of itself.
   * @param {string} layer
   * @param {string} id
   */
  async pick(layer, id) {
    const { looks } = this.first;
    const feature = looks.find(layer, id);
    if (!feature) return;
    await this.main.noted;
    if (this.first.removed) return;
    const place = looks.ofPlaces.includes(layer);
    this.#draw(layer);
    // The desk takes its room first: what is looked for stands in the middle of what is left.
    if (place) this.openPlace(id);
    this.first.camera.find(feature.at, looks.layers[layer].focus_zoom);
    if (place) this.first.camera.keepInSight(feature.at, this.main.desk.root);
    else this.first.open(feature);
  }

  /**
   * Draws the layer of what is looked up, where it can be drawn and nothing that is drawn shows it.
   * @param {string} layer
   */
  #draw(layer) {
    const { ofPlaces } = this.first.looks;
    const { layers } = this.first.selection;
    const { layers: all } = this.main.options;
    const shown = (ofPlaces.includes(layer) ? ofPlaces : [layer]).some((one) => layers.includes(one));
    if (shown || !all.includes(layer)) return;
    this.main.choose({ layers: all.filter((one) => one === layer || layers.includes(one)) });
  }

  /**
   * What is no place: its layer is drawn, the desk tells of it, and the map goes there.
   * @param {Hit} hit
   */
  async #findRow({ layer, id, at }) {
    await this.main.noted;
    if (this.first.removed) return;
    this.#draw(layer);
    this.openRow(layer, id);
    if (!at) return;
    this.first.camera.find(at, this.first.looks.layers[layer]?.focus_zoom);
    this.first.camera.keepInSight(at, this.main.desk.root);
  }

  /**
   * What was searched for: its day, its layer, the map round it, and what it tells.
   * @param {Hit} hit
   */
  find(hit) {
    const { layer, id, day, box, kind } = hit;
    if (!this.first.shows) return;
    if (day) this.first.clock.go(day);
    if (box) this.main.choose(id in this.main.options.views ? { view: id, bounds: null } : { view: "", bounds: box });
    else if (this.first.looks.ofPlaces.includes(layer)) this.pick(layer, id);
    else if (kind !== "day") this.#findRow(hit);
    this.main.reveal();
  }
}
