// A second day beside the first: two maps that move as one, side by side, one over the other with a swipe between them,
// or what changed from one day to the other.

import { element } from "../core/elements.js";
import { isNarrow } from "../core/type.js";
import { DayMap } from "../map/day_map.js";
import { Frame } from "../map/frame.js";
import { Swipe } from "./swipe.js";

/** @import { Day, Feature, Selection } from "../types.js" */
/** @import { Sources } from "../map/day_map.js" */
/** @import { Controller } from "../controller.js" */

const DIFFERENCE = "difference";

/** The second of two days. */
export class Compare {
  #leading = false;
  #removed = false;
  #zoomAnimated;

  /**
   * @param {Controller} main  what the first map is part of
   * @param {DayMap} first
   */
  constructor(main, first) {
    this.main = main;
    this.first = first;
    const { map } = first;
    const box = main.pair.appendChild(element("div"));
    // Both maps jump from zoom to zoom: two that glide apart for a moment do not show the same land.
    this.#zoomAnimated = map._zoomAnimated;
    map._zoomAnimated = false;
    const view = { center: map.getCenter(), zoom: map.getZoom(), zoomAnimation: false };
    // It is confined once it stands where the first one does.
    this.second = this.#secondOf(L.map(box, { ...map.options, ...view, maxBounds: undefined }), first.sources);
    const { reader } = main;
    this.swipe = new Swipe(main.pair, first.frame.stage, reader.direction === "rtl", reader.text("compare.handle"));
    this.differences = main.pair.appendChild(element("ul", "atlas-difference"));
    this.#follow(map, this.second.map);
    this.#follow(this.second.map, map);
  }

  /**
   * @param {L.Map} map
   * @param {Sources} sources
   */
  #secondOf(map, sources) {
    const { main } = this;
    const frame = new Frame(map, main.pair, sources.options, sources.reader);
    const second = new DayMap(map, frame, sources, {
      stepped: (day) => main.compareWith(day),
      chosen: (change) => main.choose(change),
      released: () => main.release(),
      opened: (layer, id) => main.openThing(layer, id),
      painted: () => {},
      rested: () => this.tell(),
      resized: () => this.align(),
      comparedWith: () => (second.selection.mode === DIFFERENCE ? main.selection.day : null),
    });
    frame.root.dataset.compare = "";
    Object.assign(frame.root, { atlas: second });
    return second;
  }

  /**
   * Each map goes where the other was moved to. While one is dragged the other is only shifted, and drawn anew at the
   * end.
   * @param {L.Map} leader
   * @param {L.Map} other
   */
  #follow(leader, other) {
    const led = (/** @type {() => void} */ go) => () => {
      if (!this.#leading && !this.#removed) this.#lead(go);
    };
    leader.on(
      "move",
      led(() => {
        const [center, zoom] = [leader.getCenter(), leader.getZoom()];
        if (zoom !== other.getZoom()) other.setView(center, zoom, { animate: false });
        else shift(other, center);
      }),
    );
    leader.on(
      "moveend",
      led(() => other.fire("moveend")),
    );
  }

  /** @param {() => void} move */
  #lead(move) {
    this.#leading = true;
    move();
    this.#leading = false;
  }

  /** The second map takes up the room that it has now, where the first one stands. */
  align() {
    this.#lead(() => this.second.camera.follow(this.first.map));
  }

  /**
   * The second map's day, and how the two are laid out.
   * @param {Selection} selection
   */
  async show(selection) {
    const { pair, reader } = this.main;
    const { mode, compare, place } = selection;
    if (compare === null) return;
    // Side by side there is little room for the legend.
    if (pair.dataset.mode !== mode) this.second.panel.root.open = mode !== "split" && !isNarrow();
    pair.dataset.mode = mode;
    this.swipe.root.hidden = mode !== "swipe";
    const name = reader.text(mode === DIFFERENCE ? "compare.difference" : "compare.second");
    this.second.root.setAttribute("aria-label", name);
    await this.second.show({ ...selection, day: compare }, () => this.align());
    if (this.#removed) return;
    this.align();
    this.second.symbols.mark(place);
  }

  /**
   * Land and places that Daesh gained, lost and kept between the two days, in the countries that the view is of; land only
   * on days for which it is derived.
   */
  tell() {
    const { reader } = this.main;
    const [from, to] = [this.first.selection.day, this.second.selection.day].sort();
    const { scope } = this.first;
    const areas = this.#areas(from, to, scope.id);
    const places = this.first.looks.difference(from, to, scope.id);
    const counted = reader.text("difference.counted", { scope: scope.name });
    const words = reader.text("difference.between", { from: reader.day(from), to: reader.day(to) });
    const changes = this.main.options.style.changes.map((name, number) => {
      return this.#changed(name, areas && (areas[name] ?? 0), places[number]);
    });
    this.differences.replaceChildren(element("li", "between", words), ...changes, element("li", "counted", counted));
  }

  /**
   * @param {Day} from
   * @param {Day} to
   * @param {string} scope
   */
  #areas(from, to, scope) {
    const territory = this.first.land?.territory;
    if (!territory?.covers(from) || !territory.covers(to)) return null;
    return territory.areas(territory.within(territory.difference(from, to), scope));
  }

  /**
   * One kind of change; the names of its places unfold.
   * @param {string} name
   * @param {number | null} area
   * @param {Feature[]} places
   */
  #changed(name, area, places) {
    const { reader } = this.main;
    const item = element("li");
    item.dataset.class = name;
    const names = element("details");
    const summary = element("summary");
    const told = area === null ? [] : [reader.area(area)];
    told.push(reader.text("difference.places", { count: reader.count(places.length) }));
    const picture = this.first.legend.patch(name);
    const words = element("span", "", reader.text(`difference.${name}`));
    summary.append(picture, words, element("strong", "", told.join(" · ")));
    const sorted = places.map(({ rows }) => this.first.account.name(rows[0]));
    sorted.sort(new Intl.Collator(reader.language).compare);
    names.append(summary, element("p", "", sorted.join(`${reader.text("list.comma")} `)));
    item.append(names);
    return item;
  }

  /** What the first map's day means for the second. */
  stepped() {
    if (this.first.selection.mode === DIFFERENCE) this.second.paint();
    else this.second.rest();
  }

  remove() {
    this.#removed = true;
    this.second.remove();
    this.swipe.root.remove();
    this.differences.remove();
    this.first.map._zoomAnimated = this.#zoomAnimated;
    this.main.pair.dataset.mode = "one";
  }
}

/**
 * Shifts a map to a centre without drawing it anew.
 * @param {L.Map} map
 * @param {L.LatLng} center
 */
function shift(map, center) {
  const way = map.latLngToContainerPoint(center).subtract(map.getSize().divideBy(2)).round();
  if (!way.x && !way.y) return;
  map._rawPanBy(way);
  map.fire("move");
}
