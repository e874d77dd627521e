// Finds a place, a site, a group, an attack or a milestone by name, in any spelling: the server knows the spellings.

(function (Atlas) {
  "use strict";
  const { element } = Atlas;
  const PAUSE_MS = 120;
  let made = 0;

  class Search {
    // `address` answers `?q=...&lang=...` with a list of hits; `onpick` is told which one was chosen.
    constructor(address, reader, onpick) {
      this.address = address;
      this.reader = reader;
      this.onpick = onpick;
      this.hits = [];
      this.active = -1;
      this.asked = null;
      this.answered = null;
      this.build(`atlas-search-${(made += 1)}`);
      this.listen();
    }

    build(id) {
      this.root = element("div", "atlas-search");
      this.root.setAttribute("role", "search");
      this.input = element("input");
      Object.assign(this.input, { id, type: "text", autocomplete: "off", spellcheck: false, enterKeyHint: "search", placeholder: this.reader.text("search.hint") });
      for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": `${id}-list`, "aria-expanded": "false" })) {
        this.input.setAttribute(name, value);
      }
      const label = element("label", "unseen", this.reader.text("search.label"));
      label.htmlFor = id;
      this.clear = element("button", "clear", "×");
      Object.assign(this.clear, { type: "button", hidden: true, title: this.reader.text("search.clear") });
      this.clear.setAttribute("aria-label", this.reader.text("search.clear"));
      this.list = element("ul");
      Object.assign(this.list, { id: `${id}-list`, hidden: true });
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", this.reader.text("search.label"));
      this.told = element("p", "unseen");
      this.told.setAttribute("role", "status");
      this.root.append(label, this.input, this.clear, this.list, this.told);
    }

    listen() {
      this.input.addEventListener("input", () => this.typed());
      this.input.addEventListener("click", () => this.show());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.clear.addEventListener("click", () => this.empty());
      // The hand on an option must not take the focus, or the list would be gone before the click.
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.pick(this.hits[[...this.list.children].indexOf(option)]);
      });
      this.root.addEventListener("focusout", (event) => {
        if (!this.root.contains(event.relatedTarget)) this.hide();
      });
    }

    get query() {
      return this.input.value.trim();
    }

    // ---- asking --------------------------------------------------------------------------------------------------

    typed() {
      this.clear.hidden = !this.input.value;
      // An empty field reads as the page does; what is typed reads as its own script does.
      if (this.input.value) this.input.dir = "auto";
      else this.input.removeAttribute("dir");
      this.awaited = false;
      this.stop();
      if (!this.query) this.forget();
      else if (this.query !== this.answered) this.pause = setTimeout(() => this.ask(), PAUSE_MS);
    }

    // What is under way is of no use any more: a late answer must not stand under a newer question.
    stop() {
      clearTimeout(this.pause);
      this.asked?.abort();
      this.asked = null;
    }

    async ask() {
      this.stop();
      const asked = (this.asked = new AbortController());
      const query = this.query;
      let hits = null;
      try {
        const answer = await fetch(`${this.address}?${new URLSearchParams({ q: query, lang: this.reader.language })}`, { signal: asked.signal });
        if (answer.ok) hits = await answer.json();
      } catch {
        // No answer: said below, unless it was given up for a newer question.
      }
      if (this.asked !== asked) return;
      this.asked = null;
      this.take(query, hits);
    }

    take(query, hits) {
      this.answered = hits ? query : null;
      this.hits = hits ?? [];
      this.list.replaceChildren(...this.hits.map((hit, index) => this.option(hit, index)));
      this.say(!hits ? "search.failed" : hits.length ? null : "search.none");
      if (this.awaited && this.hits.length) this.pick(this.hits[0]);
      else if (this.root.contains(this.root.getRootNode().activeElement)) this.show();
      this.awaited = false;
    }

    // A sentence in place of hits; of hits, only those who do not see the list need to be told the number.
    say(key) {
      this.told.className = key ? "told" : "unseen";
      this.told.textContent = key ? this.reader.text(key) : this.reader.text("search.found", { count: this.reader.count(this.hits.length) });
    }

    option(hit, index) {
      const option = element("li");
      option.id = `${this.list.id}-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      Object.assign(option.dataset, { layer: hit.layer, id: hit.id });
      const name = element("span", "name", hit.name);
      const other = hit.other ? element("bdi", "other", hit.other) : "";
      const about = hit.day || hit.layer !== "places" ? [this.reader.text(`layer.${hit.layer}`)] : [this.reader.text("search.never")];
      if (hit.day) about.push(this.reader.day(hit.day, hit.edtf));
      option.append(name, " ", other, " ", element("span", "about", about.join(" · ")));
      return option;
    }

    // ---- the list ------------------------------------------------------------------------------------------------

    show() {
      const fits = this.hits.length > 0 && this.query === this.answered;
      this.list.hidden = !fits;
      this.input.setAttribute("aria-expanded", fits);
      this.choose(-1);
    }

    hide() {
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.choose(-1);
      if (this.told.className === "told") this.told.className = "unseen";
    }

    forget() {
      this.hits = [];
      this.answered = null;
      this.list.replaceChildren();
      this.told.textContent = "";
      this.hide();
    }

    empty() {
      this.input.value = "";
      this.typed();
      this.input.focus();
    }

    choose(index) {
      this.active = index;
      [...this.list.children].forEach((option, number) => option.setAttribute("aria-selected", number === index));
      const option = this.list.children[index];
      if (option) {
        this.input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        this.input.removeAttribute("aria-activedescendant");
      }
    }

    key(event) {
      if (event.isComposing) return;
      const does = { ArrowDown: () => this.step(1), ArrowUp: () => this.step(-1), Enter: () => this.enter(), Escape: () => this.leave(event) }[event.key];
      if (!does) return;
      if (event.key !== "Escape") event.preventDefault();
      does();
    }

    step(by) {
      if (this.list.hidden) this.show();
      if (this.list.hidden) return;
      const count = this.hits.length;
      // From the field itself, up goes to the last.
      this.choose(this.active < 0 && by < 0 ? count - 1 : (this.active + by + count) % count);
    }

    // Entered before the answer has come: the first hit is taken when it comes.
    enter() {
      if (!this.query) return;
      if (this.query === this.answered) {
        if (this.hits.length) this.pick(this.hits[Math.max(this.active, 0)]);
        return;
      }
      this.awaited = true;
      if (!this.asked) this.ask();
    }

    // Once closes the list, twice empties the field; only then is the key the map's.
    leave(event) {
      if (!this.list.hidden) this.hide();
      else if (this.input.value) this.empty();
      else return;
      event.stopPropagation();
    }

    pick(hit) {
      this.input.value = hit.name;
      this.input.dir = "auto";
      this.clear.hidden = false;
      this.stop();
      this.forget();
      // On a phone the keyboard makes room for the map.
      if (matchMedia("(pointer: coarse)").matches) this.input.blur();
      this.onpick(hit);
    }
  }

  Atlas.Search = Search;
})(window.Atlas);
