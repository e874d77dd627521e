// The field in which a reader searches for a place, a site, a group, an attack or a milestone by name, in any spelling.

import { button, element } from "../core/elements.js";

/** @import { Hit } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */
/** @import { Answer, Lookup } from "../names/lookup.js" */

let made = 0;

/** A field with a list of hits. */
export class Search {
  /** @type {Hit[]} */
  #hits = [];
  #active = -1;
  /**
   * What is being asked.
   * @type {string | null}
   */
  #asked = null;
  /** @type {string | null} */
  #answered = null;
  /** Whether the first hit is to be taken as soon as it comes. */
  #awaited = false;
  #input = element("input");
  #list = element("ul");
  #status = element("p", "unseen");
  #clear;

  /**
   * @param {Lookup} lookup
   * @param {Reader} reader
   * @param {(hit: Hit) => void} onpick  hears which one was chosen
   */
  constructor(lookup, reader, onpick) {
    this.lookup = lookup;
    this.reader = reader;
    this.onpick = onpick;
    this.root = element("div", "atlas-search");
    this.root.setAttribute("role", "search");
    this.#clear = button("clear", "×", () => this.#empty(), reader.text("search.clear"));
    this.#clear.hidden = true;
    made += 1;
    this.#build(`atlas-search-${made}`);
    this.#listen();
  }

