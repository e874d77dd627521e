// A hand on the ground of the clock: a wheel or two fingers bring it closer, a drag moves it along.

/** @typedef {{ left: number, width: number }} Box */

// A wheel turned by so much makes the range half or twice as wide; two fingers on a trackpad turn it more finely.
const [WHEEL, TRACKPAD] = [300, 70];
// Lines and pages that a wheel is turned by, in pixels.
const UNITS = [1, 16, 400];
// A hand that moves less than this has clicked.
const STILL = 4;

/**
 * What the hand asks for.
 * @typedef {{
 *   zoom: (times: number, at: number) => boolean,
 *   move: (share: number) => number,
 *   pinch: () => void,
 *   box: () => Box,
 * }} Listener
 * `zoom` makes the range so many times as wide, round a share of it, and answers with whether it could; `move` moves it
 * by a share of its width, and answers with how much it has. `pinch`: a second finger has come down. `box` is where the
 * range lies
 */

/** Hands on a track. */
export class Grip {
  /** @type {Map<number, { x: number, from: number }>} */
  #pointers = new Map();
  #moved = false;
  #pinched = false;
  #listening = new AbortController();

  /**
   * @param {HTMLElement} track
   * @param {HTMLElement} slider  is drawn by the browser
   * @param {Listener} listener
   */
  constructor(track, slider, listener) {
    this.slider = slider;
    this.listener = listener;
    track.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    track.addEventListener("pointerdown", (event) => this.#down(event));
    for (const name of /** @type {const} */ (["pointermove", "pointerup", "pointercancel"])) {
      window.addEventListener(name, (event) => this.#follow(event), { signal: this.#listening.signal });
    }
    track.addEventListener("click", (event) => this.#click(event), { capture: true });
  }

  remove() {
    this.#listening.abort();
  }

  /** Whether two fingers have been on the track, until both are off: neither of them draws the slider. */
  get pinches() {
    return this.#pinched;
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    const { deltaX, deltaY, deltaMode, shiftKey, ctrlKey, clientX } = event;
    const unit = UNITS[deltaMode] ?? 1;
    const { left, width } = this.listener.box();
    const along = shiftKey || Math.abs(deltaX) > Math.abs(deltaY);
    const done = along
      ? this.listener.move(((deltaX || deltaY) * unit) / width) !== 0
      : this.listener.zoom(2 ** ((deltaY * unit) / (ctrlKey ? TRACKPAD : WHEEL)), (clientX - left) / width);
    // Where there is nothing to do the page has the wheel; what would make the whole page larger it never has.
    if (done || ctrlKey) event.preventDefault();
  }

  /** @param {PointerEvent} event */
  #down({ pointerId, clientX, button, target }) {
    if (button) return;
    this.#moved = false;
    // The slider's own hand only counts where another joins it.
    this.#pointers.set(pointerId, { x: clientX, from: target === this.slider ? NaN : clientX });
    if (this.#pointers.size !== 2) return;
    this.#pinched = true;
    this.listener.pinch();
  }

  /** @param {PointerEvent} event */
  #follow({ type, pointerId, clientX }) {
    const pointer = this.#pointers.get(pointerId);
    if (!pointer) return;
    if (type !== "pointermove") {
      this.#pointers.delete(pointerId);
      this.#pinched &&= this.#pointers.size > 0;
    } else if (this.#pointers.size === 2) this.#pinch(pointer, clientX);
    else if (!this.#pinched && (this.#moved || Math.abs(clientX - pointer.from) > STILL)) this.#draw(pointer, clientX);
  }

  /**
   * @param {{ x: number }} pointer
   * @param {number} x
   */
  #pinch(pointer, x) {
    const [other] = [...this.#pointers.values()].filter((one) => one !== pointer);
    const { left, width } = this.listener.box();
    const [before, now] = [pointer.x, x].map((one) => Math.max(20, Math.abs(one - other.x)));
    pointer.x = x;
    this.#moved = true;
    this.listener.zoom(before / now, ((x + other.x) / 2 - left) / width);
  }

  /**
   * @param {{ x: number }} pointer
   * @param {number} x
   */
  #draw(pointer, x) {
    this.#moved = true;
    const { width } = this.listener.box();
    // What is less than a day is kept for the next time.
    pointer.x -= this.listener.move((pointer.x - x) / width) * width;
  }

  /**
   * What was dragged was not clicked; a key that clicks has nothing to do with it.
   * @param {MouseEvent} event
   */
  #click(event) {
    if (this.#moved && event.detail > 0 && event.target !== this.slider) event.stopImmediatePropagation();
    this.#moved = false;
  }
}
