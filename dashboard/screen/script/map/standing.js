// What symbols want of the map at a zoom: where each stands, how much room it needs, and which comes first.

import { numberOf } from "../core/account.js";

/** @import { Feature, LayerLook, Row, Standing, Style } from "../types.js" */
/** @import { Looks } from "./looks.js" */

// The zoom at the opening scale: a place that matters less shows as the map comes nearer.
const OPENING = 6;
// Of all that are places one stands for the others.
const PLACES = "of_place";

/** Puts features in order, and says what each wants. */
export class Standings {
  /** @type {Map<Feature, [turn: number, above: number, weight: number]>} */
  #turns;

  /**
   * @param {Looks} looks
   * @param {Style} style
   */
  constructor(looks, style) {
    this.looks = looks;
    this.style = style;
    const all = Object.values(looks.features).flat();
    this.#turns = new Map(all.map((feature) => [feature, this.#turn(feature)]));
    /** Every feature, what matters most first. */
    this.ordered = all.toSorted((a, b) => this.#compare(a, b));
  }

  /** @param {Feature} feature */
  familyOf({ layer }) {
    return this.looks.layers[layer].of_place ? PLACES : layer;
  }

  /**
   * @param {Feature} feature
   * @returns {[turn: number, above: number, weight: number]}
   */
  #turn({ layer, rows, appearances }) {
    const look = this.looks.layers[layer];
    const turn = look.ranked ? this.#rank(rows[0]) : this.style.crowds.among_places + 0.5;
    return [turn, -look.above, weightOf(look, rows[0], appearances[0]?.symbol)];
  }

  /** @param {Row} row */
  #rank({ label_rank: rank }) {
    const { length } = this.style.crowds.by_rank;
    return Math.min(rank ?? length, length);
  }

  /**
   * @param {Feature} a
   * @param {Feature} b
   */
  #compare(a, b) {
    const [one, other] = [a, b].map((feature) => this.#turns.get(feature) ?? []);
    return one[0] - other[0] || one[1] - other[1] || one[2] - other[2] || (a.id < b.id ? -1 : Number(a.id > b.id));
  }

  /**
   * @param {Feature} feature
   * @param {number} zoom
   * @param {L.Point} point  where it would stand
   * @param {number} size  pixels across
   * @returns {Standing}
   */
  of(feature, zoom, { x, y }, size) {
    const { of_place: isPlace } = this.looks.layers[feature.layer];
    return {
      feature,
      x,
      y,
      radius: Math.max(this.style.crowds.room * this.looks.scale, size) / 2,
      apart: this.#apart(feature, zoom),
      family: this.familyOf(feature),
      moves: !isPlace,
    };
  }

  /**
   * How near it may come to another of its family. What would lie on each other on a map of the world is one there.
   * @param {Feature} feature
   * @param {number} zoom
   */
  #apart({ layer, rows }, zoom) {
    const { crowds, fine_from: fine } = this.style;
    const { ranked, gathers, near_only: nearOnly } = this.looks.layers[layer];
    const wide = crowds.by_rank[crowds.by_rank.length - 1];
    const wanted = nearOnly && zoom < fine ? wide : ranked ? crowds.by_rank[this.#rank(rows[0]) - 1] : gathers;
    const share = Math.min(1, Math.max(0, (crowds.all_from - zoom) / (crowds.all_from - OPENING)));
    return (crowds.apart + (wanted - crowds.apart) * share) * this.looks.scale;
  }

  /**
   * How wide a feature's symbol may be on any day.
   * @param {Feature} feature
   * @param {number} zoom
   */
  widest({ layer, rows, appearances }, zoom) {
    const look = this.looks.layers[layer];
    const sizes = appearances.map(({ symbol }) => look.symbols[symbol].size);
    const rank = look.ranked ? (this.style.ranks[this.#rank(rows[0]) - 1] ?? 1) : 1;
    return Math.max(0, ...sizes) * this.looks.near(zoom, look.least) * rank;
  }
}

/**
 * The less, the more it matters.
 * @param {LayerLook} look
 * @param {Row} row
 * @param {number | undefined} symbol
 */
function weightOf({ weighed_by: column, symbols, legend }, row, symbol) {
  if (column) return -(numberOf(row, column) ?? 0);
  if (symbol === undefined) return legend.length;
  return legend.findIndex(({ kind }) => kind === symbols[symbol].kind);
}
