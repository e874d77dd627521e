// What holds on the day, as a table beside the map: sorted, narrowed, and taken away as CSV.

(function (Atlas) {
  "use strict";
  const { element, days } = Atlas;
  const RANKS = ["low", "medium", "high"];
  // A spreadsheet would run a text that begins with one of these.
  const FORMULA = /^[=+\-@\t\r]/;
  const SPAN = ["start_date", "start_date_edtf", "end_date", "end_date_edtf"];
  const HAPPENED = ["event_date", "event_date_edtf"];
  const GRADED = ["geometry_precision", "confidence", "sources"];

  // Of each layer what its rows are known by on the map, and its columns in a file between names and coordinates.
  const LAYERS = {
    places: { key: "id", file: ["country", "admin1_en", "kind", "controller", ...SPAN, "earliest_date", "latest_date", "means", "basis", ...GRADED] },
    liberated_cities: {
      key: "place_id",
      file: ["place_id", "country", "admin1_en", "kind", "held", "held_from_date", "held_from_date_edtf", "retaken_date", "retaken_date_edtf", "retaken_by", ...GRADED],
    },
    heritage_sites: {
      key: "id",
      file: ["country", "kind", "place_id", ...HAPPENED, "reported_date", "confirmed_date", "damage", "state_now", "perpetrator", ...GRADED],
    },
    affiliates: { key: "id", file: ["country", "kind", "status", ...SPAN, "pledged_date", "recognised_date", ...GRADED] },
    attacks: { key: "id", file: ["country", "kind", ...HAPPENED, "attribution", "killed_min", "killed_max", "injured_min", "injured_max", ...GRADED] },
    coalition: { file: ["country", "kind", ...SPAN, "confidence", "sources"] },
    territory: {},
  };

  // Letters without marks and in one case, so that a filter finds a name however it is typed.
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const cell = (value) => {
    if (value === undefined || value === null) return "";
    const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };

  function part(tag, role, className) {
    const made = element(tag, className);
    made.setAttribute("role", role);
    return made;
  }

  class Table {
    // `onpick(layer, id)` is told which feature of the map a row speaks of, `onclose` that the reader has seen enough.
    constructor(options, reader, looks) {
      Object.assign(this, { reader, looks });
      this.onpick = () => {};
      this.onclose = () => {};
      this.collator = new Intl.Collator(options.language, { numeric: true });
      this.columns = this.allColumns();
      this.chips = new Map();
      this.layers = {};
      this.layer = "places";
      this.sorting = Object.fromEntries(Object.keys(LAYERS).map((layer) => [layer, { column: 0, ascending: true }]));
      this.sorting.territory = { column: 2, ascending: false };
      this.sorting.attacks = { column: 2, ascending: false };
      this.build();
    }

    // What of the record holds on a day, drawn on the map or not; an attack stays, as on the map.
    static rows({ layers }, day, land) {
      const holding = (layer) => (layers[layer] ?? []).filter((row) => days.holds(row, day));
      const happened = (layer) => (layers[layer] ?? []).filter((row) => row.event_date <= day);
      return {
        places: holding("places"),
        liberated_cities: holding("liberated_cities"),
        heritage_sites: happened("heritage_sites"),
        affiliates: holding("affiliates").filter((row) => row.status !== "ended"),
        attacks: happened("attacks"),
        coalition: holding("coalition"),
        territory: land ? Table.land(land.on(day).groups) : [],
      };
    }

    // Land by class and holder; on the map it is parted by the year of retaking too.
    static land(groups) {
      const sums = new Map();
      for (const { class: name, held_by: holder, km2 } of groups) {
        const id = `${name}/${holder ?? ""}`;
        if (!sums.has(id)) sums.set(id, { id, class: name, held_by: holder ?? undefined, km2: 0 });
        sums.get(id).km2 += km2;
      }
      return [...sums.values()];
    }

    text(key, values) {
      return this.reader.text(key, values);
    }

    focus() {
      this.select.focus({ preventScroll: true });
    }

    // ---- columns -------------------------------------------------------------------------------------------------

    actor(id) {
      return this.looks.actors[id]?.name[this.reader.language] ?? id;
    }

    // A column: its heading, what a cell says, what it sorts by, and who is to be shown by colour and letter.
    allColumns() {
      const { language } = this.reader;
      const said = (title, told, more) => ({ title, told, order: told, ...more });
      const name = said("table.name", (row) => row.name?.[language] ?? row.id);
      const holder = (title, column) => said(title, (row) => (row[column] ? this.actor(row[column]) : ""), { actor: (row) => row[column] });
      const day = (title, column, told = (row) => this.reader.day(row[column], row[`${column}_edtf`])) => ({ title, told, order: (row) => row[column] ?? "", iso: true });
      const since = (row) => (row.event_id ? this.reader.day(row.start_date, row.start_date_edtf) : this.text("popup.before"));
      const certainty = { title: "popup.certainty", told: (row) => this.text(`certainty.${row.confidence}`), order: (row) => RANKS.indexOf(row.confidence) };
      return {
        places: [name, holder("popup.held_by", "controller"), day("popup.since", "start_date", since), certainty],
        liberated_cities: [name, holder("popup.retaken_by", "retaken_by"), day("popup.retaken", "retaken_date"), certainty],
        heritage_sites: [name, said("popup.damage", (row) => this.text(`damage.${row.damage}`)), day("popup.damaged", "event_date"), certainty],
        affiliates: [name, said("popup.status", (row) => this.text(`status.${row.status}`)), day("popup.since", "start_date"), certainty],
        attacks: [name, said("popup.attribution", (row) => this.text(`attribution.${row.attribution}`)), day("popup.day", "event_date"), certainty],
        coalition: [name, day("table.joined", "start_date"), certainty],
        territory: [
          said("table.kind_of_land", (row) => this.text(row.class === "retaken" ? "table.retaken" : `class.${row.class}`)),
          holder("popup.held_by", "held_by"),
          { title: "table.km2", told: (row) => this.reader.area(row.km2), order: (row) => row.km2, number: true },
        ],
      };
    }

    // ---- the frame -----------------------------------------------------------------------------------------------

    build() {
      this.root = element("section", "atlas-sheet");
      this.root.lang = this.reader.language;
      this.root.dir = this.reader.direction;
      this.heading = element("h3");
      const head = element("header");
      head.append(Atlas.closer(this.reader, () => this.onclose()), this.heading);
      this.count = element("p", "count");
      this.count.setAttribute("role", "status");
      const save = element("button", "save", this.text("table.download"));
      save.type = "button";
      save.addEventListener("click", () => this.save());
      const foot = element("div", "foot");
      foot.append(this.count, save);
      const wanted = element("div", "wanted");
      wanted.append(this.chooser(), this.narrowing());
      this.root.append(head, wanted, foot, this.sheet());
    }

    chooser() {
      this.select = element("select");
      this.select.setAttribute("aria-label", this.text("table.layer"));
      this.options = new Map();
      for (const layer of Object.keys(LAYERS)) {
        const option = element("option");
        option.value = layer;
        this.options.set(layer, option);
        this.select.append(option);
      }
      this.select.addEventListener("change", () => this.choose(this.select.value));
      return this.select;
    }

    narrowing() {
      this.filter = element("input");
      this.filter.type = "search";
      this.filter.placeholder = this.text("table.filter");
      this.filter.setAttribute("aria-label", this.text("table.filter"));
      this.filter.addEventListener("input", () => this.render());
      // Escape empties the box first, and only then closes the desk.
      this.filter.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !this.filter.value) return;
        event.preventDefault();
        event.stopPropagation();
        this.filter.value = "";
        this.render();
      });
      return this.filter;
    }

    sheet() {
      const scroll = element("div", "rows");
      scroll.tabIndex = 0;
      scroll.setAttribute("role", "region");
      scroll.setAttribute("aria-label", this.text("desk.table"));
      // Rows are laid out as grids, so that those out of sight cost nothing; the roles say what they are all the same.
      const table = part("table", "table");
      this.titles = part("tr", "row");
      const top = part("thead", "rowgroup");
      top.append(this.titles);
      this.body = part("tbody", "rowgroup");
      this.body.addEventListener("click", (event) => this.pick(event.target.closest("tr")));
      this.body.addEventListener("keydown", (event) => this.walk(event));
      table.append(top, this.body);
      this.none = element("p", "none");
      scroll.append(table, this.none);
      return scroll;
    }

    // ---- showing -------------------------------------------------------------------------------------------------

    // `layers` = {layer: rows that hold on the day}; rows that are the same as before are left as they stand.
    show(layers, day) {
      const same = (a, b) => a?.length === b?.length && a.every((row, number) => row === b[number]);
      const before = this.layers[this.layer];
      this.layers = layers;
      this.day = day;
      this.heading.textContent = this.text("table.title", { day: this.reader.day(day) });
      for (const [layer, option] of this.options) {
        const named = layer === "places" ? this.text("table.places") : this.text(`layer.${layer}`);
        option.textContent = `${named} (${this.reader.count(layers[layer].length)})`;
      }
      if (this.titles.childElementCount && same(before, layers[this.layer])) return;
      this.choose(this.layer);
    }

    choose(layer) {
      this.layer = layer;
      this.select.value = layer;
      this.root.dataset.layer = layer;
      this.titles.replaceChildren(...this.columns[layer].map((column, number) => this.title(column, number)));
      this.render();
    }

    title(column, number) {
      const { column: sorted, ascending } = this.sorting[this.layer];
      const title = part("th", "columnheader", column.number ? "number" : "");
      title.setAttribute("aria-sort", number !== sorted ? "none" : ascending ? "ascending" : "descending");
      const button = element("button", "", this.text(column.title));
      button.type = "button";
      button.addEventListener("click", () => this.sort(number));
      title.append(button);
      return title;
    }

    sort(number) {
      const sorting = this.sorting[this.layer];
      this.sorting[this.layer] = { column: number, ascending: sorting.column === number ? !sorting.ascending : true };
      this.choose(this.layer);
      this.titles.children[number].firstChild.focus();
    }

    // The layer's rows that have the filter's text, in order; equals stand by their names.
    chosen() {
      const columns = this.columns[this.layer];
      const { column, ascending } = this.sorting[this.layer];
      const wanted = plain(this.filter.value.trim());
      const has = (row) => plain([...columns.map(({ told }) => told(row)), ...Object.values(row.name ?? {})].join("\n")).includes(wanted);
      const rows = this.layers[this.layer].filter((row) => !wanted || has(row));
      const keyed = rows.map((row) => [row, columns[0].order(row), columns[column].order(row)]);
      // Days are ISO text, which sorts as it reads.
      const compare = columns[column].iso ? (a, b) => (a < b ? -1 : a > b ? 1 : 0) : typeof keyed[0]?.[2] === "number" ? (a, b) => a - b : this.collator.compare;
      const way = ascending ? 1 : -1;
      return keyed.sort((a, b) => way * compare(a[2], b[2]) || this.collator.compare(a[1], b[1])).map(([row]) => row);
    }

    render() {
      const focused = this.body.contains(this.root.getRootNode().activeElement) ? this.root.getRootNode().activeElement.closest("tr").dataset.id : null;
      this.rows = this.chosen();
      const made = document.createDocumentFragment();
      for (const row of this.rows) made.append(this.row(row));
      this.body.replaceChildren(made);
      const total = this.layers[this.layer].length;
      this.count.textContent = this.text("table.rows", { shown: this.reader.count(this.rows.length), total: this.reader.count(total) });
      this.none.hidden = this.rows.length > 0;
      this.none.textContent = this.text(total ? "table.no_match" : "table.empty");
      const again = [...this.body.rows].find((line) => line.dataset.id === focused) ?? this.body.rows[0];
      this.station(again);
      if (focused !== null) again?.querySelector("button")?.focus({ preventScroll: true });
    }

    row(row) {
      const line = part("tr", "row");
      line.dataset.id = row.id;
      const { key } = LAYERS[this.layer];
      this.columns[this.layer].forEach((column, number) => {
        const box = number ? part("td", "cell", column.number ? "number" : "") : part("th", "rowheader");
        const told = column.told(row);
        if (column.actor?.(row)) box.append(this.chip(column.actor(row), told));
        else box.append(number || !key ? told : this.opener(told));
        line.append(box);
      });
      if (key) line.dataset.feature = row[key];
      return line;
    }

    // Made once for each holder.
    chip(id, name) {
      if (!this.chips.has(id)) this.chips.set(id, Atlas.chip(this.looks, id, name));
      return this.chips.get(id).cloneNode(true);
    }

    opener(name) {
      const button = element("button", "", name);
      button.type = "button";
      button.tabIndex = -1;
      return button;
    }

    pick(line) {
      if (line?.dataset.feature === undefined) return;
      this.station(line);
      this.onpick(this.layer, line.dataset.feature);
    }

    // One row at a time is reached with the tab key; the arrows walk from row to row.
    station(line) {
      const button = line?.querySelector("button");
      if (!button) return;
      for (const other of this.body.querySelectorAll("button[tabindex='0']")) other.tabIndex = -1;
      button.tabIndex = 0;
    }

    walk(event) {
      const line = event.target.closest("tr");
      const to = { ArrowDown: line?.nextElementSibling, ArrowUp: line?.previousElementSibling, Home: this.body.firstChild, End: this.body.lastChild }[event.key];
      if (!to) return;
      event.preventDefault();
      this.station(to);
      to.querySelector("button")?.focus();
    }

    // ---- taking it away ------------------------------------------------------------------------------------------

    csv() {
      if (this.layer === "territory") {
        return this.written(["class", "held_by", "km2"], (row) => [row.class, row.held_by, Number(row.km2.toFixed(1))]);
      }
      const { file } = LAYERS[this.layer];
      const titles = ["id", "name_en", "name_ar", "name_fr", ...file, "lon", "lat"];
      return this.written(titles, (row) => [row.id, row.name?.en, row.name?.ar, row.name?.fr, ...file.map((column) => row[column]), ...(row.at ?? [null, null])]);
    }

    written(titles, values) {
      return [titles, ...this.rows.map(values)].map((line) => `${line.map(cell).join(",")}\r\n`).join("");
    }

    // With a byte order mark, by which Excel knows that the letters are Unicode.
    save() {
      const link = element("a");
      link.href = URL.createObjectURL(new Blob(["\ufeff", this.csv()], { type: "text/csv;charset=utf-8" }));
      link.download = `daesh-atlas-${this.layer}-${this.day}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
  }

  Atlas.Table = Table;
})(window.Atlas);
