// Names on the map, placed so that none covers another or a symbol.
//
// Placing is greedy by priority, at the zoom at hand and for the whole region at once, so that a name stays where it
// is while the map is dragged. Area names stand at their point or nowhere; a town's name tries the places around it,
// first those where, as the map stands, neither its edge nor what lies on it would cut the name off.

import { element, verbatim } from "../core/elements.js";
import { latLng } from "./degrees.js";
import { AROUND, Plane, boxAt, middles, overlaps } from "./plane.js";
import { MERCATOR, shownBy, shownOf } from "./projection.js";

/** @import { Label, Rectangle } from "../types.js" */

/** @typedef {Label & { text: string, size: number, weight: number, priority: number }} Name */
/** @typedef {Name & { point: L.Point }} Placed */

// What it costs a name to be cut off: less than to cover a symbol.
const CUT = 0.5;
const FONT = '"IBM Plex Sans Arabic", sans-serif';
const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/** @param {Name} name */
function measure({ text, size, weight, spacing }) {
  pen.font = `${weight} ${size}px ${FONT}`;
  return { width: pen.measureText(text).width + (spacing ? spacing * size * text.length : 0) + 2, height: size * 1.3 };
}

/**
 * @param {Label} label
 * @returns {label is Name}
 */
function isName(label) {
  return Boolean(label.text);
}

/**
 * @param {Rectangle} box
 * @param {Rectangle} room
 */
function isWithin(box, room) {
  return box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom;
}

/** The names that stand on a map. */
export class Labels {
  /** @type {L.Bounds | null} */
  #sheet = null;
  /** @type {Map<string, HTMLElement>} */
  #elements = new Map();
  /** @type {Map<HTMLElement, L.Bounds>} */
  #boxes = new Map();
  /** @type {Label[]} */
  #ofDay = [];
  #plane = new Plane();
  /** What is seen of the map, and what lies on it, in pixels of the zoom. */
  #seen = { window: { left: 0, top: 0, right: 0, bottom: 0 }, things: /** @type {Rectangle[]} */ ([]) };
  #pane;
  /** How much larger letters are than on a usual screen. */
  scale = 1;

  /**
   * @param {L.Map} map
   * @param {"ltr" | "rtl"} direction
   * @param {(zoom: number) => Label[]} candidates  answers with the names and symbols wanted at a zoom
   * @param {() => Rectangle[]} furniture  answers with what lies on the map, from its upper left corner
   */
  constructor(map, direction, candidates, furniture) {
    this.map = map;
    this.direction = direction;
    this.candidates = candidates;
    this.furniture = furniture;
    this.#pane = map.createPane("atlas-labels");
    this.#pane.classList.add("leaflet-zoom-hide");
    // A name that were translated would not be as wide as the room that was found for it.
    verbatim(this.#pane);
  }

  /** Places all names for the zoom at hand. */
  place() {
    const zoom = this.map.getZoom();
    const plane = (this.#plane = new Plane());
    this.#look();
    const wanted = this.candidates(zoom).map((label) => {
      const point = this.map.project(latLng(label.at), zoom).add(label.aside ?? [0, 0]);
      return { ...label, ...(label.size && { size: label.size * this.scale }), point };
    });
    for (const {
      point: { x, y },
      radius,
      id,
    } of wanted) {
      if (radius) plane.take({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }, id);
    }
    this.#pane.replaceChildren();
    this.#elements.clear();
    this.#boxes.clear();
    const origin = this.map.getPixelOrigin();
    const named = /** @type {Placed[]} */ (wanted.filter(isName));
    named.sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1));
    for (const label of named) {
      const box = label.radius ? this.#beside(label) : this.#within(label);
      if (!box) continue;
      plane.take(box, label.id, true);
      this.#draw(label, box, origin);
      if (label.dot) this.#mark(label.dot, label.point.subtract(origin));
    }
  }

