// One map of one day: its frame, what is painted on it, its legend and its clock.
//
// The whole record is here; a step of the clock looks up what holds on the day and touches only what changed.

import { Account } from "../core/account.js";
import { landHeld, scopeOf } from "../core/figures.js";
import { shownOn } from "../core/record.js";
import { isNarrow } from "../core/type.js";
import { element } from "../core/elements.js";
import { painted } from "../core/idle.js";
import { Clock } from "../controls/clock.js";
import { Panel } from "../controls/panel.js";
import { Basemap } from "./basemap.js";
import { BasemapNames } from "./basemap_names.js";
import { Camera } from "./camera.js";
import { together } from "./cluster.js";
import { latLng } from "./degrees.js";
import { Labels } from "./labels.js";
import { Land } from "./land.js";
import { Legend } from "./legend.js";
import { Looks } from "./looks.js";
import { RecordNames, short } from "./names.js";
import { popup, within } from "./popup.js";
import { Told } from "./told.js";
import { Why } from "./why.js";
import { furnitureOn, roomOn } from "./room.js";
import { SymbolLayer } from "./symbol_layer.js";

/** @import { BasemapFiles, Box, Change, Day, Document, Feature, Label, Options, Row, Selection } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */
/** @import { Frame } from "./frame.js" */
/** @import { Territory } from "./territory.js" */

// The clock stands still after this long.
const REST_MS = 120;
// How high a map is on which letters have the size that is written down, in pixels; presented, it is read from afar.
const [USUAL, PRESENTED] = [900, 640];
// What the pair has while the map is presented.
const PRESENTING = "data-presenting";

/**
 * What a map is made from, one for all maps of a page; what is not there yet is a promise.
 * @typedef {{
 *   options: Options,
 *   reader: Reader,
 *   record: Document,
 *   files: Promise<BasemapFiles>,
 *   territory: Promise<Territory | null>,
 *   noted: Promise<void>,
 * }} Sources
 */

/**
 * What a map tells whoever has it, and asks.
 * @typedef {{
 *   stepped: (day: Day) => void,
 *   chosen: (change: Change) => void,
 *   released: () => void,
 *   opened: (layer: string, id: string) => void,
 *   painted: (day: Day) => void,
 *   rested: () => void,
 *   resized: () => void,
 *   comparedWith: () => Day | null,
 * }} Listener
 * `opened` hears of what is to tell of itself beside the map; `comparedWith` answers with the day whose land is compared with this map's; null where the land itself is painted
 */

/** A map that paints the day of a selection. */
export class DayMap {
  /** @type {Selection | null} */
  #selection = null;
  /** @type {Basemap | null} */
  #basemap = null;
  /** @type {BasemapNames | null} */
  #basemapNames = null;
  /** @type {Land | null} */
  land = null;
  /** @type {Promise<void> | null} */
  #beginning = null;
  #begun = false;
  #settling = false;
  #resting = 0;
  #passing;
  #markOpened = () => {};
  /** Whether the land of a step is painted, and all else is to follow. */
  stepping = false;
  removed = false;

