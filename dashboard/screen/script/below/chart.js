// Land held against time: our area with its band, what others published, and the days that the clocks stand at. It runs
// left to right in every language, as on the clock.

import * as days from "../core/days.js";
import { element } from "../core/elements.js";
import { larger } from "../core/type.js";
import { bandOf, lineOf, placed, Scale } from "./scale.js";
import { drawing, shape } from "./svg.js";

/** @import { ChartPoint, ChartScope, Day } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */

const HEIGHT = 322;
// Around the field: names of axes and years.
const ROOM = { top: 24, right: 14, bottom: 24, left: 62 };
// On a narrow page labels would cover each other; a touch on a point tells the same.
const NARROW = 700;
const TICKS = 5;
// A hand is on a point from so many pixels away.
const NEAR = 9;
const [RADIUS, DIAMOND] = [4, 5];

/** The chart of one scope at a time. */
export class Chart {
  /** @type {ChartScope | null} */
  #scope = null;
  /** @type {Scale | null} */
  #scale = null;
  /** @type {[day: Day, compare: Day | null]} */
  #marked = ["", null];
  #drawing = drawing("atlas-chart-drawing");
  #field = shape("g");
  #marks = shape("g");
  #told = element("div", "told");

  /**
   * @param {Reader} reader
   * @param {(day: Day) => void} go  hears of the day that is chosen
   */
  constructor(reader, go) {
    this.reader = reader;
    this.root = element("div", "atlas-chart");
    this.root.dir = "ltr";
    this.root.style.height = `${HEIGHT / 16}rem`;
    this.#told.dir = reader.direction;
    this.#told.hidden = true;
    this.#drawing.setAttribute("role", "img");
    this.#drawing.append(this.#field, this.#marks);
    this.root.append(this.#drawing, this.#told);
    // A finger does not move before it presses, and is gone when what it pressed is to be read.
    for (const name of /** @type {const} */ (["pointermove", "pointerdown"])) {
      this.root.addEventListener(name, (event) => this.#tell(event));
    }
    this.root.addEventListener("pointerleave", ({ pointerType }) => {
      if (pointerType === "mouse") this.#told.hidden = true;
    });
    this.root.addEventListener("click", (event) => {
      const day = this.#at(event)?.day;
      if (day) go(day);
    });
    this.observer = new ResizeObserver(() => this.#draw());
    this.observer.observe(this.root);
  }

  /** @param {ChartScope} scope */
  show(scope) {
    this.#scope = scope;
    this.#draw();
  }

  /**
   * The days that the clocks stand at.
   * @param {Day} day
   * @param {Day | null} compare
   */
  mark(day, compare) {
    if (this.#marked[0] === day && this.#marked[1] === compare) return;
    this.#marked = [day, compare];
    this.#mark();
  }

  remove() {
    this.observer.disconnect();
  }

  // ---- drawing -------------------------------------------------------------------------------------------------

  #draw() {
    // It is drawn as large as type is, so that words keep their room.
    const size = larger();
    const width = this.root.clientWidth / size;
    if (!this.#scope?.areas.length || !width) return;
    const scale = (this.#scale = new Scale(this.#scope, { width, height: HEIGHT, room: ROOM }));
    const sheet = { width: width * size, height: HEIGHT * size, viewBox: `0 0 ${width} ${HEIGHT}` };
    for (const [name, value] of Object.entries(sheet)) {
      this.#drawing.setAttribute(name, String(value));
    }
    const { areas, points } = this.#scope;
    this.#field.replaceChildren(
      ...this.#axes(scale),
      shape("path", { class: "band", d: bandOf(areas, scale) }),
      shape("path", { class: "line", d: lineOf(areas, scale) }),
      ...points.map((point) => sign(point, scale)),
      ...(width < NARROW ? [] : this.#labels(points, scale)),
    );
    this.#mark();
  }

  /** @param {Scale} scale */
  *#axes(scale) {
    const { left, right, bottom } = scale;
    yield text("unit", this.reader.text("chart.axis"), 4, 12);
    for (const area of scale.ticks(TICKS)) {
      const y = scale.y(area);
      yield shape("line", { class: "grid", x1: left, x2: right, y1: y, y2: y });
      yield text("tick", this.reader.count(area), left - 8, y + 4, "end");
    }
    for (const year of scale.years()) {
      yield text("tick", year, scale.x(`${year}-07-01`), bottom + 17, "middle");
      yield shape("line", {
        class: "tick",
        x1: scale.x(`${year}-01-01`),
        x2: scale.x(`${year}-01-01`),
        y1: bottom,
        y2: bottom + 5,
      });
    }
  }

  /**
   * @param {ChartPoint[]} points
   * @param {Scale} scale
   */
  #labels(points, scale) {
    return placed(points, scale).map(({ label, x, y, anchor }) => text("label", label, x, y, anchor));
  }

  #mark() {
    const [day, compare] = this.#marked;
    const said = [day, compare].flatMap((one) => (one ? [`${this.reader.day(one)}: ${this.#area(one)}`] : []));
    this.#drawing.setAttribute("aria-label", said.join(" · "));
    const scale = this.#scale;
    if (!scale) return;
    const marks = [
      [compare, "compare"],
      [day, "day"],
    ].flatMap(([one, kind]) => (one && kind ? this.#marker(scale, one, kind) : []));
    this.#marks.replaceChildren(...marks);
  }

  /**
   * @param {Scale} scale
   * @param {Day} day
   * @param {string} kind
   */
  #marker(scale, day, kind) {
    const area = this.#row(day)?.[1];
    if (area === undefined) return [];
    const [x, y] = [scale.x(day), scale.y(area)];
    // Beside the line where there is room for it.
    const anchor = x > scale.right - 110 ? "end" : "start";
    const beside = x + (anchor === "end" ? -7 : 7);
    const group = shape("g", { class: kind });
    group.append(
      shape("line", { x1: x, x2: x, y1: scale.top, y2: scale.bottom }),
      shape("circle", { cx: x, cy: y, r: 4.7 }),
      // Above what lies on the chart, the second day's below the first's.
      text("area", this.#isolated(this.reader.area(area)), beside, scale.top + (kind === "day" ? 6 : 22), anchor),
    );
    return [group];
  }

  /**
   * A text that keeps its order where the drawing runs from left to right.
   * @param {string} said
   */
  #isolated(said) {
    return this.reader.direction === "rtl" ? `\u2067${said}\u2069` : said;
  }

  // ---- what is known of a day ------------------------------------------------------------------------------------

  /**
   * Area on a day, and both ends of its band; nothing outside the chart's days.
   * @param {Day} day
   */
  #row(day) {
    const areas = this.#scope?.areas ?? [];
    if (!areas.length || day > areas[areas.length - 1][0]) return undefined;
    return areas[days.until(areas, day, ([from]) => from) - 1];
  }

  /** @param {Day} day */
  #area(day) {
    const row = this.#row(day);
    return row ? this.reader.area(row[1]) : "–";
  }

  // ---- the hand ------------------------------------------------------------------------------------------------

  /**
   * The point or the day under the hand.
   * @param {MouseEvent} event
   * @returns {{ day: Day, point?: ChartPoint } | null}
   */
  #at(event) {
    const scale = this.#scale;
    if (!scale || !this.#scope) return null;
    const box = this.root.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top].map((pixels) => pixels / larger());
    const far = (/** @type {ChartPoint} */ one) => Math.hypot(scale.x(one.day) - x, scale.y(one.area) - y);
    const [point] = this.#scope.points.filter((one) => far(one) <= NEAR).sort((one, other) => far(one) - far(other));
    if (point) return { day: point.day, point };
    return x < scale.left - NEAR || x > scale.right + NEAR ? null : { day: scale.day(x) };
  }

