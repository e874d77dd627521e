// The legend, which is also where layers are switched on and off and narrowed, and where a view is chosen.

import { button, element, press, put, select, verbatim, write } from "../core/elements.js";
import { isNarrow } from "../core/type.js";

/** @import { Box, Change, Counts, Day, Filter, LandHeld, LandStyle, Options, Selection } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */
/** @import { Legend } from "../map/legend.js" */
/** @import { Looks } from "../map/looks.js" */

// A text of more letters has a row of its own.
const LONG = 20;

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

/**
 * A row of the legend, and where its number stands.
 * @typedef {{ item: HTMLElement, count: HTMLElement }} Line
 */

/**
 * A layer in the legend.
 * @typedef {{ box: HTMLInputElement, group: HTMLElement, lines: Map<string, Line> }} Shown
 */

/**
 * What is told beside the counts: the day of which they are, or the two between which something changed; what the scope
 * of the areas is called, the land held in it (none on days without land, nor of two days), and whether the map is
 * presented: then a few rows have to do.
 * @typedef {{ days: Day[], scope: string, held: LandHeld | undefined, isPresented: boolean }} Told
 */

/** The legend of a map. */
export class Panel {
  /** @type {Map<string, Shown>} */
  #layers = new Map();
  /** @type {Map<LandStyle, HTMLButtonElement>} */
  #styles = new Map();
  /** @type {Map<Filter, Map<string, HTMLButtonElement>>} */
  #filters = new Map();
  /** @type {Partial<Record<Filter, string[]>>} */
  #chosen = {};
  /** What stands for land where none is derived. */
  #note = element("p", "note");
  /** What the numbers count. */
  #counted = element("p", "note");
  /** The land held, which is told in the headline: what of the classes above counts. */
  #held = { item: element("li", "held"), count: verbatim(element("span", "count")) };
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
    this.presenting = options.legend_in_presenting;
    this.root = element("details", "atlas-panel");
    // On a narrow page the legend is closed at first.
    this.root.open = !isNarrow();
    this.#views = this.#viewChoice(options.views);
    this.#sure = this.#confidenceChoice(options.confidences);
    const [first, last] = [looks.land.first, looks.land.last].map((day) => reader.day(day));
    this.#held.item.append(element("span", "", reader.text("figure.land_held_told")), this.#held.count);
    this.#note.textContent = reader.text("territory.outside", { first, last });
    this.root.append(
      element("summary", "", reader.text("panel.title")),
      this.#row("panel.view", this.#views),
      this.#row("popup.certainty", this.#sure),
      this.#counted,
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
    /** @type {Map<string, Line>} */
    const lines = new Map();
    const list = this.#list(layer, lines);
    group.append(label);
    if (look.kind === "land") {
      list.append(this.#held.item);
      group.append(this.#styleChoice(styles), list, this.#note);
    } else group.append(list);
    this.#layers.set(layer, { box, group, lines });
    return group;
  }

  #checked() {
    return [...this.#layers].filter(([, { box }]) => box.checked).map(([layer]) => layer);
  }

  /**
   * The signs of a layer with their counts. Where the layer can be narrowed, each is a button.
   * @param {string} layer
   * @param {Map<string, Line>} lines
   */
  #list(layer, lines) {
    const list = element("ul");
    const { narrowed_by: filter } = this.looks.layers[layer];
    for (const [kind, picture, text] of [...this.legend.of(layer), ...this.legend.changesOf(layer)]) {
      const item = element("li");
      item.classList.toggle("long", text.length > LONG);
      const [sign, count] = [element("span", "sign"), verbatim(element("span", "count"))];
      sign.append(picture);
      const holder = filter ? item.appendChild(this.#narrowing(filter, kind)) : item;
      holder.append(sign, element("span", "", text), count);
      list.append(item);
      lines.set(kind, { item, count });
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
   * Shows what is chosen, and of what is in sight how much there is: nothing else has a row.
   * @param {Selection} selection
   * @param {Counts} counts
   * @param {Told} told
   */
  show(selection, counts, told) {
    this.#chosen = selection;
    const { rows, layers } = this.presenting;
    let left = told.isPresented ? rows : Infinity;
    for (const layer of layers) {
      const { box, group, lines } = /** @type {Shown} */ (this.#layers.get(layer));
      const [known, chosen] = [counts[layer], selection.layers.includes(layer)];
      put(box, "checked", chosen);
      put(box, "disabled", !known);
      group.classList.toggle("off", !chosen);
      const shown = this.#showLines(layer, lines, (chosen && known) || {}, left);
      left -= shown;
      // A layer stays there to be switched on, but for who is presented to.
      put(group, "hidden", told.isPresented && !shown);
    }
    for (const [style, box] of this.#styles) press(box, style === selection.style);
    this.#showFilters(selection);
    for (const layer of this.looks.ofLand) this.#showLand(layer, selection, counts[layer], told);
    write(this.#counted, this.reader.text("panel.counted", { scope: told.scope }));
    this.showView(selection.view);
    put(this.#sure, "value", (selection.confidence ?? []).join(","));
  }

  /**
   * Shows the rows of what is in sight; answers with how many there are.
   * @param {string} layer
   * @param {Map<string, Line>} lines
   * @param {Record<string, number | null>} known
   * @param {number} most
   */
  #showLines(layer, lines, known, most) {
    let shown = 0;
    for (const [kind, { item, count }] of lines) {
      const amount = known[kind];
      const isShown = amount !== undefined && shown < most;
      put(item, "hidden", !isShown);
      if (isShown) shown += 1;
      write(count, isShown && amount !== null ? this.#amount(layer, amount) : "");
    }
    return shown;
  }

  /**
   * @param {string} layer
   * @param {number} amount
   */
  #amount(layer, amount) {
    return this.looks.ofLand.includes(layer) ? this.reader.area(amount) : this.reader.count(amount);
  }

  /**
   * The land's classes where it is painted by them; a note instead on days without any.
   * @param {string} layer
   * @param {Selection} selection
   * @param {Record<string, number | null> | undefined} land
   * @param {Told} told
   */
  #showLand(layer, { layers, style }, land, { days, held, isPresented }) {
    const { first, last } = this.looks.land;
    const outside = layers.includes(layer) && land !== undefined && days.some((day) => day < first || day > last);
    put(this.#note, "hidden", !outside);
    const list = /** @type {HTMLElement | null} */ (this.#note.previousElementSibling);
    if (list) put(list, "hidden", style === "places" || outside);
    put(this.#held.item, "hidden", !held?.[1] || isPresented);
    write(this.#held.count, held ? this.reader.area(held[1]) : "");
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
