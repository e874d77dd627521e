// Symbols on the map. From one day to another only what turned between them is looked at, and only what changed touched.

import { idly } from "../core/idle.js";
import { entitle } from "../core/elements.js";
import { seated } from "./crowd.js";
import { latLng } from "./degrees.js";
import { turned } from "./features.js";
import { PlacedMarker } from "./leaflet.js";
import { Roving } from "./roving.js";
import { Standings } from "./standing.js";
import { dress, veil } from "./symbol_box.js";
import { image, reach } from "./symbols.js";

/** @import { Counts, Day, Drawn, Feature, Look, Seat, Selection, Style } from "../types.js" */
/** @import { Account } from "../core/account.js" */
/** @import { Looks } from "./looks.js" */
/** @import { Sight } from "./projection.js" */

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
  /** @type {Feature | null} */
  #told = null;
  /** @type {Day} */
  #day = "";
  /** @type {L.Bounds | null} */
  #sheet = null;
  /** Where features stand at the zoom at hand. @type {Map<Feature, L.Point>} */
  #points = new Map();
  #zoom = NaN;
  #scale = 1;
  /** @type {Seat[]} */
  #seats = [];
  #roving;

  /**
   * @param {L.Map} map
   * @param {Looks} looks
   * @param {Style} style
   * @param {Account} account
   * @param {(feature: Feature) => void} open  hears of a symbol that the reader opens
   */
  constructor(map, looks, style, account, open) {
    this.map = map;
    this.looks = looks;
    this.style = style;
    this.account = account;
    this.open = open;
    this.present = Object.entries(looks.features);
    this.standings = new Standings(looks, style);
    this.#roving = new Roving(map, open);
  }

  /**
   * Draws the symbols of the selection's day; all of them, where something else than the day is new.
   * @param {Selection} selection
   * @param {Day | null} [other]  the day with which that is compared, where the map shows the difference
   */
  paint(selection, other = null) {
    const zoom = this.map.getZoom();
    const { day, layers, style, confidence, damage, retaken_by: retakers } = selection;
    const manner = JSON.stringify([
      this.looks.scale,
      zoom,
      layers,
      style,
      confidence,
      damage,
      retakers,
      other,
      other && day,
    ]);
    const anew = manner !== this.#manner;
    const changed = anew ? this.standings.ordered : [...turned(this.looks.timeline, this.#day, day)];
    const moved = this.#look(changed, selection, other) || anew;
    [this.#manner, this.#day] = [manner, day];
    // Where one comes or goes, another may have to stand for it, or no longer.
    const due = moved ? new Set([...changed, ...this.#settle()]) : changed;
    for (const feature of due) this.#draw(feature);
    if (moved) this.#rove();
  }

  /**
   * Takes up what features look like; answers with whether any has come, gone or changed its size.
   * @param {Feature[]} features
   * @param {Selection} selection
   * @param {Day | null} other
   */
  #look(features, selection, other) {
    const zoom = this.map.getZoom();
    let moved = false;
    for (const feature of features) {
      const was = feature.look;
      const isDrawn = selection.layers.includes(feature.layer);
      feature.look = isDrawn ? this.#lookOf(feature, zoom, selection, other) : null;
      moved ||= was?.size !== feature.look?.size;
    }
    return moved;
  }

  /**
   * @param {Feature} feature
   * @param {number} zoom
   * @param {Selection} selection
   * @param {Day | null} other
   */
  #lookOf(feature, zoom, selection, other) {
    const { day } = selection;
    if (other === null) return this.looks.of(feature, day, zoom, selection);
    const [from, to] = [other, day].sort();
    return this.looks.between(feature, from, to, zoom, selection);
  }

  /**
   * How many symbols of each class are in sight, of each layer that could be read.
   * @param {Selection} selection  as it was painted
   * @param {Sight} sight
   * @param {Day | null} [other]  as it was painted
   * @returns {Counts}
   */
  counted(selection, sight, other = null) {
    return this.#gathered(
      new Map(
        this.present.map(([layer, features]) => {
          const there = features.filter(({ at }) => sight.has(at));
          return [layer, { ...this.#narrowedOut(layer, there, selection, other), ...counted(there) }];
        }),
      ),
    );
  }

  /**
   * Classes that would be there were their layer not narrowed to others: they can be chosen again.
   * @param {string} layer
   * @param {Feature[]} features
   * @param {Selection} selection
   * @param {Day | null} other
   * @returns {Record<string, null>}
   */
  #narrowedOut(layer, features, selection, other) {
    const { narrowed_by: filter } = this.looks.layers[layer];
    if (!filter || !selection[filter]?.length || !selection.layers.includes(layer)) return {};
    const [zoom, whole] = [this.map.getZoom(), { ...selection, [filter]: [] }];
    const kinds = features.flatMap((feature) => this.#lookOf(feature, zoom, whole, other)?.kind ?? []);
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

  // ---- where they stand ------------------------------------------------------------------------------------------

  /**
   * Gives each feature of the day its seat, its own or another's.
   * @returns {Feature[]} all that are drawn
   */
  #settle() {
    const drawn = this.standings.ordered.filter(({ look }) => look);
    // Of what the reader has opened the symbol itself is seen.
    const first = drawn.filter((feature) => feature === this.#told || this.#isMarked(feature));
    const ordered = first.length ? [...first, ...drawn.filter((feature) => !first.includes(feature))] : drawn;
    this.#seats = this.#seated(ordered, ({ look }) => look?.size ?? 0);
    for (const seat of this.#seats) for (const feature of seat.members) feature.seat = seat;
    return drawn;
  }

  /**
   * @param {Feature[]} ordered
   * @param {(feature: Feature) => number} sizeOf
   */
  #seated(ordered, sizeOf) {
    const zoom = this.map.getZoom();
    const { scale } = this.looks;
    if (zoom !== this.#zoom || scale !== this.#scale) this.#points.clear();
    [this.#zoom, this.#scale] = [zoom, scale];
    const wanted = ordered.map((feature) => {
      return this.standings.of(feature, zoom, this.#pointOf(feature), sizeOf(feature));
    });
    return seated(wanted, this.looks);
  }

  /** @param {Feature} feature */
  #pointOf(feature) {
    const known = this.#points.get(feature);
    if (known) return known;
    const zoom = this.#zoom;
    const point = this.map.project(latLng(feature.at), zoom).add(this.looks.asideOf(feature, zoom));
    this.#points.set(feature, point);
    return point;
  }

  /**
   * Seats of everything that any day may show with these layers: what names keep off, so that they do not move.
   * @param {string[]} layers
   */
  extents(layers) {
    const zoom = this.map.getZoom();
    const ever = this.standings.ordered.filter(
      ({ layer, appearances }) => layers.includes(layer) && appearances.length,
    );
    return this.#seated(ever, (feature) => this.standings.widest(feature, zoom));
  }

  /** Of each family one symbol takes the focus by the key Tab, and the others by arrows. */
  #rove() {
    this.#roving.take(
      this.#seats.flatMap(({ feature, family, x, y }) => {
        const box = feature.symbol?.box;
        return box && !box.hidden ? [{ feature, family, x, y, box }] : [];
      }),
    );
  }

  // ---- how they are drawn ----------------------------------------------------------------------------------------

  /**
   * A symbol is made when it is first drawn and stays in the page, unseen on days that do not have it: to add and
   * take away would cost the browser a layout of all others.
   * @param {Feature} feature
   */
  #draw(feature) {
    const { look, seat } = feature;
    if (!look || !seat) {
      feature.seat = null;
      if (feature.symbol) veil(feature.symbol);
      return;
    }
    const drawn = feature.symbol ?? this.#make(feature);
    if (!drawn.box.dataset.id) {
      drawn.box.style.visibility = "";
      Object.assign(drawn.box.dataset, { layer: feature.layer, id: feature.id });
      this.#ring(feature);
    }
    if (seat.feature === feature) this.#show(feature, drawn, look, seat);
    else this.#hide(feature, drawn, look, seat);
  }

  /**
   * A symbol that stands says how many it stands for.
   * @param {Feature} feature
   * @param {Drawn} drawn
   * @param {Look} look
   * @param {Seat} seat
   */
  #show(feature, drawn, look, seat) {
    dress(drawn, look, seat, this.style.crowds, this.looks.scale);
    const others = seat.members.length - 1;
    const sits = `${look.change ?? ""}+${others}`;
    if (drawn.seat === sits) return;
    drawn.seat = sits;
    const { reader } = this.account;
    put(drawn.box, "within", null);
    put(drawn.box, "more", others && !seat.moves ? `+${reader.count(others)}` : null);
    put(drawn.box, "count", others && seat.moves ? reader.count(others + 1) : null);
    const name = this.#nameOf(feature, look);
    entitle(drawn.box, others ? reader.text("cluster.name", { name, count: reader.count(others) }) : name);
    this.#cull(feature);
  }

  /**
   * @param {Feature} feature
   * @param {Look} look
   */
  #nameOf({ rows }, { change }) {
    const name = this.account.name(rows[0]);
    const { reader } = this.account;
    return change ? reader.text("cluster.changed", { name, change: reader.text(`difference.${change}`) }) : name;
  }

  /**
   * What another stands for is in the page all the same, unseen; it says what it is, and where it is to be found.
   * @param {Feature} feature
   * @param {Drawn} drawn
   * @param {Look} look
   * @param {Seat} seat
   */
  #hide(feature, drawn, look, seat) {
    const { box } = drawn;
    if (drawn.state !== look.state) box.dataset.state = drawn.state = look.state;
    const { id } = seat.feature;
    if (drawn.seat === id) return;
    drawn.seat = id;
    put(box, "within", id);
    put(box, "more", null);
    put(box, "count", null);
    this.#cull(feature);
  }

  /**
   * @param {Feature} feature
   * @returns {Drawn}
   */
  #make(feature) {
    const icon = L.divIcon({ className: "atlas-symbol", iconSize: undefined });
    const pane = this.#paneOf(feature);
    const marker = new PlacedMarker(latLng(feature.at), { icon, pane, keyboard: false, riseOnHover: true });
    marker.on("click", () => this.open(feature));
    marker.addTo(this.map);
    const box = /** @type {HTMLElement} */ (marker.getElement());
    box.setAttribute("role", "button");
    box.tabIndex = -1;
    entitle(box, this.account.name(feature.rows[0]));
    const drawn = { marker, box, image: "", place: "", state: "", order: 0, seat: "" };
    feature.symbol = drawn;
    veil(drawn);
    this.#cull(feature);
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
   * Rings the symbols of a place, or the one of a layer and an id, and no other; it is seen even where another stood for
   * it.
   * @param {string} place
   */
  mark(place) {
    if (this.#marked === place) return;
    this.#marked = place;
    this.#resettle();
    for (const feature of this.standings.ordered) this.#ring(feature);
  }

  /**
   * What is told of is seen, for so long, even where another stood for it.
   * @param {Feature | null} feature
   */
  tell(feature) {
    if (this.#told === feature) return;
    this.#told = feature;
    this.#resettle();
  }

  #resettle() {
    for (const feature of this.#settle()) this.#draw(feature);
    this.#rove();
  }

  /** @param {Feature} feature */
  #isMarked({ layer, id }) {
    return (this.looks.layers[layer].of_place ? id : `${layer}/${id}`) === this.#marked;
  }

  /** @param {Feature} feature */
  #ring(feature) {
    feature.symbol?.box.classList.toggle("chosen", Boolean(feature.look) && this.#isMarked(feature));
  }

  /**
   * Symbols beyond the sheet, which lies in the map's own pixels, are not drawn.
   * @param {L.Bounds} sheet
   */
  cull(sheet) {
    this.#sheet = sheet;
    for (const feature of this.standings.ordered) this.#cull(feature);
    this.#rove();
  }

  /** @param {Feature} feature */
  #cull({ symbol, seat, look }) {
    if (!symbol) return;
    const { box, marker } = symbol;
    const isOther = Boolean(look) && seat?.feature.symbol !== symbol;
    box.hidden = isOther || !this.#sheet?.contains(this.map.latLngToLayerPoint(marker.getLatLng()));
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

/**
 * @param {HTMLElement} box
 * @param {string} name
 * @param {string | null} value
 */
function put({ dataset }, name, value) {
  if (value !== null) dataset[name] = value;
  else if (name in dataset) delete dataset[name];
}
