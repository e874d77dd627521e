// The speaker's window: what may be said at this slide, what comes next, and how late it is. It is written by this page,
// so that it needs no server and works from a disk.

import { button, element } from "../core/elements.js";

/** @import { Slide } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */

const NAME = "atlas-speaker";
const SECOND = 1000;

/** A second window for who speaks. */
export class Speaker {
  /** @type {Window | null} */
  #window = null;
  #begun = 0;
  #ticking = 0;
  #title = element("h1");
  #notes = element("p", "notes");
  #said = element("p", "text");
  #next = element("p", "next");
  #time = element("p", "time");

  /**
   * @param {Reader} reader
   * @param {(event: KeyboardEvent) => void} onkey  hears of a key that is pressed there
   * @param {(by: number) => void} turn
   */
  constructor(reader, onkey, turn) {
    this.reader = reader;
    this.onkey = onkey;
    this.turn = turn;
  }

  /** Opens the window, or brings it to the front. */
  open() {
    const own = window.open("", NAME, "popup,width=760,height=620");
    if (!own) return;
    this.#window = own;
    this.#begun ||= Date.now();
    const { document: page } = own;
    const { reader } = this;
    page.title = reader.text("story.speaker");
    Object.assign(page.documentElement, { lang: reader.language, dir: reader.direction });
    // Its words are set as the atlas's are.
    const sheets = [...document.querySelectorAll("link[rel=stylesheet],style")].map((sheet) => sheet.cloneNode(true));
    page.head.replaceChildren(...sheets);
    const links = /** @type {NodeListOf<HTMLLinkElement>} */ (page.head.querySelectorAll("link[href]"));
    for (const link of links) link.href = new URL(link.getAttribute("href") ?? "", location.href).href;
    page.body.className = NAME;
    const ways = element("nav");
    ways.append(
      button("", reader.text("story.back"), () => this.turn(-1)),
      button("", reader.text("story.next"), () => this.turn(1)),
    );
    page.body.replaceChildren(this.#time, this.#title, this.#notes, this.#said, this.#next, ways);
    own.addEventListener("keydown", this.onkey);
    clearInterval(this.#ticking);
    this.#ticking = window.setInterval(() => this.#tick(), SECOND);
    this.#tick();
  }

  /**
   * @param {Slide} slide
   * @param {Slide | undefined} following
   */
  show({ title, notes, text }, following) {
    this.#title.textContent = title;
    this.#notes.textContent = notes;
    this.#said.textContent = text;
    const { reader } = this;
    this.#next.textContent = following
      ? reader.text("story.then", { title: following.title })
      : reader.text("story.nothing_follows");
  }

  #tick() {
    if (this.#window?.closed) {
      clearInterval(this.#ticking);
      return;
    }
    const minutes = Math.floor((Date.now() - this.#begun) / SECOND / 60);
    const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(Date.now());
    this.#time.textContent = this.reader.text("story.time", { time, minutes });
  }

  close() {
    clearInterval(this.#ticking);
    this.#window?.close();
  }
}