  /** @param {string} id */
  #build(id) {
    const { reader } = this;
    const field = { id, type: "text", autocomplete: "off", spellcheck: false, enterKeyHint: "search" };
    Object.assign(this.#input, field, { placeholder: reader.text("search.hint") });
    this.#input.setAttribute("role", "combobox");
    this.#input.setAttribute("aria-autocomplete", "list");
    this.#input.setAttribute("aria-controls", `${id}-list`);
    this.#input.setAttribute("aria-expanded", "false");
    const label = element("label", "unseen", reader.text("search.label"));
    label.htmlFor = id;
    Object.assign(this.#list, { id: `${id}-list`, hidden: true });
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", reader.text("search.label"));
    this.#status.setAttribute("role", "status");
    this.root.append(label, this.#input, this.#clear, this.#list, this.#status);
  }

  #listen() {
    // The names come while the reader thinks of what to type; what cannot be had is told of once something is asked.
    this.#input.addEventListener("focus", () => this.lookup.open().catch(() => null), { once: true });
    this.#input.addEventListener("input", () => this.#typed());
    this.#input.addEventListener("click", () => this.#show());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    // The hand on an option must not take the focus, or the list would be gone before the click.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", ({ target }) => {
      const option = target instanceof Element && target.closest("[role=option]");
      if (option) this.#pick(this.#hits[[...this.#list.children].indexOf(option)]);
    });
    this.root.addEventListener("focusout", ({ relatedTarget }) => {
      if (!this.root.contains(/** @type {Node | null} */ (relatedTarget))) this.#hide();
    });
  }

  get #query() {
    return this.#input.value.trim();
  }

  // ---- asking --------------------------------------------------------------------------------------------------

  #typed() {
    this.#clear.hidden = !this.#input.value;
    // An empty field reads as the page does; what is typed reads as its own script does.
    if (this.#input.value) this.#input.dir = "auto";
    else this.#input.removeAttribute("dir");
    this.#awaited = false;
    this.#asked = null;
    if (!this.#query) this.#forget();
    else if (this.#query !== this.#answered) this.#ask();
  }

  /** What is found for what stands in the field; a late answer never stands under a newer question. */
  async #ask() {
    const query = (this.#asked = this.#query);
    /** @type {Answer | null} */
    let answer = null;
    try {
      answer = await this.lookup.find(query);
    } catch {
      // Without the names there is no answer: said below.
    }
    if (this.#asked !== query) return;
    this.#asked = null;
    this.#take(query, answer);
  }

  /**
   * @param {string} query
   * @param {Answer | null} answer  null where there was none
   */
  #take(query, answer) {
    this.#answered = answer ? query : null;
    const hits = (this.#hits = answer?.hits ?? []);
    this.#list.replaceChildren(...hits.map((hit, index) => this.#option(hit, index)));
    this.#say(hits.length ? null : this.#missed(answer));
    const { activeElement } = /** @type {Document | ShadowRoot} */ (this.root.getRootNode());
    if (this.#awaited && hits.length) this.#pick(hits[0]);
    else if (this.root.contains(activeElement)) this.#show();
    this.#awaited = false;
  }

  /**
   * Why there is nothing to choose.
   * @param {Answer | null} answer
   */
  #missed(answer) {
    return answer?.said ?? this.reader.text(answer ? "search.none" : "search.failed");
  }

  /**
   * A sentence in place of hits; of hits, only those who do not see the list need to be told the number.
   * @param {string | null} sentence
   */
  #say(sentence) {
    this.#status.className = sentence ? "told" : "unseen";
    const number = { count: this.reader.count(this.#hits.length) };
    this.#status.textContent = sentence ?? this.reader.text("search.found", number);
  }

  /**
   * @param {Hit} hit
   * @param {number} index
   */
  #option(hit, index) {
    const option = element("li");
    option.id = `${this.#list.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    Object.assign(option.dataset, { layer: hit.layer, id: hit.id });
    const name = element("span", "name", hit.name);
    const other = hit.other ? element("bdi", "other", hit.other) : "";
    const about = [this.reader.text(hit.about)];
    if (hit.day && hit.kind !== "day") about.push(this.reader.day(hit.day, hit.edtf));
    option.append(name, " ", other, " ", element("span", "about", about.join(" · ")));
    return option;
  }

  // ---- the list ------------------------------------------------------------------------------------------------

  #show() {
    const fits = this.#hits.length > 0 && this.#query === this.#answered;
    this.#list.hidden = !fits;
    this.#input.setAttribute("aria-expanded", String(fits));
    this.#choose(-1);
  }

  #hide() {
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#choose(-1);
    if (this.#status.className === "told") this.#status.className = "unseen";
  }

  #forget() {
    this.#hits = [];
    this.#answered = null;
    this.#list.replaceChildren();
    this.#status.textContent = "";
    this.#hide();
  }

  #empty() {
    this.#input.value = "";
    this.#typed();
    this.#input.focus();
  }

  /** @param {number} index */
  #choose(index) {
    this.#active = index;
    const options = [...this.#list.children];
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === index)));
    const option = options[index];
    if (option) {
      this.#input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.#input.removeAttribute("aria-activedescendant");
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      this.#leave(event);
      return;
    }
    if (event.key === "ArrowDown") this.#step(1);
    else if (event.key === "ArrowUp") this.#step(-1);
    else if (event.key === "Enter") this.#enter();
    else return;
    event.preventDefault();
  }

  /** @param {number} by */
  #step(by) {
    if (this.#list.hidden) this.#show();
    if (this.#list.hidden) return;
    const count = this.#hits.length;
    // From the field itself, up goes to the last.
    this.#choose(this.#active < 0 && by < 0 ? count - 1 : (this.#active + by + count) % count);
  }

  /** Entered before the answer has come: the first hit is taken when it comes. */
  #enter() {
    if (!this.#query) return;
    if (this.#query === this.#answered) {
      if (this.#hits.length) this.#pick(this.#hits[Math.max(this.#active, 0)]);
      return;
    }
    this.#awaited = true;
    if (this.#asked !== this.#query) this.#ask();
  }

  /**
   * Once closes the list, twice empties the field; only then is the key the map's.
   * @param {KeyboardEvent} event
   */
  #leave(event) {
    if (!this.#list.hidden) this.#hide();
    else if (this.#input.value) this.#empty();
    else return;
    event.stopPropagation();
  }

  /** @param {Hit} hit */
  #pick(hit) {
    this.#input.value = hit.name;
    this.#input.dir = "auto";
    this.#clear.hidden = false;
    this.#asked = null;
    this.#forget();
    // On a phone the keyboard makes room for the map.
    if (matchMedia("(pointer: coarse)").matches) this.#input.blur();
    this.onpick(hit);
  }
}
