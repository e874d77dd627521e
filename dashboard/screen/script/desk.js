// The desk beside the map: one view at a time for whoever wants to read on, a place's history or the day's table.

(function (Atlas) {
  "use strict";
  const { element, symbols } = Atlas;

  // Colour, pattern and letter of whoever holds a place, on any element.
  function tint(box, looks, id) {
    const { color, fill } = looks.classes.places[id] ?? { color: looks.actor(id).color };
    box.style.setProperty("--holder", symbols.colored(color));
    box.dataset.holder = id;
    if (fill) box.dataset.fill = fill;
    return box;
  }

  // A holder in a line of text: the letter on its colour, then the name.
  function chip(looks, id, name) {
    const box = element("span", "atlas-chip");
    const letter = tint(element("i", "atlas-holder", looks.actor(id).letter), looks, id);
    letter.setAttribute("aria-hidden", "true");
    box.append(letter, element("span", "", name));
    return box;
  }

  function closer(reader, act) {
    const button = element("button", "close", "×");
    button.type = "button";
    button.title = reader.text("desk.close");
    button.setAttribute("aria-label", reader.text("desk.close"));
    button.addEventListener("click", act);
    return button;
  }

  class Desk {
    // `views` come with the record: {history, table}, each with a `root` and `focus()`. `onturn` is told which one is shown, null for none.
    constructor(reader) {
      this.reader = reader;
      this.shown = null;
      this.views = null;
      this.opener = null;
      this.onturn = () => {};
      this.root = element("aside", "atlas-desk");
      this.root.hidden = true;
      this.toggle = element("button", "atlas-desk-toggle", reader.text("desk.table"));
      this.toggle.type = "button";
      this.toggle.disabled = true;
      this.toggle.setAttribute("aria-expanded", "false");
      this.toggle.addEventListener("click", () => (this.shown === "table" ? this.close() : this.open("table")));
    }

    furnish(views) {
      this.views = views;
      for (const view of Object.values(views)) view.onclose = () => this.close();
      this.toggle.disabled = false;
    }

    open(name) {
      const active = this.root.getRootNode().activeElement;
      if (!this.root.contains(active)) this.opener = active;
      this.shown = name;
      this.root.hidden = false;
      this.root.dataset.shown = name;
      this.root.setAttribute("aria-label", this.reader.text(name === "table" ? "desk.table" : "desk.history"));
      this.toggle.setAttribute("aria-expanded", String(name === "table"));
      if (name === "table") this.lay();
      this.root.replaceChildren(this.views[name].root);
      this.root.scrollTop = 0;
      this.onturn(name);
      this.views[name].focus();
    }

    close() {
      if (!this.shown) return;
      this.shown = null;
      this.root.hidden = true;
      this.root.replaceChildren();
      this.toggle.setAttribute("aria-expanded", "false");
      this.onturn(null);
      // The symbol that opened the desk may have left the map with its day.
      const back = this.opener?.isConnected ? this.opener : this.toggle;
      this.opener = null;
      back.focus({ preventScroll: true });
    }

    // The clock stands at a day; `layers()` answers with what holds on it and is asked once the hand rests.
    mark(day, layers) {
      this.day = day;
      this.layers = layers;
      if (this.shown === "history") this.views.history.mark(day);
    }

    // The clock stands still for a moment.
    rest() {
      if (this.shown === "table") this.lay();
    }

    lay() {
      if (this.day) this.views.table.show(this.layers(), this.day);
    }
  }

  Object.assign(Atlas, { Desk, tint, chip, closer });
})(window.Atlas);
