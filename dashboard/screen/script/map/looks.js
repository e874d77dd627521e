// What each feature of the record looks like on a day. Which symbol stands for it from when to when has been decided
// before; here it is chosen by what the reader wants to see, and grows with the zoom.

import * as days from "../core/days.js";
import { UNKNOWN_LETTER } from "../core/record.js";
import { appearing, featuresOf, timelineOf, turnsOf } from "./features.js";
import { changed } from "./territory.js";

/** @import { Day, Document, Feature, LayerLook, Look, Row, Selection, Style, SymbolLook } from "../types.js" */

// From this zoom symbols that are spread stand round their town.
const ROUND_FROM = 9;

/**
 * How much larger or smaller symbols are at a zoom than at the opening one.
 * @param {number} zoom
 * @param {number} [least]
 */
export function near(zoom, least = 0) {
  return Math.max(least, Math.min(1.5, Math.max(0.34, 0.8 + (zoom - 6) * 0.17)));
}

/** Features, and their looks on a day. */
export class Looks {
  /** @type {Map<string, Map<string, Feature>>} */
  #byId;
  /** How much larger symbols are than on a usual screen. */
  scale = 1;

  /**
   * @param {Document} record
   * @param {Style} style
   */
  constructor(record, style) {
    this.style = style;
    this.actors = record.actors;
    this.land = record.land;
    this.layers = record.looks;
    this.features = featuresOf(record);
    this.#byId = new Map(
      Object.entries(this.features).map(([layer, own]) => [layer, new Map(own.map((one) => [one.id, one]))]),
    );
    this.timeline = timelineOf(Object.values(this.features).flat(), (feature) => this.#besides(feature));
    /** Layers whose features are places, which tell their history. */
    this.ofPlaces = Object.keys(this.layers).filter((layer) => this.layers[layer].of_place);
    /** That of them which says who holds each place. */
    this.holding = this.ofPlaces.find((layer) => this.layers[layer].held.length) ?? "";
    this.ofLand = Object.keys(this.layers).filter((layer) => this.layers[layer].kind === "land");
  }

