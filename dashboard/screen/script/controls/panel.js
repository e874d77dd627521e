// The legend, which is also where layers are switched on and off and narrowed, and where a view is chosen.

import { button, element, press, put, select, verbatim, write } from "../core/elements.js";

/** @import { Box, Change, Counts, Filter, LandStyle, Options, Selection } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */
/** @import { Legend } from "../map/legend.js" */
/** @import { Looks } from "../map/looks.js" */

// On a narrower page the legend is closed at first.
export const WIDE = 760;

/**
 * What rows are narrowed to by how sure they are: all, all but the least sure, the surest alone, the least sure alone.
 * @param {string[]} confidences  the surest first
 */
export function narrowings(confidences) {
  return [[], confidences.slice(0, -1), confidences.slice(0, 1), confidences.slice(-1)];
}

/**
 * What is chosen among all words once one of them has been pressed: nothing where all are.
 * @param {string[]} all
 * @param {string[]} chosen
 * @param {string} word
 */
export function toggled(all, chosen, word) {
  const next = chosen.includes(word)
    ? chosen.filter((other) => other !== word)
    : all.filter((other) => other === word || chosen.includes(other));
  return next.length === all.length ? [] : next;
}

/** The legend of a map. */
export class Panel {
  /** @type {Map<string, { box: HTMLInputElement, group: HTMLElement, counts: Map<string, HTMLElement> }>} */
  #layers = new Map();
  /** @type {Map<LandStyle, HTMLButtonElement>} */
  #styles = new Map();
  /** @type {Map<Filter, Map<string, HTMLButtonElement>>} */
  #filters = new Map();
  /** @type {Partial<Record<Filter, string[]>>} */
  #chosen = {};
  /** What stands for land where none is derived. */
  #note = element("p", "note");
  #views;
  #sure;

  /**
   * @param {Options} options
   * @param {Reader} reader
   * @param {Looks} looks
   * @param {Legend} legend
   * @param {(change: Change) => void} choose  hears what is chosen
   */
  constructor(options, reader, looks, legend, choose) {
    this.reader = reader;
    this.looks = looks;
    this.legend = legend;
    this.choose = choose;
    this.root = element("details", "atlas-panel");
    this.root.open = window.innerWidth > WIDE;
    this.#views = this.#viewChoice(options.views);
    this.#sure = this.#confidenceChoice(options.confidences);
    const [first, last] = [looks.land.first, looks.land.last].map((day) => reader.day(day));
    this.#note.textContent = reader.text("territory.outside", { first, last });
    this.root.append(
      element("summary", "", reader.text("panel.title")),
      this.#row("panel.view", this.#views),
      this.#row("popup.certainty", this.#sure),
      ...options.layers.map((layer) => this.#layer(layer, options.styles)),
    );
    L.DomEvent.disableClickPropagation(this.root);
    L.DomEvent.disableScrollPropagation(this.root);
  }

  /** @param {Record<string, Box>} views */
  #viewChoice(views) {
    const listed = [...Object.keys(views), ""].map((view) => pair(view, this.reader.text(`view.${view || "own"}`)));
    const label = this.reader.text("panel.view");
    return select(label, listed, (view) => view && this.choose({ view, bounds: null }));
  }

