// The legend, which is also where layers are switched on and off and narrowed, and where a view is chosen.

(function (Atlas) {
  "use strict";
  const { element, write } = Atlas;
  // What the record's three words are narrowed to, from all of them to the surest alone; and the least sure alone.
  const CONFIDENCES = ["", "high,medium", "high", "low"];

  // A choice among [value, text]; `choose` is told the value.
  function select(label, options, choose) {
    const made = element("select");
    made.setAttribute("aria-label", label);
    for (const [value, text] of options) {
      const option = element("option", "", text);
      option.value = value;
      made.append(option);
    }
    made.addEventListener("change", () => choose(made.value));
    return made;
  }

  class Panel {
    // `looks` knows the legend of each layer; `onlayers`, `onview`, `onstyle` and `onfilter` are told what is chosen.
    constructor(options, reader, looks) {
      this.reader = reader;
      this.looks = looks;
      this.root = element("details", "atlas-panel");
      this.root.open = window.innerWidth > 760;
      this.root.append(element("summary", "", reader.text("panel.title")));
      this.root.append(this.views(options.views), this.certainty());
      this.boxes = new Map();
      this.counts = new Map();
      this.styles = new Map();
      this.filters = new Map();
      for (const layer of options.layers) this.root.append(this.layer(layer, options.styles));
      L.DomEvent.disableClickPropagation(this.root).disableScrollPropagation(this.root);
    }

    views(views) {
      const listed = [...Object.keys(views), ""].map((view) => [view, this.reader.text(`view.${view || "own"}`)]);
      this.select = select(this.reader.text("panel.view"), listed, (view) => view && this.onview(view));
      this.own = this.select.lastElementChild;
      this.own.hidden = true;
      return this.row("panel.view", this.select);
    }

    certainty() {
      const listed = CONFIDENCES.map((words) => [words, this.reader.text(`narrowed.${words.replace(",", "_") || "all"}`)]);
      this.sure = select(this.reader.text("popup.certainty"), listed, (words) => this.onfilter("confidence", words ? words.split(",") : []));
      return this.row("popup.certainty", this.sure);
    }

    row(key, box) {
      const label = element("label", "view", this.reader.text(key));
      label.append(box);
      return label;
    }

    // How the land is drawn.
    choice(styles) {
      const row = element("div", "styles");
      row.setAttribute("role", "group");
      row.setAttribute("aria-label", this.reader.text("panel.style"));
      for (const style of styles) {
        const button = this.button(this.reader.text(`style.${style}`), () => this.onstyle(style));
        button.dataset.style = style;
        this.styles.set(style, button);
        row.append(button);
      }
      return row;
    }

    button(text, press) {
      const button = element("button", "", text);
      button.type = "button";
      button.addEventListener("click", press);
      return button;
    }

    layer(layer, styles) {
      const group = element("fieldset");
      group.dataset.of = layer;
      const label = element("label", "layer");
      const box = element("input");
      box.type = "checkbox";
      box.value = layer;
      box.addEventListener("change", () => this.onlayers([...this.boxes].filter(([, b]) => b.checked).map(([name]) => name)));
      label.append(box, element("span", "", this.reader.text(`layer.${layer}`)));
      group.append(label, ...(layer === "territory" ? [this.choice(styles)] : []), this.legend(layer));
      this.note = layer === "territory" ? group.appendChild(element("p", "note", this.reader.text("territory.outside"))) : this.note;
      this.boxes.set(layer, box);
      return group;
    }

    // The signs of a layer with their counts. Where the layer can be narrowed, each is a button.
    legend(layer) {
      const list = element("ul");
      const counts = new Map();
      const filter = Atlas.NARROWED[layer];
      for (const [kind, picture, text] of this.looks.legend(layer, this.reader)) {
        const item = element("li");
        const [sign, count] = [element("span", "sign"), element("span", "count")];
        sign.append(picture);
        const holder = filter ? item.appendChild(this.narrowing(filter, kind)) : item;
        holder.append(sign, element("span", "", text), count);
        list.append(item);
        counts.set(kind, count);
      }
      this.counts.set(layer, counts);
      return list;
    }

    // A button that shows this class alone, then with it each other one that is pressed.
    narrowing(filter, word) {
      const button = this.button("", () => {
        const chosen = this.chosen[filter] ?? [];
        const all = [...this.filters.get(filter).keys()];
        const next = chosen.includes(word) ? chosen.filter((other) => other !== word) : all.filter((other) => other === word || chosen.includes(other));
        this.onfilter(filter, next.length === all.length ? [] : next);
      });
      button.title = this.reader.text("panel.narrow");
      if (!this.filters.has(filter)) this.filters.set(filter, new Map());
      this.filters.get(filter).set(word, button);
      return button;
    }

    show(selection, counts, reader) {
      this.chosen = selection;
      for (const [layer, box] of this.boxes) {
        const known = counts[layer] !== undefined;
        put(box, "checked", selection.layers.includes(layer));
        put(box, "disabled", !known);
        box.closest("fieldset").classList.toggle("off", !box.checked);
        for (const [kind, count] of this.counts.get(layer)) {
          const told = layer === "territory" ? (value) => (value === undefined ? "" : reader.area(value)) : (value) => reader.count(value ?? 0);
          write(count, known && box.checked ? told(counts[layer][kind]) : "");
        }
      }
      for (const [style, button] of this.styles) press(button, style === selection.style);
      this.showFilters(selection);
      const land = counts.territory ?? {};
      put(this.note, "hidden", !selection.layers.includes("territory") || !counts.territory || "control" in land);
      put(this.note.previousElementSibling, "hidden", selection.style === "places" || !this.note.hidden);
      put(this.own, "hidden", Boolean(selection.view));
      put(this.select, "value", selection.view || "");
      put(this.sure, "value", (selection.confidence ?? []).join(","));
    }

    showFilters(selection) {
      for (const [filter, buttons] of this.filters) {
        const chosen = selection[filter] ?? [];
        for (const [word, button] of buttons) {
          press(button, chosen.includes(word));
          button.classList.toggle("out", chosen.length > 0 && !chosen.includes(word));
        }
      }
    }
  }

  // What is so already is not touched: the browser would lay it out again.
  function put(box, name, value) {
    if (box[name] !== value) box[name] = value;
  }

  function press(button, pressed) {
    if (button.ariaPressed !== String(pressed)) button.ariaPressed = String(pressed);
  }

  Object.assign(Atlas, { Panel, select });
})(window.Atlas);