  /**
   * Days on which a feature may look otherwise though it is what it was: what stands in its stead comes or goes, or the
   * land under it does.
   * @param {Feature} feature
   * @returns {Day[]}
   */
  #besides({ layer, id }) {
    const { yields_to: other, symbols } = this.layers[layer];
    const elsewhere = other ? turnsOf(this.find(other, id)) : [];
    const { first, last } = this.land;
    const onLand = symbols.some(({ on_land: own }) => own !== undefined)
      ? [first, days.iso(days.number(last) + 1)]
      : [];
    return [...elsewhere, ...onLand];
  }

  /**
   * How much larger or smaller symbols are at a zoom, on this screen.
   * @param {number} zoom
   * @param {number} [least]
   */
  near(zoom, least) {
    return near(zoom, least) * this.scale;
  }

  /** How near symbols may come, on this screen. */
  get apart() {
    return this.style.crowds.apart * this.scale;
  }

  /**
   * Colour and letter of an actor.
   * @param {string | null | undefined} id
   */
  actor(id) {
    return (id && this.actors[id]) || { color: this.style.colors.unknown, letter: UNKNOWN_LETTER };
  }

  /**
   * A colour of the record; grey for what is none.
   * @param {string | null} actor
   */
  color(actor) {
    const { color } = this.actor(actor);
    return /^#[0-9a-f]{6}$/i.test(color) ? color : this.style.colors.unknown;
  }

  /**
   * A feature by its layer and id.
   * @param {string} layer
   * @param {string} id
   */
  find(layer, id) {
    return this.#byId.get(layer)?.get(id);
  }

  /**
   * Places that the group holds or fights for on a day.
   * @param {Day} day
   */
  heldOn(day) {
    return (this.features[this.holding] ?? []).filter((feature) => this.#isHeld(feature, day));
  }

  /**
   * @param {Feature} feature
   * @param {Day} day
   */
  #isHeld(feature, day) {
    const { held, symbols } = this.layers[this.holding];
    const there = appearing(feature, day);
    return there !== undefined && held.includes(symbols[there.symbol].kind);
  }

  /**
   * Places that the group gained, lost and kept from one day to another, of those that it controlled or fought for.
   * @param {Day} from
   * @param {Day} to
   * @param {string} scope  countries that the places are in
   * @returns {[gained: Feature[], lost: Feature[], kept: Feature[]]}
   */
  difference(from, to, scope) {
    const countries = scope.split(";");
    /** @type {[Feature[], Feature[], Feature[]]} */
    const found = [[], [], []];
    for (const feature of this.features[this.holding] ?? []) {
      if (!countries.includes(feature.rows[0].country ?? "")) continue;
      const change = this.#change(feature, from, to);
      if (change !== null) found[change].push(feature);
    }
    return found;
  }

  /**
   * Whether a place was gained, lost or kept; null where it was never held.
   * @param {Feature} feature
   * @param {Day} from
   * @param {Day} to
   */
  #change(feature, from, to) {
    const { held, symbols } = this.layers[feature.layer];
    const [was, is] = [from, to].map((day) => {
      const there = appearing(feature, day);
      return there !== undefined && held.includes(symbols[there.symbol].kind);
    });
    return changed(was, is);
  }

  /**
   * A feature where two days are compared: a place as it changed hands, all else where it came between them.
   * @param {Feature} feature
   * @param {Day} from
   * @param {Day} to
   * @param {number} zoom
   * @param {Selection} selection
   * @returns {Look | null}
   */
  between(feature, from, to, zoom, selection) {
    const layer = this.layers[feature.layer];
    if (!layer.of_place) return appearing(feature, from) ? null : this.of(feature, to, zoom, selection);
    const there = feature.layer === this.holding && appearing(feature, to);
    const change = there ? this.#change(feature, from, to) : null;
    // What was kept has no symbol: the land tells it.
    const symbol = change === null ? undefined : this.style.changed[change];
    if (!there || !symbol) return null;
    const { kind, state, size, marks, order, dark = false } = symbol;
    const { row } = there;
    const wide = size * this.near(zoom, layer.least) * this.#rank(layer, row);
    return { row, state, kind, change: kind, size: wide, marks, dark, order, aside: [0, 0] };
  }

  /**
   * A feature on a day; null where it is not there, or not among what the map is narrowed to.
   * @param {Feature} feature
   * @param {Day} day
   * @param {number} zoom
   * @param {Selection} selection
   * @returns {Look | null}
   */
  of(feature, day, zoom, selection) {
    const layer = this.layers[feature.layer];
    const there = appearing(feature, day);
    if (!there || this.#isToldElsewhere(layer, feature, day, selection)) return null;
    const symbol = this.#symbol(layer, there.symbol, day, selection);
    const { row } = there;
    if (!isWanted(layer, row, symbol, selection)) return null;
    const size = symbol.size * this.near(zoom, layer.least) * this.#rank(layer, row);
    const marks = symbol.small && size < this.style.letter_from ? symbol.small : symbol.marks;
    const { kind, also, state, order, dark = false } = symbol;
    return { row, state, kind, also, size, marks, dark, order, aside: this.asideOf(feature, zoom) };
  }

  /**
   * On painted land a symbol may be another.
   * @param {LayerLook} layer
   * @param {number} number
   * @param {Day} day
   * @param {Selection} selection
   * @returns {SymbolLook}
   */
  #symbol({ symbols }, number, day, { layers, style }) {
    const symbol = symbols[number];
    if (symbol.on_land === undefined) return symbol;
    const { first, last } = this.land;
    const isPainted = style === "filled" && first <= day && day <= last;
    return isPainted && this.ofLand.some((layer) => layers.includes(layer)) ? symbols[symbol.on_land] : symbol;
  }

  /**
   * Whether another layer tells of the same thing on the day, and is drawn.
   * @param {LayerLook} layer
   * @param {Feature} feature
   * @param {Day} day
   * @param {Selection} selection
   */
  #isToldElsewhere({ yields_to: other }, feature, day, { layers }) {
    if (!other || !layers.includes(other)) return false;
    const found = this.find(other, feature.id);
    return found !== undefined && appearing(found, day) !== undefined;
  }

  /**
   * @param {LayerLook} layer
   * @param {Row} row
   */
  #rank({ ranked }, { label_rank: rank }) {
    return ranked && rank ? (this.style.ranks[rank - 1] ?? 1) : 1;
  }

  /**
   * How far from its point a symbol stands, in pixels right and down: those of which only the town is known stand round
   * it once the zoom sets them apart.
   * @param {Feature} feature
   * @param {number} zoom
   * @returns {[number, number]}
   */
  asideOf({ layer, turn, others }, zoom) {
    if (!this.layers[layer].spread || zoom < ROUND_FROM || !others) return [0, 0];
    // So wide a ring that each has its room on it, and a little more, since places are rounded.
    const away = Math.max(13 * this.near(zoom), ((others + 1) * (this.apart + 2)) / (2 * Math.PI));
    return [away * Math.sin(turn), -away * Math.cos(turn)];
  }
}

/**
 * Whether a row is among those that the map is narrowed to.
 * @param {LayerLook} layer
 * @param {Row} row
 * @param {SymbolLook} symbol
 * @param {Selection} selection
 */
function isWanted({ narrowed_by: filter }, row, symbol, selection) {
  const among = (/** @type {string[] | undefined} */ words, /** @type {string} */ word) =>
    !words?.length || words.includes(word);
  return among(selection.confidence, row.confidence) && (!filter || among(selection[filter], symbol.kind));
}