  /** @param {string[]} confidences */
  #confidenceChoice(confidences) {
    const listed = narrowings(confidences).map((words) => {
      return pair(words.join(), this.reader.text(`narrowed.${words.join("_") || "all"}`));
    });
    return select(this.reader.text("popup.certainty"), listed, (words) => {
      this.choose({ confidence: words ? words.split(",") : [] });
    });
  }

  /**
   * @param {string} key
   * @param {HTMLElement} box
   */
  #row(key, box) {
    const label = element("label", "view", this.reader.text(key));
    label.append(box);
    return label;
  }

  /**
   * How the land is drawn.
   * @param {LandStyle[]} styles
   */
  #styleChoice(styles) {
    const row = element("div", "styles");
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", this.reader.text("panel.style"));
    for (const style of styles) {
      const box = button("", this.reader.text(`style.${style}`), () => this.choose({ style }));
      box.dataset.style = style;
      this.#styles.set(style, box);
      row.append(box);
    }
    return row;
  }

  /**
   * @param {string} layer
   * @param {LandStyle[]} styles
   */
  #layer(layer, styles) {
    const group = element("fieldset");
    const look = this.looks.layers[layer];
    group.dataset.of = layer;
    // Classes with long names stand one below the other.
    group.toggleAttribute("data-land", look.kind === "land");
    group.toggleAttribute("data-wide", look.kind !== "points" || look.legend.some(({ actor }) => actor));
    const label = element("label", "layer");
    const box = element("input");
    box.type = "checkbox";
    box.value = layer;
    box.addEventListener("change", () => this.choose({ layers: this.#checked() }));
    label.append(box, element("span", "", this.reader.text(`layer.${layer}`)));
    /** @type {Map<string, HTMLElement>} */
    const counts = new Map();
    group.append(label);
    if (look.kind === "land") group.append(this.#styleChoice(styles), this.#list(layer, counts), this.#note);
    else group.append(this.#list(layer, counts));
    this.#layers.set(layer, { box, group, counts });
    return group;
  }

  #checked() {
    return [...this.#layers].filter(([, { box }]) => box.checked).map(([layer]) => layer);
  }

  /**
   * The signs of a layer with their counts. Where the layer can be narrowed, each is a button.
   * @param {string} layer
   * @param {Map<string, HTMLElement>} counts
   */
  #list(layer, counts) {
    const list = element("ul");
    const { narrowed_by: filter } = this.looks.layers[layer];
    for (const [kind, picture, text] of this.legend.of(layer)) {
      const item = element("li");
      const [sign, count] = [element("span", "sign"), verbatim(element("span", "count"))];
      sign.append(picture);
      const holder = filter ? item.appendChild(this.#narrowing(filter, kind)) : item;
      holder.append(sign, element("span", "", text), count);
      list.append(item);
      counts.set(kind, count);
    }
    return list;
  }

  /**
   * A button that shows this class alone, then with it each other one that is pressed.
   * @param {Filter} filter
   * @param {string} word
   */
  #narrowing(filter, word) {
    const buttons = this.#filters.get(filter) ?? new Map();
    const box = button("", "", () => {
      this.choose({ [filter]: toggled([...buttons.keys()], this.#chosen[filter] ?? [], word) });
    });
    box.title = this.reader.text("panel.narrow");
    this.#filters.set(filter, buttons.set(word, box));
    return box;
  }

  /**
   * Shows what is chosen, and how much of it there is.
   * @param {Selection} selection
   * @param {Counts} counts
   */
  show(selection, counts) {
    this.#chosen = selection;
    for (const layer of this.#layers.keys()) this.#showLayer(layer, selection.layers.includes(layer), counts[layer]);
    for (const [style, box] of this.#styles) press(box, style === selection.style);
    this.#showFilters(selection);
    for (const layer of this.looks.ofLand) this.#showLand(layer, selection, counts[layer]);
    this.showView(selection.view);
    put(this.#sure, "value", (selection.confidence ?? []).join(","));
  }

  /**
   * @param {string} layer
   * @param {boolean} chosen
   * @param {Record<string, number> | undefined} known
   */
  #showLayer(layer, chosen, known) {
    const shown = this.#layers.get(layer);
    if (!shown) return;
    const { box, group, counts } = shown;
    put(box, "checked", chosen);
    put(box, "disabled", !known);
    group.classList.toggle("off", !chosen);
    for (const [kind, count] of counts) write(count, known && chosen ? this.#amount(layer, known[kind]) : "");
  }

  /**
   * @param {string} layer
   * @param {number | undefined} amount
   */
  #amount(layer, amount) {
    if (!this.looks.ofLand.includes(layer)) return this.reader.count(amount ?? 0);
    return amount === undefined ? "" : this.reader.area(amount);
  }

  /**
   * The land's classes where it is painted by them; a note instead on days without any.
   * @param {string} layer
   * @param {Selection} selection
   * @param {Record<string, number> | undefined} land
   */
  #showLand(layer, { layers, style }, land) {
    const outside = layers.includes(layer) && land !== undefined && !Object.keys(land).length;
    put(this.#note, "hidden", !outside);
    const list = /** @type {HTMLElement | null} */ (this.#note.previousElementSibling);
    if (list) put(list, "hidden", style === "places" || outside);
  }

  /**
   * Shows which view is chosen; one of the reader's own is named only while it is shown.
   * @param {string | null} view
   */
  showView(view) {
    const own = /** @type {HTMLElement} */ (this.#views.lastElementChild);
    put(own, "hidden", Boolean(view));
    put(this.#views, "value", view || "");
  }

  /** @param {Selection} selection */
  #showFilters(selection) {
    for (const [filter, buttons] of this.#filters) {
      const chosen = selection[filter] ?? [];
      for (const [word, box] of buttons) {
        press(box, chosen.includes(word));
        box.classList.toggle("out", chosen.length > 0 && !chosen.includes(word));
      }
    }
  }
}

/**
 * @param {string} value
 * @param {string} text
 * @returns {[string, string]}
 */
function pair(value, text) {
  return [value, text];
}