  /**
   * @param {L.Map} map
   * @param {Frame} frame
   * @param {Sources} sources
   * @param {Listener} listener
   */
  constructor(map, frame, sources, listener) {
    const { options, reader, record } = sources;
    Object.assign(frame.root, { paintedTerritory: () => this.paintedTerritory() });
    this.map = map;
    this.frame = frame;
    this.root = frame.root;
    this.sources = sources;
    this.listener = listener;
    this.record = record;
    this.account = new Account(record, reader, options.rows);
    // A second map may be moved by the first before it shows anything.
    this.camera = new Camera(map, frame.stage, options, () => !this.#selection || Boolean(this.#selection.compare));
    this.looks = new Looks(record, options.style);
    this.legend = new Legend(this.looks, options.style, this.account);
    this.told = new Told(this.account, this.looks);
    this.features = this.looks.features;
    this.panel = new Panel(options, reader, this.looks, this.legend, (change) => listener.chosen(change));
    this.clock = new Clock(this.#time(), reader);
    this.clock.onstep = (day) => this.step(day);
    this.clock.onrelease = () => listener.released();
    const name = (/** @type {Row} */ row) => this.account.name(row);
    this.symbols = new SymbolLayer(map, this.looks, options.style, this.account, (one) => this.openSymbol(one));
    this.names = new RecordNames(this.looks, options.style, name);
    this.#passing = this.names.passing();
    this.labels = new Labels(
      map,
      reader.direction,
      (zoom) => [...this.#wantedNames(zoom)],
      () => furnitureOn(frame.stage, frame.pair),
    );
    frame.stage.append(this.panel.root, this.clock.told, element("p", "atlas-credit", reader.text("map.credit")));
    // Before the map, whose symbols are many, for who goes from one to the next by key.
    frame.stage.before(this.clock.root);
    frame.root.append(this.told.root);
    this.#watch();
    // What the reader came for is seen first: the land of the day, then all else of it, then what it stands on.
    /** @type {Promise<void>} */
    this.opened = new Promise((done) => (this.#markOpened = done));
    this.landed = sources.territory.then((territory) => this.#lay(territory));
    Promise.all([sources.files, this.opened]).then(([files]) => this.#ground(files));
  }

  #watch() {
    this.map.on("moveend resize", () => {
      this.#cull();
      if (this.#begun && !this.#settling) this.#showCounts();
    });
    // While the map is presented the legend is short.
    this.presenting = new MutationObserver(() => this.#begun && this.#showCounts());
    this.presenting.observe(this.frame.pair, { attributeFilter: [PRESENTING] });
    // A click beside a symbol's popup closes it and does no more; from land to land one may go on.
    let closes = false;
    this.map.on("popupclose", ({ popup: closed }) => {
      closes = !(/** @type {HTMLElement} */ (closed.getContent()).classList.contains("atlas-why"));
      setTimeout(() => (closes = false));
    });
    this.map.on("click", ({ latlng }) => !closes && this.explain(latlng));
    // By keyboard the land in the middle of the map is asked about, as arrow keys move it.
    this.map.getContainer().addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === this.map.getContainer()) this.explain(this.map.getCenter());
    });
    // Set to another place at the same zoom, the map counts its pixels from elsewhere.
    this.map.on("viewreset", () => this.#selection && this.rename());
    this.#cull();
    // Symbols grow with the zoom, and names find other places.
    this.map.on("zoomend", () => {
      if (!this.#selection || this.#settling) return;
      this.paint();
      this.rename();
    });
    this.observer = new ResizeObserver(() => {
      this.#scale();
      this.listener.resized();
    });
    this.observer.observe(this.frame.stage);
    document.fonts.ready.then(() => this.rename());
  }

  /** What the clock goes through. */
  #time() {
    const { clock, land_held: held } = this.record;
    const { lanes } = this.sources.options.style;
    return {
      ...clock,
      events: this.#eventDays(),
      happened: this.#milestones(),
      lanes,
      held: held?.[this.sources.options.scopes[""]] ?? [],
    };
  }

  /** How much larger symbols and names are than on a usual screen: on a high one, and while the map is presented. */
  get scale() {
    return this.looks.scale;
  }

  #scale() {
    const usual = this.frame.pair.hasAttribute(PRESENTING) ? PRESENTED : USUAL;
    // Not finer than is seen, so that a window that is drawn larger does not place all names at each pixel.
    const scale = Math.max(1, Math.round((this.frame.stage.clientHeight / usual) * 20) / 20);
    if (scale === this.scale) return;
    this.looks.scale = this.labels.scale = scale;
    this.root.style.setProperty("--scale", String(scale));
    if (!this.#begun || !this.#selection) return;
    this.paint();
    this.rename();
  }

  /** Days on which something changes, in order. */
  #eventDays() {
    const { clock, layers } = this.record;
    const dated = Object.values(layers).flatMap((rows) => rows.flatMap((row) => [row.start_date, row.event_date]));
    return [...new Set(dated)].flatMap((day) => (day && day >= clock.first ? [day] : [])).sort();
  }

  /** What happened, for the clock: rows of the layers that the map itself does not show. */
  #milestones() {
    const { layers, looks } = this.record;
    return Object.entries(layers)
      .filter(([layer]) => looks[layer].kind === "events")
      .flatMap(([, rows]) => rows)
      .map((row) => ({ day: row.event_date ?? "", lane: `${row.lane}`, title: this.account.name(row) }));
  }

  /** What is shown; asked for only once something is. */
  get selection() {
    if (!this.#selection) throw new Error("Nothing is shown yet");
    return this.#selection;
  }

  set selection(selection) {
    this.#selection = selection;
  }

  /** What the figures beside the map speak of. */
  get scope() {
    return scopeOf(this.sources.options, this.selection);
  }

  /** Whether something is shown. */
  get shows() {
    return this.#selection !== null;
  }

  /** What is painted of the land, as GeoJSON in WGS84. */
  paintedTerritory() {
    return this.land?.geojson() ?? { type: "FeatureCollection", features: [] };
  }

  /** @param {BasemapFiles} files */
  #ground(files) {
    if (this.removed) return;
    const { options, reader } = this.sources;
    this.#basemap = new Basemap(this.map, files, options.style, options.focus);
    this.#basemapNames = new BasemapNames(files, options.style.names, options.focus, reader);
    if (!this.#selection) return;
    this.paint();
    this.rename();
  }

  /** @param {Territory | null} territory */
  #lay(territory) {
    if (this.removed || !territory) return;
    const { style } = this.sources.options;
    this.land = new Land(
      this.map,
      territory,
      style,
      (actor) => this.looks.color(actor),
      (actor) => short(this.account.actor(actor), style.long),
    );
    this.why = new Why(this.record, this.account, territory, this.looks);
    if (this.#begun) this.paint();
  }

  // ---- showing -------------------------------------------------------------------------------------------------

  /**
   * Shows a selection. A map that cannot be painted holds up nothing else.
   * @param {Selection} selection
   * @param {() => void} fit  brings the view to what the selection names
   */
  show(selection, fit) {
    const shown = this.#show(selection, fit);
    shown
      .catch(() => null)
      .then(painted)
      .then(this.#markOpened);
    return shown;
  }

  /**
   * @param {Selection} selection
   * @param {() => void} fit
   */
  async #show(selection, fit) {
    this.#selection = { ...selection };
    this.clock.set(selection.day);
    // The head first: the stage has what it leaves, and the view is fitted to the stage.
    this.frame.head.show(selection.day, this.record, this.scope);
    this.#settling = true;
    fit();
    this.#settling = false;
    await (this.#beginning ??= this.#begin());
    if (this.removed) return;
    this.paint();
    this.rename();
  }

  /**
   * Turns to what has been selected anew. The day is painted where the map stands; then the map moves, and finds its
   * names once it has come to rest.
   * @param {() => void} move
   */
  turn(move) {
    this.clock.stop();
    this.clock.set(this.selection.day);
    this.paint();
    move();
    this.rename();
  }

  /** Of the first day the land is painted, and seen, before all that takes longer; not where it is not there yet. */
  async #begin() {
    await Promise.race([this.landed, painted()]);
    this.#begun = true;
    if (!this.land || this.removed) return;
    this.#paintLand();
    await painted();
  }

  /** @param {Day} day */
  step(day) {
    this.selection.day = day;
    this.listener.stepped(day);
    if (this.clock.hurried || this.stepping) this.paint();
    else this.#paintStep();
  }

  /**
   * Of a single step the land is painted, and seen, first; symbols and numbers right after. Steps that follow each
   * other faster than that are painted as a whole.
   */
  async #paintStep() {
    this.stepping = true;
    const { day } = this.selection;
    this.frame.head.tell(day);
    this.#paintLand();
    this.root.dataset.day = day;
    await painted();
    this.stepping = false;
    if (!this.removed) this.paint();
  }

  // ---- painting ------------------------------------------------------------------------------------------------

  /** Paints all of the day. */
  paint() {
    const { day, view, style } = this.selection;
    this.symbols.paint(this.selection, this.listener.comparedWith());
    this.#paintCountries();
    this.#paintLand();
    this.frame.head.show(day, this.record, this.scope);
    if (!this.clock.hurried) this.#showCounts();
    this.#hideNames();
    this.listener.painted(day);
    Object.assign(this.root.dataset, { day, view: view ?? "", style });
    this.rest();
  }

  /** The day that is shown, or the two between which something changed, the earlier first. */
  get #days() {
    const { day } = this.selection;
    const from = this.listener.comparedWith();
    return from === null ? [day] : [from, day].sort();
  }

  #paintLand() {
    const { land } = this;
    if (!land) return;
    const { layers, style } = this.selection;
    const [earlier, later] = this.#days;
    const state = later ? land.territory.difference(earlier, later) : land.territory.on(earlier);
    land.paint(state, this.looks.ofLand.some((layer) => layers.includes(layer)) ? style : null);
    this.labels.keep((label) => land.tells(label));
  }

  /**
   * Layers whose rows tint countries, and the countries that each tints.
   * @returns {[layer: string, countries: string[]][]}
   */
  #countries() {
    const { day, layers } = this.selection;
    const { looks, layers: rows } = this.record;
    const tinting = Object.keys(looks).filter((layer) => looks[layer].kind === "countries" && rows[layer]);
    return tinting.map((layer) => {
      const there = layers.includes(layer) ? shownOn(this.record, layer, day) : [];
      return [layer, there.flatMap(({ country }) => (country ? [country] : []))];
    });
  }

  #paintCountries() {
    for (const [layer, countries] of this.#countries()) this.#basemap?.tint(layer, countries);
  }

  // ---- numbers -------------------------------------------------------------------------------------------------

  /** What has been told of the day, told anew: the reader has moved the map. */
  retell() {
    this.frame.head.show(this.selection.day, this.record, this.scope);
    this.#showCounts();
  }

  /**
   * What is in sight, and how much of it; while the clock is dragged or plays the legend waits for the end. Land is told
   * of the whole scope, as in the headline.
   */
  #showCounts() {
    const { selection, scope } = this;
    const { sight } = this.camera;
    const counts = this.symbols.counted(selection, sight, this.listener.comparedWith());
    for (const [layer, countries] of this.#countries()) {
      const there = this.#basemap?.inSight(countries, sight);
      counts[layer] = there ? { [this.record.looks[layer].legend[0].kind]: there } : {};
    }
    for (const layer of this.looks.ofLand) counts[layer] = this.#areas(sight.widest, scope.id);
    const isPresented = this.frame.pair.hasAttribute(PRESENTING);
    const days = this.#days;
    const held = days.length > 1 ? undefined : landHeld(this.record, scope.id, selection.day);
    this.panel.show(selection, counts, { days, scope: scope.name, held, isPresented });
  }