  /** @param {PointerEvent} event */
  #tell(event) {
    const found = this.#at(event);
    this.#told.hidden = !found;
    if (!found) return;
    this.#told.textContent = found.point ? found.point.told : this.#said(found.day);
    const box = this.root.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const { offsetWidth: wide, offsetHeight: high } = this.#told;
    this.#told.style.left = `${Math.max(0, Math.min(box.width - wide, x - wide / 2))}px`;
    this.#told.style.top = `${y > high + 16 ? y - high - 12 : y + 18}px`;
  }

  /** @param {Day} day */
  #said(day) {
    const row = this.#row(day);
    if (!row) return this.reader.day(day);
    const [, area, low, high] = row;
    const [from, to] = [low, high].map((one) => this.reader.area(one));
    return this.reader.text("chart.told", { day: this.reader.day(day), area: this.reader.area(area), from, to });
  }
}

/**
 * The sign of what somebody published: a disc for an area, a diamond for a share.
 * @param {ChartPoint} point
 * @param {Scale} scale
 */
function sign({ day, area, kind }, scale) {
  const [x, y] = [scale.x(day), scale.y(area)];
  if (kind === "area") return shape("circle", { class: "point", cx: x, cy: y, r: RADIUS });
  const d = `M${x} ${y - DIAMOND}l${DIAMOND} ${DIAMOND}l${-DIAMOND} ${DIAMOND}l${-DIAMOND} ${-DIAMOND}z`;
  return shape("path", { class: "point share", d });
}

/**
 * @param {string} kind
 * @param {string | number} said
 * @param {number} x
 * @param {number} y
 * @param {string} [anchor]
 */
function text(kind, said, x, y, anchor = "start") {
  const made = shape("text", { class: kind, x, y, "text-anchor": anchor });
  made.textContent = String(said);
  return made;
}
