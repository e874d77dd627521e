// The year slider. Its values are days, so that any day can stand on it; dragging, playing and the arrow keys go by
// months, unless the reader comes closer or chooses another step. Above it the milestones in their lanes, behind it the
// land held.

import * as days from "../core/days.js";
import { button, element, entitle, verbatim, write } from "../core/elements.js";
import { paces, Player } from "./player.js";
import { CLOSER, Settings } from "./settings.js";
import { beside, STEPS } from "./steps.js";
import { Track } from "./track.js";

/** @import { Arrangement, Day } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */
/** @import { Time } from "./track.js" */

const YEAR = 12;
/** @type {Record<string, 1 | -1 | undefined>} */
const WAYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/** The clock of a map. */
export class Clock {
  #first;
  #last;
  /** The day that it stands at, which may be out of sight on the track. */
  #day;
  #dragged = false;
  /** Where it stood before a hand was laid on it. */
  #before;
  /** The frame in which the track goes on under a hand that holds its edge; 0 where none does. */
  #creeping = 0;
  #slider = element("input");
  #player;
  #back;
  #forward;
  #play;
  #pace;
  #more;
  /** Of a closed clock that shows a part of its time. */
  #whole;

  /**
   * @param {Time} time
   * @param {Reader} reader
   */
  constructor(time, reader) {
    const { first, last, events, happened } = time;
    this.#first = days.number(first);
    this.#last = days.number(last);
    this.#day = this.#before = first;
    this.events = events;
    this.reader = reader;
    /**
     * Hears of every step.
     * @type {(day: Day) => void}
     */
    this.onstep = () => {};
    /** Hears when the hand is taken off, or what plays has come to rest. */
    this.onrelease = () => {};
    const told = happened.map(({ day }) => day);
    this.#player = new Player(paces(first, last, events, told), () => this.#playOn());
    Object.assign(this.#slider, { type: "range", min: this.#first, max: this.#last, step: 1 });
    this.#slider.setAttribute("aria-label", reader.text("clock.label"));
    this.track = new Track(time, this.#slider, reader);
    this.settings = new Settings(reader, time.held.length > 0, {
      beside: (way) => this.#goBeside(way),
      stepped: () => this.#tellSteps(),
      zoom: (times) => this.track.zoom(times, this.day),
      unfold: () => this.track.unfold(),
    });
    this.#play = button("", "▶", () => (this.playing ? this.stop() : this.play()), reader.text("clock.play"));
    this.#pace = verbatim(button("pace", "", () => this.#hurry()));
    this.#back = button("", "‹", () => this.#goStep(-1));
    this.#forward = button("", "›", () => this.#goStep(1));
    this.#more = button("more", "", () => this.#open(!this.opened), reader.text("clock.more"));
    this.#whole = button("whole", reader.text("clock.whole"), () => this.#unfold());
    this.#whole.setAttribute("aria-keyshortcuts", "0");
    this.root = this.#furnished();
    /** What happened on the day. It stands on the map. */
    this.told = element("p", "atlas-happened");
    Object.assign(this.told, { role: "status", dir: reader.direction });
    this.#open(false);
    this.#tellPace();
    this.#tellSteps();
    this.#listen();
    this.set(first);
  }

  /** Time runs from left to right in every language. */
  #furnished() {
    const root = element("div", "atlas-clock");
    root.dir = "ltr";
    const [left, right] = [element("div", "hands"), element("div", "hands")];
    left.append(this.#play, this.#pace, this.#back);
    right.append(this.#forward, this.#more);
    const before = element("div", "before");
    before.append(this.track.lanes.key, left);
    root.append(this.settings.root, this.#whole, before, this.track.root, right);
    return root;
  }

  get day() {
    return this.#day;
  }

  get playing() {
    return this.#player.plays;
  }

  /** Whether days follow each other faster than they are read. */
  get hurried() {
    return this.#dragged || this.playing;
  }

  /**
   * Stands the clock at a day, and says nothing of it.
   * @param {Day} day
   */
  set(day) {
    this.#day = day;
    this.track.look(day);
    this.#slider.value = String(days.number(day));
    this.#slider.setAttribute("aria-valuetext", this.reader.day(day));
    this.#tellMilestones();
  }

  /**
   * Brings the clock to a day, or to its nearest end.
   * @param {Day} day
   */
  go(day) {
    this.stop();
    this.#step(day);
    this.onrelease();
  }

  /** Takes the keys, wherever they were; the page stays where it is. */
  focus() {
    this.#slider.focus({ preventScroll: true });
  }

  /** @param {Day} day */
  #step(day) {
    this.set(this.clamp(day));
    this.onstep(this.day);
  }

  /**
   * A day, or the clock's end that is nearest to it.
   * @param {Day} day
   */
  clamp(day) {
    return days.iso(Math.min(Math.max(days.number(day), this.#first), this.#last));
  }

  get #atEnd() {
    return days.number(this.day) >= this.#last;
  }

  // ---- what is seen of it --------------------------------------------------------------------------------------

  /** Whether the lanes and the settings lie open. */
  get opened() {
    return this.#more.ariaExpanded === "true";
  }

  /** How the reader has arranged it. */
  get arrangement() {
    return { opened: this.opened, range: this.track.range };
  }

  /** @param {Arrangement["clock"]} arrangement */
  arrange({ opened, range }) {
    this.#open(opened);
    this.track.show(range);
  }

  /** @param {boolean} open */
  #open(open) {
    this.#more.ariaExpanded = String(open);
    this.root.toggleAttribute("data-open", open);
    this.track.lanes.open(open);
  }

  /** Shows the whole of the time; the keys, whose button then goes, stay on the clock. */
  #unfold() {
    this.track.unfold();
    this.focus();
  }

  #tellMilestones() {
    const found = this.track.lanes.mark(this.day);
    if (found) write(this.told, found.length ? [this.reader.day(this.day), ...found].join(" · ") : "");
  }

  #tellSteps() {
    const { step } = this.settings;
    entitle(this.#back, this.reader.text(`back.${step}`));
    entitle(this.#forward, this.reader.text(`forward.${step}`));
  }

  // ---- playing -------------------------------------------------------------------------------------------------

  /** Goes from month to month, from the beginning where the clock stands at its end. */
  play() {
    if (this.#atEnd) this.set(days.iso(this.#first));
    this.#show("❚❚", "clock.pause");
    this.#player.play();
  }

  /** One month on, or to the milestone before it where that is to be seen. */
  #playOn() {
    const next = days.step(this.day, 1);
    const stop = this.settings.stops ? beside(this.day, 1, this.track.lanes.days) : undefined;
    const stops = stop !== undefined && stop <= next;
    this.#step(stops ? stop : next);
    if (stops || this.#atEnd) this.stop();
    return this.day;
  }

  stop() {
    if (!this.playing) return;
    this.#player.stop();
    this.#show("▶", "clock.play");
    this.onrelease();
  }

  /** Stops, and tells nobody. */
  remove() {
    cancelAnimationFrame(this.#creeping);
    this.#player.stop();
    this.track.remove();
  }

  /**
   * @param {string} sign
   * @param {string} key
   */
  #show(sign, key) {
    this.#play.textContent = sign;
    entitle(this.#play, this.reader.text(key));
  }

  #hurry() {
    this.#player.hurry();
    this.#tellPace();
  }

  #tellPace() {
    const months = this.#player.speed;
    this.#pace.textContent = `${months}×`;
    entitle(this.#pace, this.reader.text("clock.speed", { months }));
  }

  // ---- the hand ------------------------------------------------------------------------------------------------

  #listen() {
    const slider = this.#slider;
    slider.addEventListener("input", () => this.#draw());
    slider.addEventListener("pointerdown", () => {
      this.stop();
      // A second finger on it knows nothing of where it stood.
      if (!this.#dragged) this.#before = this.day;
      this.#dragged = true;
    });
    for (const end of ["pointerup", "pointercancel", "change", "blur"]) {
      slider.addEventListener(end, () => (this.#dragged = false));
    }
    slider.addEventListener("change", () => this.onrelease());
    slider.addEventListener("keydown", (event) => this.#key(event));
    const { track } = this;
    track.lanes.ongo = (day) => this.go(day);
    // The first finger has moved the handle before there was a second.
    track.onpinch = () => this.#dragged && this.#step(this.#before);
    track.onrange = () => {
      slider.value = String(days.number(this.day));
      this.settings.tell(track.isWhole, track.isClosest);
      this.#whole.hidden = track.isWhole;
    };
    track.onrange();
  }

  #draw() {
    cancelAnimationFrame(this.#creeping);
    // Two fingers draw the track, not its handle.
    if (this.track.grip.pinches) return;
    const { value, min, max } = this.#slider;
    this.#pass(value);
    if (value === min) this.#creep(-1);
    if (value === max) this.#creep(1);
  }

  /**
   * A drag passes through days. Where many lie under a pixel, what is shown is the first of the month nearest to the
   * hand.
   * @param {string} value  of the slider
   */
  #pass(value) {
    const { min, max } = this.#slider;
    const day = days.iso(Number(value));
    const month = days.nearestMonth(day);
    const seen = days.number(month) >= Number(min) && days.number(month) <= Number(max);
    this.#step(this.track.grain > 1 && seen ? month : day);
  }

  /**
   * Where the hand holds the edge of a track of which more lies beyond, that comes into sight.
   * @param {1 | -1} way
   * @param {number} [since]  in milliseconds
   */
  #creep(way, since = performance.now()) {
    this.#creeping = requestAnimationFrame((now) => {
      if (!this.#dragged || this.track.grip.pinches) return;
      const gone = this.track.creep(way, (now - since) / 1000);
      if (gone === null) return;
      if (gone) this.#pass(way > 0 ? this.#slider.max : this.#slider.min);
      this.#creep(way, since + 1000 * gone);
    });
  }

  /** @param {Day | undefined} day  none where nothing lies that way */
  #goTo(day) {
    if (day) this.go(day);
  }

  /** @param {1 | -1} way */
  #goStep(way) {
    this.#goTo(STEPS[this.settings.step](this.day, way, this.events));
  }

  /** @param {1 | -1} way */
  #goBeside(way) {
    this.#goTo(beside(this.day, way, this.track.lanes.days));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const act = this.#act(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /**
   * What a key does.
   * @param {KeyboardEvent} event
   * @returns {(() => void) | undefined}
   */
  #act({ key, shiftKey, ctrlKey, metaKey, altKey }) {
    const way = WAYS[key];
    if (way && ctrlKey) return () => this.#goBeside(way);
    // What is left of these is the browser's.
    if (ctrlKey || metaKey || altKey) return undefined;
    if (way) return () => (shiftKey ? this.go(days.step(this.day, way * YEAR)) : this.#goStep(way));
    return {
      PageUp: () => this.#goTo(beside(this.day, 1, this.events)),
      PageDown: () => this.#goTo(beside(this.day, -1, this.events)),
      Home: () => this.go(days.iso(this.#first)),
      End: () => this.go(days.iso(this.#last)),
      "+": () => this.track.zoom(CLOSER, this.day),
      "=": () => this.track.zoom(CLOSER, this.day),
      "-": () => this.track.zoom(1 / CLOSER, this.day),
      0: () => this.track.unfold(),
      " ": () => this.#play.click(),
    }[key];
  }
}
