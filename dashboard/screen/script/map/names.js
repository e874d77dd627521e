// Names of the record on the map. A place keeps its name whoever holds it, so that names do not jump as the clock runs.

import { numberOf } from "../core/account.js";

/** @import { Feature, Label, NameLook, Row, Seat, Style } from "../types.js" */
/** @import { Looks } from "./looks.js" */

/** How far from its point a place's name stands at the opening scale. */
const RADIUS = 10;

/**
 * On the map a long name goes without what stands in brackets; the popup has it whole.
 * @param {string} name
 * @param {number} long  letters from which a name is long
 */
export function short(name, long) {
  return name.length > long ? name.split(" (")[0] : name;
}

/**
 * How much larger letters are on a near map.
 * @param {number} zoom
 */
export function grown(zoom) {
  return Math.min(2, Math.max(0, zoom - 6) * 0.8);
}

/** Names of features, and symbols that no name may cover. */
export class RecordNames {
  /**
   * @param {Looks} looks
   * @param {Style} style
   * @param {(row: Row) => string} name  answers with what a row is called
   */
  constructor(looks, style, name) {
    this.looks = looks;
    this.style = style;
    this.name = (/** @type {Row} */ row) => short(name(row), style.long);
    const rows = (looks.features[looks.holding] ?? []).map((feature) => feature.rows[0]);
    // A town of the basemap is known by its number, or else by its name.
    /** @type {Set<number | string | undefined>} */
    this.known = new Set(rows.flatMap((row) => [row.geonames_id, this.name(row)]));
    this.known.delete(undefined);
  }

  /**
   * What is wanted at a zoom: a name for what stands there, none for what something else stands for.
   * @param {number} zoom
   * @param {Seat[]} seats
   * @returns {Generator<Label>}
   */
  *wanted(zoom, seats) {
    for (const seat of seats) {
      const feature = this.#told(seat.feature);
      const { named, ranked } = this.looks.layers[feature.layer];
      const ranks = this.style.names[named];
      if (ranks && this.#isNamed(feature)) yield* this.#named(feature, seat, zoom, ranks, ranked);
      else yield this.#kept(feature, seat, zoom);
      if (!seat.moves && seat.members.length > 1) yield this.#numbered(feature, seat);
    }
  }

  /**
   * Of a layer that weighs its rows only those that have much are named.
   * @param {Feature} feature
   */
  #isNamed({ layer, rows }) {
    const { named_from: least, weighed_by: column } = this.looks.layers[layer];
    return !least || (numberOf(rows[0], column) ?? 0) >= least;
  }

  /**
   * A place has its name from the layer that names places.
   * @param {Feature} feature
   */
  #told(feature) {
    const isPlace = this.looks.layers[feature.layer].of_place;
    return (isPlace && this.looks.find(this.looks.holding, feature.id)) || feature;
  }

  /**
   * Whether places are drawn, by whichever layer: each is named once.
   * @param {string[]} layers
   */
  showsPlaces(layers) {
    return this.looks.ofPlaces.some((layer) => layers.includes(layer));
  }

  /**
   * Whether the record names a town of the basemap itself.
   * @param {Label} town
   */
  names({ geonames, text }) {
    return this.known.has(geonames) || (geonames !== undefined && this.known.has(text));
  }

  /**
   * Features by the ids of their names: those whose name comes and goes with them.
   * @returns {[id: string, features: Feature[]][]}
   */
  passing() {
    const { ofPlaces, features, layers } = this.looks;
    const named = Object.keys(features).filter((layer) => layers[layer].named);
    return named.flatMap((layer) => {
      const all = layers[layer].of_place ? ofPlaces : [layer];
      return features[layer].map((feature) => {
        const own = all.flatMap((one) => this.looks.find(one, feature.id) ?? []);
        return /** @type {[string, Feature[]]} */ ([this.#id(feature), own]);
      });
    });
  }

  /**
   * Whether a name holds on the day: what is not there has none, nor what another stands for. Of places that nothing is
   * said of the names stay.
   * @param {Feature[]} features  that the name is of
   */
  holds(features) {
    const seen = features.find(({ look }) => look);
    return seen ? seen.seat?.feature === seen : this.looks.layers[features[0].layer].of_place;
  }

  /** @param {Feature} feature */
  #id({ layer, id }) {
    const { named, of_place: ofPlace } = this.looks.layers[layer];
    return ofPlace ? id : `${named}-${id}`;
  }

  /**
   * How far from its point a symbol stands.
   * @param {Feature} feature
   * @param {Seat} seat
   * @param {number} zoom
   * @returns {[number, number]}
   */
  #aside(feature, { aside }, zoom) {
    const [right, down] = this.looks.asideOf(feature, zoom);
    return [right + aside[0], down + aside[1]];
  }

  /**
   * What no name may cover either: the number under the symbol of a city that stands for others.
   * @param {Feature} feature
   * @param {Seat} seat
   * @returns {Label}
   */
  #numbered({ layer, id, at }, { radius }) {
    return { id: `${layer}-${id}-more`, at, aside: [0, radius], radius: radius / 2 };
  }

  /**
   * @param {Feature} feature
   * @param {Seat} seat
   * @param {number} zoom
   * @returns {Label}
   */
  #kept(feature, seat, zoom) {
    const { layer, id, at } = feature;
    return { id: `${layer}-${id}`, at, aside: this.#aside(feature, seat, zoom), radius: seat.radius };
  }

  /**
   * @param {Feature} feature
   * @param {Seat} seat
   * @param {number} zoom
   * @param {NameLook[]} ranks
   * @param {boolean} ranked
   * @returns {Generator<Label>}
   */
  *#named(feature, seat, zoom, ranks, ranked) {
    const [row] = feature.rows;
    const rank = ranked ? Math.min(row.label_rank ?? ranks.length, ranks.length) : 1;
    const { from, until, size, weight } = ranks[rank - 1];
    const radius = ranked ? this.#radius(zoom, rank) : seat.radius;
    const own = { id: this.#id(feature), at: feature.at, aside: this.#aside(feature, seat, zoom), radius };
    if (zoom >= from && zoom <= (until ?? Infinity)) {
      const kind = this.looks.layers[feature.layer].named;
      const look = ranked ? { priority: rank * 10, size: size + grown(zoom) } : { priority: rank * 10 + 2, size };
      yield { ...own, text: this.name(row), kind, weight, ...look };
    } else if (ranked && rank < ranks.length) {
      // A village that has no name yet is small enough for another's name to stand on it.
      yield own;
    }
  }

  /**
   * @param {number} zoom
   * @param {number} rank
   */
  #radius(zoom, rank) {
    return RADIUS * this.looks.near(zoom) * (this.style.ranks[rank - 1] ?? 1);
  }
}