  /** Takes up how the map stands. */
  #look() {
    const { min, max } = shownOf(this.map);
    const things = this.furniture().map(({ left, top, right, bottom }) => {
      return { left: left + min.x, top: top + min.y, right: right + min.x, bottom: bottom + min.y };
    });
    this.#seen = { window: { left: min.x, top: min.y, right: max.x, bottom: max.y }, things };
  }

  /**
   * What it costs a name that it would be cut off though its point is seen.
   * @param {Placed} label
   * @param {Rectangle} box
   */
  #cut({ point: { x, y } }, box) {
    const { window, things } = this.#seen;
    const spot = { left: x, top: y, right: x, bottom: y };
    if (!isWithin(spot, window)) return 0;
    return isWithin(box, window) && !things.some((thing) => overlaps(box, thing)) ? 0 : CUT;
  }

  /**
   * Names of this day only, where nothing else stands; they move nothing and leave no mark on the plane.
   * @param {Label[]} labels
   */
  also(labels) {
    const zoom = this.map.getZoom();
    const origin = this.map.getPixelOrigin();
    const taken = new Plane();
    /** @type {Placed[]} */
    const stood = [];
    this.keep(() => false);
    for (const label of labels.filter(isName)) {
      const point = this.map.project(latLng(label.at), zoom);
      const placed = { ...label, size: label.size * this.scale, point };
      const isNear = (/** @type {Placed} */ other) =>
        other.text === label.text && other.point.distanceTo(point) < (label.apart ?? 0);
      const box = stood.some(isNear) ? null : this.#onLand(placed, taken);
      if (!box) continue;
      taken.take(box, label.id, true);
      stood.push(placed);
      this.#draw(placed, box, origin);
      this.#ofDay.push(label);
    }
  }

  /**
   * Where a name of the day finds room, on its land whole where it is told how that lies.
   * @param {Placed} label
   * @param {Plane} taken  by others of the day
   */
  #onLand(label, taken) {
    const size = measure(label);
    for (const { x, y } of middles(label.point, size, label.room ?? 0)) {
      const box = boxAt({ x, y }, size, [0, 0], 0);
      const isFree = this.#plane.cost(box, label.id) === 0 && taken.cost(box, label.id) === 0;
      if (isFree && this.#isWithin(label, box)) return box;
    }
    return null;
  }

  /**
   * Takes away those names of the day that no longer hold.
   * @param {(label: Label) => boolean} holds
   */
  keep(holds) {
    this.#ofDay = this.#ofDay.filter((label) => {
      const kept = holds(label) && this.#elements.has(label.id);
      if (!kept) this.#forget(label.id);
      return kept;
    });
  }

  /** @param {string} id */
  #forget(id) {
    const box = this.#elements.get(id);
    if (!box) return;
    box.remove();
    this.#boxes.delete(box);
  }

  /**
   * Names beyond the sheet, which lies in the map's own pixels, are not drawn.
   * @param {L.Bounds} sheet
   */
  cull(sheet) {
    this.#sheet = sheet;
    for (const [box, bounds] of this.#boxes) box.hidden = this.#isHidden(bounds);
  }

  /**
   * On a map of the world nor is half a name; nearer it tells how the map goes on.
   * @param {L.Bounds} bounds
   */
  #isHidden(bounds) {
    if (!this.#sheet) return false;
    if (!this.#sheet.overlaps(bounds)) return true;
    if (shownBy(this.map) === MERCATOR) return false;
    const corner = this.map.containerPointToLayerPoint([0, 0]);
    const seen = L.bounds(corner, corner.add(this.map.getSize()));
    return seen.overlaps(bounds) && !seen.contains(bounds);
  }

  /**
   * Whether a name has found room.
   * @param {string} id
   */
  has(id) {
    return this.#elements.has(id);
  }

  /**
   * @param {string} id
   * @param {boolean} visible
   */
  toggle(id, visible) {
    const box = this.#elements.get(id);
    const display = visible ? "" : "none";
    if (box && box.style.display !== display) box.style.display = display;
  }

  /**
   * Where the name of an area stands: at its point, or a little off it where both its ends lie on the area.
   * @param {Placed} label
   */
  #within(label) {
    const size = measure(label);
    for (const { x, y, off } of middles(label.point, size, label.room ?? 0)) {
      const box = boxAt({ x, y: y + size.height / 2 }, size, [0, -1], 0);
      if (this.#plane.cost(box, label.id) === 0 && (off === 0 || this.#isWithin(label, box))) return box;
    }
    return null;
  }

  /**
   * @param {Label} label
   * @param {Rectangle} box
   */
  #isWithin({ within }, box) {
    if (!within) return true;
    return [box.left, box.right].every((x) => {
      const { lng, lat } = this.map.unproject([x, (box.top + box.bottom) / 2]);
      return within(lng, lat);
    });
  }

  /**
   * The first free place around a point. A name that matters more may stand on a symbol, never on another name.
   * @param {Placed} label
   */
  #beside(label) {
    const size = measure(label);
    const patience = label.priority <= 10 ? 9 : 0;
    // A name a little way off is worse than one on two symbols: it might be read as another place's.
    const rounds = patience ? [[2, 0], [9, 2.5]] : [[2, 0]]; // prettier-ignore
    /** @type {[Rectangle | null, number]} */
    let [best, least] = [null, patience + 1];
    for (const [away, strangeness] of rounds) {
      for (const side of AROUND[this.direction]) {
        const box = boxAt(label.point, size, side, label.radius + away);
        const cost = this.#plane.cost(box, label.id) + strangeness + this.#cut(label, box);
        if (cost < least) [best, least] = [box, cost];
        if (cost === 0) return box;
      }
    }
    return best;
  }

  /**
   * A town of the basemap shows as a dot only where its name found room.
   * @param {string} sign
   * @param {L.Point} at
   */
  #mark(sign, at) {
    const dot = element("i", `atlas-town ${sign}`);
    dot.style.cssText = `left:${at.x.toFixed(1)}px;top:${at.y.toFixed(1)}px`;
    this.#put(dot, L.bounds([at]));
  }

  /**
   * @param {Name} label
   * @param {Rectangle} box
   * @param {L.Point} origin
   */
  #draw({ id, kind, text, size, weight, spacing }, box, origin) {
    const drawn = element("div", `atlas-label ${kind}`, text);
    const [left, top] = [box.left - origin.x, box.top - origin.y];
    drawn.dir = this.direction;
    drawn.style.cssText =
      `left:${left.toFixed(1)}px;top:${top.toFixed(1)}px;` +
      `font-size:${size}px;font-weight:${weight};letter-spacing:${spacing ? `${spacing}em` : "normal"}`;
    this.#put(drawn, L.bounds([left, top], [box.right - origin.x, box.bottom - origin.y]));
    this.#elements.set(id, drawn);
  }

  /**
   * @param {HTMLElement} drawn
   * @param {L.Bounds} bounds
   */
  #put(drawn, bounds) {
    this.#boxes.set(drawn, bounds);
    drawn.hidden = this.#isHidden(bounds);
    this.#pane.append(drawn);
  }
}
