// What each feature of the record looks like on a day. Which symbol stands for it from when to when has been decided
// before; here it is chosen by what the reader wants to see, and grows with the zoom.

import * as days from "../core/days.js";
import { appearing, featuresOf, timelineOf, turnsOf } from "./features.js";
import { changed } from "./territory.js";

/** @import { Day, Document, Feature, LayerLook, Look, Row, Selection, Style, SymbolLook } from "../types.js" */

const UNKNOWN_LETTER = "?";
// Until this zoom symbols that are spread stand aside of their town's; from the next they stand round it.
const [ASIDE_UNTIL, ROUND_FROM] = [9, 8];

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
    const { held = [], symbols = [] } = this.layers[this.holding] ?? {};
    const isHeld = (/** @type {Feature} */ feature, /** @type {Day} */ day) => {
      const there = appearing(feature, day);
      return there !== undefined && held.includes(symbols[there.symbol].kind);
    };
    for (const feature of this.features[this.holding] ?? []) {
      if (!countries.includes(feature.rows[0].country ?? "")) continue;
      const change = changed(isHeld(feature, from), isHeld(feature, to));
      if (change !== null) found[change].push(feature);
    }
    return found;
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
    const size = symbol.size * near(zoom, layer.least) * this.#rank(layer, row);
    const marks = symbol.small && size < this.style.letter_from ? symbol.small : symbol.marks;
    const { kind, also, state, order } = symbol;
    return { row, state, kind, also, size, marks, order, aside: this.asideOf(feature, zoom) };
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
   * How far from its point a symbol stands, in pixels right and down. Symbols that are spread stand a little up and to
   * the right of their town's until the zoom sets them apart; those of which only the town is known stand round it then.
   * @param {Feature} feature
   * @param {number} zoom
   * @returns {[number, number]}
   */
  asideOf({ layer, turn, others }, zoom) {
    if (!this.layers[layer].spread) return [0, 0];
    const shift = zoom < ASIDE_UNTIL ? 8 * near(zoom) : 0;
    const away = zoom < ROUND_FROM || !others ? 0 : Math.max(13, others * 3) * near(zoom);
    return [shift + away * Math.sin(turn), -shift - away * Math.cos(turn)];
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
