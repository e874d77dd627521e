// The atlas on a page: a map with its clock, a second one where two days are compared, the desk beside them, and the
// host that is told what the reader chooses.

import { Below } from "./below/below.js";
import { basemapFiles, content } from "./core/content.js";
import { idly } from "./core/idle.js";
import { Reader } from "./core/reader.js";
import { lettered, restored } from "./core/record.js";
import { Compare } from "./controls/compare.js";
import { Tools } from "./controls/tools.js";
import { Desk } from "./desk/desk.js";
import { Reading } from "./desk/reading.js";
import { Host } from "./host.js";
import { DayMap } from "./map/day_map.js";
import { Frame, pairOf } from "./map/frame.js";
import { Territory } from "./map/territory.js";
import { printing } from "./printing.js";
import { Briefing } from "./story/briefing.js";

/** @import { Arrangement, Box, Change, Day, Document, Hit, LandDocument, Notes, Options, Selection } from "./types.js" */

/** What has been mounted on a map. */
export class Controller {
  /** @type {DayMap | null} */
  #first = null;
  /** @type {Reading | null} */
  #reading = null;
  /** @type {Compare | null} */
  comparison = null;
  /** @type {Below | null} */
  #below = null;
  /** @type {Briefing | null} */
  briefing = null;
  #markOpened = () => {};
  #printed = new AbortController();

