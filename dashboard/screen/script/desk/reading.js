// What the reader opens: a place's history in the desk, the day's table, or something that was searched for.

import { heldOn } from "./holding.js";
import { History } from "./history.js";
import { Table } from "./table.js";

/** @import { Hit } from "../types.js" */
/** @import { Controller } from "../controller.js" */
/** @import { DayMap } from "../map/day_map.js" */
/** @import { Shown } from "./desk.js" */

/** Opens things, and keeps them in sight. */
export class Reading {
  #history;

  /**
   * @param {Controller} main
   * @param {DayMap} first
   */
  constructor(main, first) {
    this.main = main;
    this.first = first;
    this.#history = new History(first.record, first.account, first.looks);
    this.#history.onday = (day) => {
      first.clock.go(day);
      main.reveal();
    };
    const table = new Table(first.account, first.looks, main.options.confidences);
    table.onpick = (layer, id) => {
      this.pick(layer, id);
      main.reveal();
    };
    main.desk.furnish(this.#history, table);
    main.desk.onturn = (shown) => this.#turned(shown);
  }

  /** The place whose history lies open; nothing where none does. */
  get #open() {
    return this.main.desk.shown === "history" ? this.#history.place : "";
  }

  /** What holds on the day, whichever layers are drawn. */
  held() {
    const { record, land, selection, scope } = this.first;
    return { held: heldOn(record, selection.day, land?.territory, scope.id), scope: scope.name };
  }

  /** The history of the place that the selection names. */
  follow() {
    const { place } = this.first.selection;
    if (place === this.#open) return;
    if (place) this.openPlace(place);
    else this.main.desk.close();
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
    const { layers } = this.first.selection;
    if (!(place ? looks.ofPlaces : [layer]).some((one) => layers.includes(one))) {
      const { layers: all } = this.main.options;
      this.main.choose({ layers: all.filter((one) => one === layer || layers.includes(one)) });
    }
    // The desk takes its room first: what is looked for stands in the middle of what is left.
    if (place) this.openPlace(id);
    this.first.camera.go(feature.at, looks.layers[layer].focus_zoom);
    if (place) this.first.camera.keepInSight(feature.at, this.main.desk.root);
    else this.first.open(feature);
  }

  /**
   * What was searched for: its day, its layer, the map round it, and what it tells.
   * @param {Hit} hit
   */
  find({ layer, id, day, at, box }) {
    if (!this.first.shows) return;
    if (day) this.first.clock.go(day);
    if (box) this.main.choose(id in this.main.options.views ? { view: id, bounds: null } : { view: "", bounds: box });
    if (layer in this.first.features) this.pick(layer, id);
    else if (at) this.first.camera.go(at, this.first.looks.layers[layer]?.focus_zoom);
    this.main.reveal();
  }
}
