// The legend, which is also where layers are switched on and off and a view is chosen.

(function (Atlas) {
  "use strict";
  const { element } = Atlas;

  class Panel {
    // `entries(layer)` answers with [class, svg, text] for the classes of a layer; `onlayers` and `onview` are told.
    constructor(options, reader, entries) {
      this.root = element("details", "atlas-panel");
      this.root.open = window.innerWidth > 760;
      this.root.append(element("summary", "", reader.text("panel.title")));
      this.root.append(this.views(options.views, reader));
      this.boxes = new Map();
      this.counts = new Map();
      this.styles = new Map();
      for (const layer of options.layers) this.root.append(this.layer(layer, reader, entries(layer), options.styles));
      L.DomEvent.disableClickPropagation(this.root).disableScrollPropagation(this.root);
    }

    views(views, reader) {
      const label = element("label", "view", reader.text("panel.view"));
      this.select = element("select");
      for (const view of Object.keys(views)) {
        const option = element("option", "", reader.text(`view.${view}`));
        option.value = view;
        this.select.append(option);
      }
      this.own = element("option", "", reader.text("view.own"));
      this.own.value = "";
      this.own.hidden = true;
      this.select.append(this.own);
      this.select.addEventListener("change", () => this.select.value && this.onview(this.select.value));
      label.append(this.select);
      return label;
    }

    // How the land is drawn.
    choice(styles, reader) {
      const row = element("div", "styles");
      row.setAttribute("role", "group");
      row.setAttribute("aria-label", reader.text("panel.style"));
      for (const style of styles) {
        const button = element("button", "", reader.text(`style.${style}`));
        button.type = "button";
        button.dataset.style = style;
        button.addEventListener("click", () => this.onstyle(style));
        this.styles.set(style, button);
        row.append(button);
      }
      return row;
    }

    layer(layer, reader, entries, styles) {
      const group = element("fieldset");
      group.dataset.of = layer;
      const label = element("label", "layer");
      const box = element("input");
      box.type = "checkbox";
      box.value = layer;
      box.addEventListener("change", () => this.onlayers([...this.boxes].filter(([, b]) => b.checked).map(([name]) => name)));
      label.append(box, element("span", "", reader.text(`layer.${layer}`)));
      const list = element("ul");
      const counts = new Map();
      for (const [kind, svg, text] of entries) {
        const item = element("li");
        const count = element("span", "count");
        const sign = element("span", "sign");
        sign.innerHTML = svg;
        item.append(sign, element("span", "", text), count);
        list.append(item);
        counts.set(kind, count);
      }
      group.append(label, ...(layer === "territory" ? [this.choice(styles, reader)] : []), list);
      this.note = layer === "territory" ? group.appendChild(element("p", "note", reader.text("territory.outside"))) : this.note;
      this.boxes.set(layer, box);
      this.counts.set(layer, counts);
      return group;
    }

    show(selection, counts, reader) {
      for (const [layer, box] of this.boxes) {
        box.checked = selection.layers.includes(layer);
        box.closest("fieldset").classList.toggle("off", !box.checked);
        const known = counts[layer] !== undefined;
        box.disabled = !known;
        for (const [kind, count] of this.counts.get(layer)) {
          const told = layer === "territory" ? (value) => (value === undefined ? "" : reader.area(value)) : (value) => reader.count(value ?? 0);
          count.textContent = known && box.checked ? told(counts[layer][kind]) : "";
        }
      }
      for (const [style, button] of this.styles) button.setAttribute("aria-pressed", style === selection.style);
      const land = counts.territory ?? {};
      this.note.hidden = !selection.layers.includes("territory") || !counts.territory || "control" in land;
      this.note.previousElementSibling.hidden = selection.style === "places" || !this.note.hidden;
      this.own.hidden = Boolean(selection.view);
      this.select.value = selection.view || "";
    }
  }

  Atlas.Panel = Panel;
})(window.Atlas);