  /**
   * @param {L.Map} map
   * @param {Options} options
   */
  constructor(map, options) {
    this.map = map;
    this.options = options;
    this.reader = new Reader(options);
    this.pair = pairOf(map);
    this.pair.lang = this.reader.language;
    this.frame = new Frame(map, this.pair, options, this.reader);
    Object.assign(this.frame.root, { atlas: this });
    this.pair.addEventListener("keydown", (event) => event.key === "Escape" && this.desk.close());
    this.desk = new Desk(this.reader);
    this.tools = new Tools(this);
    this.pair.prepend(this.tools.root, this.desk.root);
    this.host = new Host(
      this.pair,
      options,
      () => this.selection,
      () => this.#isPlaying(),
    );
    this.host.onback = (selection) => {
      // The host is told of it before all of it is shown.
      this.first.selection = { ...selection };
      this.show(selection);
    };
    const files = basemapFiles(options.basemap);
    // A map without land is a map all the same.
    /** @type {Promise<LandDocument | null>} */
    const land = options.land ? content(options.land).catch(() => null) : Promise.resolve(null);
    const territory = land.then((document) => document && Territory.of(document));
    /** @type {Promise<void>} */
    this.opened = new Promise((done) => (this.#markOpened = done));
    this.ready = content(options.record).then((/** @type {Document} */ record) => {
      const known = lettered(restored(record), this.reader);
      const sources = { options, reader: this.reader, record: known, files, territory, noted: this.noted };
      return this.#furnish(sources);
    });
    // Nor does a record that cannot be had hold up anything else.
    this.ready
      .then(
        (first) => first.opened,
        () => null,
      )
      .then(this.#markOpened);
    /** When notes and sources are there, which are read when a row is opened: they come after what is painted. */
    // Without them a row still tells what is painted of it.
    this.noted = this.#readNotes().catch(() => {});
    this.landed = this.ready.then((first) => first.landed);
    this.ready.then(() => printing(this, this.#printed.signal)).catch(() => {});
    if (options.chart !== null) this.#goOnBelow(options.chart);
    if (options.selection) this.show(options.selection);
  }

  /**
   * What lies below the map takes a browser longer than the map: it follows when there is nothing else to do.
   * @param {NonNullable<Options["chart"]>} chart
   */
  async #goOnBelow(chart) {
    await this.opened;
    await this.noted.catch(() => null);
    const first = this.#first;
    if (!first?.shows || first.removed) return;
    idly([first], () => {
      if (first.removed) return;
      const below = (this.#below = new Below(this, first));
      this.pair.after(below.root);
      below.draw(chart);
    });
  }

  /** @param {import("./map/day_map.js").Sources} sources */
  #furnish(sources) {
    const first = new DayMap(this.map, this.frame, sources, {
      stepped: () => {
        this.host.act();
        this.comparison?.stepped();
      },
      chosen: (change) => this.choose(change),
      released: () => this.release(),
      opened: (layer, id) => this.openThing(layer, id),
      painted: (day) => {
        this.desk.mark(day, () => this.#reading?.held() ?? null);
        this.#below?.mark(day);
        this.briefing?.mark();
      },
      rested: () => {
        this.desk.rest();
        this.comparison?.tell();
      },
      resized: () => this.fitAgain(),
      comparedWith: () => null,
    });
    first.camera.onmove((bounds) => this.#moved(bounds));
    this.#first = first;
    this.#reading = new Reading(this, first);
    if (Object.keys(this.options.stories).length) this.briefing = new Briefing(this, first);
    return first;
  }

  async #readNotes() {
    const { notes } = this.options;
    if (!notes) {
      await this.ready;
      return;
    }
    await this.opened;
    const found = /** @type {Notes} */ (await content(notes));
    const record = this.#first?.record;
    if (!record) return;
    for (const [layer, rows] of Object.entries(record.layers)) {
      found.layers[layer]?.forEach((row, number) => Object.assign(rows[number], row));
    }
    record.sources = found.sources;
  }

  // ---- what there is -------------------------------------------------------------------------------------------

  /** The maps that there are. */
  get maps() {
    return [this.#first, this.comparison?.second].filter((map) => map !== null && map !== undefined);
  }

  get first() {
    if (!this.#first) throw new Error("The record is not there yet");
    return this.#first;
  }

  get selection() {
    return this.first.selection;
  }

  get clock() {
    return this.#first?.clock;
  }

  get panel() {
    return this.#first?.panel;
  }

  get features() {
    return this.#first?.features;
  }

  get land() {
    return this.#first?.land;
  }

  get stepping() {
    return this.#first?.stepping;
  }

  // ---- what is shown -------------------------------------------------------------------------------------------

  /** @param {Selection} selection */
  async show(selection) {
    const first = await this.ready;
    await first.show(selection, () => {
      this.fitAgain();
      if (!selection.view) this.fit();
    });
    if (first.removed) return;
    this.#showComparison();
    await this.briefing?.follow();
    await this.noted;
    if (!first.removed) this.#reading?.follow();
  }

  /** A second map where two days are compared, and none where one is looked at. */
  #showComparison() {
    const { selection } = this;
    if (selection.compare) {
      this.comparison ??= new Compare(this, this.first);
      this.comparison.show(selection);
      this.#below?.mark(selection.day);
    } else {
      this.comparison?.remove();
      this.comparison = null;
    }
    this.first.panel.root.hidden = Boolean(selection.compare);
    this.tools.show(selection);
  }

  /**
   * What is chosen on either map holds for both.
   * @param {Change} change
   */
  choose(change) {
    this.first.selection = { ...this.selection, ...change };
    if ("view" in change) this.fit();
    this.first.paint();
    if ("layers" in change) this.first.rename();
    this.#showComparison();
    this.release();
  }

  /**
   * Turns to what a step of a briefing shows: its day and layers at once, and the map moves there.
   * @param {Selection} selection
   */
  turn(selection) {
    const { first } = this;
    first.selection = { ...first.selection, ...selection };
    if (selection.compare) {
      // A second map begins where the first one stands; two that glide apart do not show the same land.
      first.turn(() => first.camera.fit(selection));
      this.#showComparison();
    } else {
      this.#showComparison();
      first.turn(() => first.camera.go(selection));
    }
    this.release();
  }

  /**
   * The second map's clock has come to a day.
   * @param {Day} day
   */
  compareWith(day) {
    this.host.act();
    this.selection.compare = day;
    this.#below?.mark(this.selection.day);
  }

  /**
   * Brings the clock to a day that was chosen elsewhere on the page, and the map into sight.
   * @param {Day} day
   */
  goTo(day) {
    this.clock?.go(day);
    this.reveal();
  }

  /** Brings the map to the view or the bounds that are chosen. */
  fit() {
    this.first.camera.fit(this.selection);
  }

  /** Takes up the room that the maps have now. */
  fitAgain() {
    const { camera, shows } = this.first;
    camera.measure();
    if (shows && (this.selection.view || camera.fitted)) this.fit();
    this.comparison?.align();
  }

  /**
   * Moved by hand: the view is the reader's own.
   * @param {Box} bounds
   */
  #moved(bounds) {
    if (!this.first.shows) return;
    for (const map of this.maps) {
      if (!map.shows) continue;
      Object.assign(map.selection, { view: "", bounds });
      map.root.dataset.view = "";
      map.retell();
    }
    this.comparison?.tell();
    this.briefing?.mark();
    this.host.release(false);
  }

  /**
   * Shows that the map has another day, or stands elsewhere: it is brought into sight where it is out of it, and the
   * clock takes the keys there.
   */
  reveal() {
    const { head, stage } = this.frame;
    if (!this.#isSeen(head.date) || !this.#isSeen(stage)) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.pair.scrollIntoView({ block: "start", behavior: calm ? "instant" : "smooth" });
      this.clock?.focus();
    }
    head.point();
  }

  /**
   * Whether the upper part of something lies in the window, and nothing of the page over it.
   * @param {HTMLElement} box
   */
  #isSeen(box) {
    const { left, top, width, height } = box.getBoundingClientRect();
    const root = /** @type {Node & DocumentOrShadowRoot} */ (this.pair.getRootNode());
    return this.pair.contains(root.elementFromPoint(left + width / 2, top + height / 4));
  }

  // ---- what is opened ------------------------------------------------------------------------------------------

  /**
   * A place tells its history beside the map, anything else all that is said of it.
   * @param {string} layer
   * @param {string} id
   */
  openThing(layer, id) {
    this.#reading?.open(layer, id);
  }

  /**
   * What was searched for tells of itself.
   * @param {Hit} hit
   */
  find(hit) {
    this.#reading?.find(hit);
  }

  // ---- the host ------------------------------------------------------------------------------------------------

  get acted() {
    return this.host.acted;
  }

  get onselect() {
    return this.host.onselect;
  }

  set onselect(act) {
    this.host.onselect = act;
  }

  #isPlaying() {
    return this.maps.some(({ clock }) => clock.playing);
  }

  release() {
    this.host.release();
  }

  /** @param {number} number */
  resume(number) {
    this.host.resume(number);
  }

  /** @param {number} number */
  hear(number) {
    this.host.hear(number);
  }

  /** Asks for what the host has not heard. */
  again() {
    this.host.again();
  }

  /**
   * Goes back to what a state of the page's history says; answers with whether it was seen in this map.
   * @param {Parameters<Host["back"]>[0]} state
   */
  back(state) {
    return this.host.back(state);
  }

  /** From now on the map writes the address of the page that it stands in. */
  async addressed() {
    await this.ready;
    if (this.first.shows && !this.first.removed) this.host.addressed();
  }

  /**
   * How the reader has arranged the map, for one that takes its place; null before there is anything to arrange.
   * @returns {Arrangement | null}
   */
  get arrangement() {
    if (!this.#first?.shows) return null;
    const { panel, clock, map } = this.#first;
    const zoom = this.selection.view ? null : map.getZoom();
    return { table: this.desk.shown === "table", legend: panel.root.open, clock: clock.arrangement, zoom };
  }

  /**
   * Takes over how an earlier map of the page was arranged.
   * @param {Arrangement} arrangement
   */
  async arrange({ table, legend, clock, zoom }) {
    const first = await this.ready;
    await this.opened;
    if (first.removed) return;
    first.panel.root.open = legend;
    first.clock.arrange(clock);
    if (table && !this.desk.shown) this.desk.restore("table");
    // In other words the headline has another height: the same land would be seen from another zoom.
    this.fitAgain();
    if (zoom !== null && !this.selection.view) first.camera.stand(zoom);
  }

  /** Takes the atlas off the page, what is under way included. */
  remove() {
    this.#printed.abort();
    this.host.remove();
    for (const map of this.maps) map.removed = true;
    this.#below?.remove();
    this.briefing?.remove();
    this.ready.then((first) => {
      this.comparison?.remove();
      first.remove();
      this.pair.remove();
    });
  }
}