  /**
   * Of each class of land that is in sight, how much of it there is in the scope; undefined where no land is painted.
   * @param {Box} box
   * @param {string} scope
   */
  #areas(box, scope) {
    const territory = this.land?.territory;
    if (!territory) return undefined;
    const [earlier, later] = this.#days;
    if (![earlier, later ?? earlier].every((day) => territory.covers(day))) return {};
    const state = later ? territory.difference(earlier, later) : territory.on(earlier);
    const areas = territory.areas(territory.within(state, scope));
    return Object.fromEntries([...territory.inSight(state, box)].map((name) => [name, areas[name]]));
  }

  /** What can wait until the clock stands still for a moment. */
  rest() {
    clearTimeout(this.#resting);
    this.#resting = window.setTimeout(() => {
      if (this.removed) return;
      this.#showCounts();
      this.told.show(this.selection.day, this.scope);
      this.#nameLand();
      this.land?.warm();
      this.symbols.warm(this.selection);
      this.listener.rested();
    }, REST_MS);
  }

  // ---- names ---------------------------------------------------------------------------------------------------

  /** Places the names anew, after the wanted layers or the zoom changed. */
  rename() {
    this.labels.place();
    this.#hideNames();
    this.#nameLand();
  }

  /**
   * @param {number} zoom
   * @returns {Generator<Label>}
   */
  *#wantedNames(zoom) {
    const layers = this.#selection?.layers ?? [];
    const { names } = this;
    yield* names.wanted(zoom, this.symbols.extents(layers));
    const named = names.showsPlaces(layers);
    for (const name of this.#basemapNames?.wanted(zoom) ?? []) if (!named || !names.names(name)) yield name;
  }

  #nameLand() {
    const zoom = this.map.getZoom();
    if (this.land) this.labels.also([...this.land.holders(zoom), ...this.land.years(zoom)]);
  }

  /** What is not there yet has no name, nor what another symbol stands for. */
  #hideNames() {
    for (const [id, features] of this.#passing)
      if (this.labels.has(id)) this.labels.toggle(id, this.names.holds(features));
  }

  /**
   * Symbols and names well beyond the map's edges are not drawn: the browser would keep each on a surface of its own,
   * and put them together anew at each step.
   */
  #cull() {
    const sheet = this.camera.sheet();
    this.symbols.cull(sheet);
    this.labels.cull(sheet);
  }

  // ---- opening -------------------------------------------------------------------------------------------------

  /**
   * What is drawn as one is listed; a symbol that stands for itself alone tells of itself.
   * @param {Feature} feature
   */
  openSymbol(feature) {
    const { seat } = feature;
    if (!seat || seat.members.length < 2) {
      this.open(feature);
      return;
    }
    const told = together(
      this.account,
      this.looks,
      seat.members,
      (one) => this.open(one),
      () => this.camera.part(seat.members.map(({ at }) => at)),
    );
    this.#tell(feature, told);
  }

  /**
   * A feature tells of itself: a place its history in the desk, all else in a popup.
   * @param {Feature} feature
   */
  async open(feature) {
    await this.sources.noted;
    if (this.looks.ofPlaces.includes(feature.layer)) {
      this.listener.opened(feature.layer, feature.id);
      return;
    }
    const { layer, id, look } = feature;
    if (this.removed || !look) return;
    const told = popup(this.account, this.looks.layers[layer], look.row, () => this.listener.opened(layer, id));
    this.map.closePopup();
    this.symbols.tell(feature);
    this.#tell(feature, told);
  }

  /**
   * What is told of a feature stands at its symbol.
   * @param {Feature} feature
   * @param {HTMLElement} told
   */
  #tell(feature, told) {
    const { look, seat, at } = feature;
    const [right, down] = [0, 1].map((axis) => (look?.aside[axis] ?? 0) + (seat?.aside[axis] ?? 0));
    const offset = L.point(right, down - (look?.size ?? 0) / 3);
    // On a phone the open legend leaves no room for anything else.
    if (isNarrow()) this.panel.root.open = false;
    const { height, options } = within(roomOn(this.frame.stage, this.frame.pair), this.map.getSize());
    told.style.maxHeight = `${height}px`;
    const opened = L.popup({ ...options, offset })
      .setLatLng(latLng(at))
      .setContent(told);
    opened.on("remove", () => this.#untell(feature, told));
    opened.openOn(this.map);
    // The keyboard goes on in what was opened, and back to the symbol once that is closed.
    told.tabIndex = -1;
    told.focus({ preventScroll: true });
  }

  /**
   * @param {Feature} feature
   * @param {HTMLElement} told
   */
  #untell(feature, told) {
    const had = hasFocus(told);
    if (this.removed) return;
    this.symbols.tell(null);
    if (had) feature.seat?.feature.symbol?.box.focus({ preventScroll: true });
  }

  /**
   * Land tells why it is what it is.
   * @param {L.LatLng} at
   */
  async explain(at) {
    const { why } = this;
    const shows = this.#selection?.layers.some((layer) => this.looks.ofLand.includes(layer));
    if (!why || !shows) return;
    await this.sources.noted;
    if (this.removed) return;
    const { height, options } = within(roomOn(this.frame.stage, this.frame.pair), this.map.getSize());
    const told = why.told([at.lng, at.lat], this.selection.day);
    told.style.maxHeight = `${height}px`;
    L.popup(options).setLatLng(at).setContent(told).openOn(this.map);
  }

  /** Takes the map off the page, what is under way included. */
  remove() {
    this.removed = true;
    this.clock.remove();
    this.symbols.remove();
    this.land?.remove();
    this.observer?.disconnect();
    this.presenting?.disconnect();
    this.camera.remove();
    this.map.remove();
    this.root.remove();
  }
}

/**
 * Whether the keyboard is in something.
 * @param {HTMLElement} box
 */
function hasFocus(box) {
  const { activeElement } = /** @type {Node & DocumentOrShadowRoot} */ (box.getRootNode());
  return Boolean(box.closest(".leaflet-popup")?.contains(activeElement));
}
