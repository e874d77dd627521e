// Mounts the atlas on a Leaflet map: basemap, layers of a day, names, legend, key figures, clock.
//
// The whole record is here once; a step of the clock looks up what holds on the day and touches only the symbols
// that changed. `options.record` and the values of `options.basemap` are the things themselves or their addresses.

(function (Atlas) {
  "use strict";
  const { element, write, days, symbols } = Atlas;
  const RELEASE_MS = 350;
  const HEARD_MS = 2000;
  const LEFT_MS = 1000;
  const REST_MS = 120;
  // Layers from the lowest to the highest on the map, and how wide a pane of symbols is.
  const STACK = ["liberated_cities", "places", "affiliates", "heritage_sites", "attacks"];
  const PANE_DEGREES = 0.75;
  const SHEET = 0.2;
  // A place's symbols, whichever layer draws it, and layers whose symbols stand far apart.
  const OF_PLACES = ["places", "liberated_cities"];
  const WIDE = ["affiliates", "attacks"];
  const NEAR = 8.5;
  const OPENING_ZOOM = 6;

  // Plain transforms: Leaflet's usual ones make each picture of the map a surface of its own, and to lay them over each
  // other takes longer than all else where there is no graphics card. What is to be a surface says so in the style sheet.
  L.Browser.ie3d = true;

  // Leaflet moves each symbol by a transform, which sets it apart from all others; of hundreds, the browser is longer
  // at keeping them apart than at painting them. So a symbol has a place, and a transform only while a zoom is under way.
  const Symbol = L.Marker.extend({
    _setPos(point) {
      L.Marker.prototype._setPos.call(this, point);
      Object.assign(this._icon.style, { left: `${point.x}px`, top: `${point.y}px`, transform: "" });
    },
    _animateZoom(zoom) {
      const to = this._map._latLngToNewLayerPoint(this._latlng, zoom.zoom, zoom.center).round();
      const way = to.subtract(L.DomUtil.getPosition(this._icon));
      this._icon.style.transform = `translate(${way.x}px,${way.y}px)`;
    },
  });

  // When the browser has shown what was drawn.
  const soon = (task) => (window.scheduler?.postTask ? scheduler.postTask(task, { priority: "user-blocking" }) : setTimeout(task));
  const painted = () => new Promise((done) => requestAnimationFrame(() => soon(done)));

  // How many of the features are drawn, by class.
  function counted(features) {
    const counts = {};
    for (const { look } of features) if (look) counts[look.kind] = (counts[look.kind] ?? 0) + 1;
    return counts;
  }

  // On the map a long name goes without what stands in brackets; the popup has it whole.
  const short = (name) => (name.length > 22 ? name.split(" (")[0] : name);

  const territories = new WeakMap();
  // The land is read once for all maps of a page.
  function territory(document) {
    if (!territories.has(document)) territories.set(document, new Atlas.Territory(document));
    return territories.get(document);
  }

  const fetched = new Map();
  // A file is fetched once for all maps of a page.
  function content(value) {
    if (typeof value !== "string" || value.startsWith("data:")) return Promise.resolve(value);
    if (!fetched.has(value)) {
      fetched.set(value, fetch(value).then((answer) => {
        if (!answer.ok) throw new Error(`${value}: ${answer.status}`);
        return answer.json();
      }));
    }
    return fetched.get(value);
  }

  async function basemapFiles(listed) {
    const pairs = Object.entries(listed).map(async ([name, value]) => {
      // The relief is a picture: Leaflet loads it by its address.
      try {
        return [name, name === "relief" ? value : await content(value)];
      } catch {
        return [name, null];
      }
    });
    return Object.fromEntries(await Promise.all(pairs));
  }

  class Controller {
    // `owner` is the controller of the first map, where this one is of the second of two days.
    constructor(map, options, owner = null) {
      this.map = map;
      this.options = options;
      this.owner = owner;
      this.reader = days.reader(options);
      this.selection = null;
      this.onselect = null;
      this.releasing = null;
      this.acted = 0;
      [this.told, this.heard] = [0, 0];
      this.left = -Infinity;
      this.listening = new AbortController();
      this.build();
      const files = basemapFiles(options.basemap);
      this.ready = content(options.record).then((record) => this.furnish(record));
      // What the reader came for is seen first: the land of the day, then all else of it, then what it stands on.
      this.opened = new Promise((done) => (this.markOpened = done));
      this.noted = options.notes ? this.opened.then(() => content(options.notes)).then((notes) => this.fill(notes)) : this.ready;
      const land = options.land ? content(options.land).catch(() => null) : Promise.resolve(null);
      this.landed = Promise.all([land, this.ready]).then(([document]) => this.lay(document));
      Promise.all([files, this.opened]).then(([land]) => this.ground(land));
      if (options.selection) this.show(options.selection);
    }

    // The frame round folium's element: head above, clock below, legend on top. It stands in another that has room for
    // a second map.
    build() {
      const box = this.map.getContainer();
      this.root = element("section", "atlas-map");
      this.pair = this.owner?.pair ?? element("div", "atlas-pair");
      if (this.owner) this.root.dataset.compare = "";
      else this.pair.dataset.mode = "one";
      this.root.lang = this.options.language;
      this.root.dir = this.options.direction;
      this.root.setAttribute("aria-label", this.reader.text("app.title"));
      this.root.atlas = this;
      this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.map.closePopup());
      if (!this.owner) this.pair.addEventListener("keydown", (event) => event.key === "Escape" && this.desk.close());
      if (!this.owner) document.addEventListener("click", (event) => this.holdClick(event), { capture: true, signal: this.listening.signal });
      this.head = element("div", "atlas-head");
      this.date = element("div", "atlas-date");
      this.date.setAttribute("aria-live", "polite");
      this.figures = element("dl", "atlas-figures");
      this.head.append(this.date, this.figures);
      this.stage = element("div", "atlas-stage");
      if (this.owner) box.remove();
      else box.replaceWith(this.pair);
      this.pair.append(this.root);
      box.style.background = this.options.style.basemap.land;
      this.stage.append(box);
      this.root.append(this.head, this.stage);
      this.controls();
      this.map.invalidateSize({ pan: false });
    }

    controls() {
      const rtl = this.options.direction === "rtl";
      const [zoomInTitle, zoomOutTitle] = [this.reader.text("map.zoom_in"), this.reader.text("map.zoom_out")];
      L.control.zoom({ position: rtl ? "topright" : "topleft", zoomInTitle, zoomOutTitle }).addTo(this.map);
      L.control.scale({ position: rtl ? "bottomright" : "bottomleft", maxWidth: 110 }).addTo(this.map);
      if (this.owner) return;
      this.desk = new Atlas.Desk(this.reader);
      this.desk.onturn = (shown) => this.turned(shown);
      this.tools = new Atlas.Tools(this);
      this.pair.append(this.desk.root, this.tools.root);
    }

    furnish(record) {
      this.record = record;
      this.popup = new Atlas.Popup(record, this.reader);
      this.looks = new Atlas.Looks(record, this.options.style);
      this.features = this.looks.features;
      this.panel = new Atlas.Panel(this.options, this.reader, this.looks);
      this.root.paintedTerritory = () => this.land?.geojson() ?? { type: "FeatureCollection", features: [] };
      this.panel.onstyle = (style) => this.choose({ style });
      this.panel.onlayers = (layers) => this.choose({ layers });
      this.panel.onview = (view) => this.choose({ view, bounds: null });
      this.panel.onfilter = (filter, words) => this.choose({ [filter]: words });
      this.stage.append(this.panel.root);
      this.clock = new Atlas.Clock(record.clock.first, record.clock.last, this.eventDays(), this.marks(), this.reader);
      this.clock.onstep = (day) => this.step(day);
      this.clock.onrelease = () => this.release();
      this.root.append(this.clock.root);
      if (!this.owner) this.furnishDesk();
      this.labels = new Atlas.Labels(this.map, this.options.direction, (zoom) => [...this.names(zoom)]);
      this.stage.append(element("p", "atlas-credit", this.reader.text("map.credit")));
      this.map.on("moveend resize", () => this.spread());
      // Set to another place at the same zoom, the map counts its pixels from elsewhere.
      this.map.on("viewreset", () => this.selection && this.rename());
      this.spread();
      this.map.on("moveend", () => this.moved());
      this.map.on("autopanstart", () => (this.makingRoom = true));
      this.map.on("zoomend", () => this.resize());
      this.observer = new ResizeObserver(() => this.fitAgain());
      this.observer.observe(this.stage);
      document.fonts.ready.then(() => this.rename());
    }

    // Notes and sources are read when a row is opened: they come after what is painted.
    fill(notes) {
      if (!this.record || this.record.sources === notes.sources) return;
      for (const [layer, rows] of Object.entries(notes.layers)) rows.forEach((row, number) => Object.assign(this.record.layers[layer][number], row));
      this.record.sources = notes.sources;
    }

    ground(files) {
      if (this.removed) return;
      this.basemap = new Atlas.Basemap(this.map, files, this.options.style.basemap, this.options.language);
      if (!this.selection) return;
      this.paint();
      this.rename();
    }

    lay(document) {
      if (this.removed || !document) return;
      this.land = new Atlas.Land(this.map, territory(document), this.options.style.territory, (id) => this.looks.color(id));
      if (this.begun) this.paint();
    }

    eventDays() {
      const found = new Set();
      for (const rows of Object.values(this.record.layers)) {
        for (const row of rows) for (const column of ["start_date", "event_date"]) if (row[column] >= this.record.clock.first) found.add(row[column]);
      }
      return [...found].sort();
    }

    marks() {
      return (this.record.layers.milestones ?? []).map((row) => ({ day: row.event_date, lane: row.lane, title: row[`title_${this.options.language}`] }));
    }

    // ---- painting ------------------------------------------------------------------------------------------------

    show(selection) {
      const shown = this.ready.then(() => this.showDay(selection));
      // A map that cannot be painted holds up nothing else.
      shown.catch(() => null).then(painted).then(this.markOpened);
      return shown;
    }

    async showDay(selection) {
      this.selection = { ...selection };
      this.clock.set(selection.day);
      // The head first: the stage has what it leaves, and the view is fitted to the stage.
      this.paintHead(selection.day);
      this.settling = true;
      this.fitAgain();
      if (!selection.view) this.fit();
      this.settling = false;
      await (this.beginning ??= this.begin());
      if (this.removed) return;
      this.paint();
      this.rename();
      if (this.owner) return;
      this.compare();
      this.showPlace();
    }

    // Of the first day the land is painted, and seen, before all that takes longer; not where it is not there yet.
    async begin() {
      await Promise.race([this.landed, painted()]);
      this.begun = true;
      if (!this.land || this.removed) return;
      this.paintLand(this.selection.day, this.selection.layers.includes("territory"));
      await painted();
    }

    // The history of the place that the selection names.
    async showPlace() {
      await this.noted;
      const { place } = this.selection;
      const { history } = this.desk.views;
      const open = this.desk.shown === "history" ? history.place : "";
      if (place === open || this.removed) return;
      if (!place) this.desk.close();
      else this.tellPlace(place);
    }

    // A second map where two days are compared, and none where one is looked at.
    compare() {
      const { compare } = this.selection;
      if (!compare) {
        this.comparison?.remove();
        this.comparison = null;
      } else {
        this.comparison ??= new Atlas.Compare(this);
        this.comparison.show();
      }
      this.panel.root.hidden = Boolean(compare);
      this.tools.show(this.selection);
    }

    // Names after the wanted layers or the zoom changed; an affiliate that is not there yet has none.
    rename() {
      this.labels.place();
      this.hideNames();
      this.nameYears();
    }

    nameYears() {
      if (this.land) this.labels.also([...this.land.years(this.map.getZoom())]);
    }

    hideNames() {
      for (const { id, look } of this.features.affiliates) this.labels.toggle(`affiliate-${id}`, Boolean(look));
    }

    // What is chosen on either map holds for both.
    choose(change) {
      if (this.owner) {
        this.owner.choose(change);
        return;
      }
      this.selection = { ...this.selection, ...change };
      if ("view" in change) this.fit();
      this.paint();
      if ("layers" in change) this.rename();
      this.compare();
      this.release();
    }

    step(day) {
      (this.owner ?? this).acted += 1;
      this.selection.day = day;
      if (this.owner) this.owner.selection.compare = day;
      this.comparison?.stepped();
      if (this.clock.hurried || this.stepping) this.paint();
      else this.paintStep();
    }

    // Of a single step the land is painted, and seen, first; symbols and numbers right after. Steps that follow each
    // other faster than that are painted as a whole.
    async paintStep() {
      this.stepping = true;
      const { day, layers } = this.selection;
      write(this.date, this.reader.day(day));
      this.paintLand(day, layers.includes("territory"));
      this.root.dataset.day = day;
      await painted();
      this.stepping = false;
      if (!this.removed) this.paint();
    }

    // Tell the host, once the hand rests: held-down keys and quick clicks make one message. What was done on the map is
    // numbered, so that the host's word on an earlier state of it can be told from one on this.
    release() {
      if (this.owner) {
        this.owner.release();
        return;
      }
      this.acted += 1;
      clearTimeout(this.releasing);
      this.releasing = setTimeout(() => (this.playing ? this.release() : this.tell()), RELEASE_MS);
    }

    // What plays is told when it has come to rest.
    get playing() {
      return Boolean(this.clock.playing || this.comparison?.second.clock?.playing);
    }

    tell() {
      if (!this.releasing) return;
      clearTimeout(this.releasing);
      this.releasing = null;
      this.told = this.acted;
      this.onselect?.({ ...this.selection, acted: this.acted });
    }

    // Counts on from what was done on an earlier map of this page.
    resume(number) {
      [this.acted, this.told, this.heard] = [number, number, number];
    }

    // The number of the last thing done on the map that the host knows of.
    hear(number) {
      this.heard = Math.max(this.heard, number);
      this.onheard?.();
    }

    // A click elsewhere on the page is held until what was done on the map has been told: told after it, it would call
    // the reader back from the language just chosen. Another page must wait until the host has heard of it, too: the
    // host forgets what it has not yet read of a page that is left.
    async holdClick(event) {
      if (this.pair.contains(event.target)) return;
      this.left = performance.now();
      const leaving = this.onselect && event.target.closest("a") && this.told > this.heard;
      if (this.letting || !(this.releasing || leaving)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { target, clientX, clientY } = event;
      this.tell();
      await (target.closest("a") ? this.hearing() : new Promise((done) => setTimeout(done)));
      // The page may have been written anew meanwhile: then what stands there now is meant.
      const meant = target.isConnected ? target : document.elementFromPoint(clientX, clientY);
      this.letting = true;
      meant?.click();
      this.letting = false;
    }

    // When the host has heard of all that was told; a host that does not answer is not waited for long.
    hearing() {
      return new Promise((done) => {
        const late = setTimeout(done, HEARD_MS);
        this.onheard = () => {
          if (this.heard < this.told) return;
          clearTimeout(late);
          done();
        };
        this.onheard();
      });
    }

    // When the day has been painted and the reader is not just leaving for somewhere else.
    async settled() {
      await this.opened;
      while (performance.now() - this.left < LEFT_MS) await new Promise((done) => setTimeout(done, LEFT_MS));
    }

    paint() {
      const { day, layers } = this.selection;
      const counts = this.paintSymbols();
      counts.territory = this.paintLand(day, layers.includes("territory"));
      counts.coalition = this.paintCoalition(day, layers.includes("coalition"));
      this.paintHead(day);
      this.counts = counts;
      if (!this.clock.hurried) this.showCounts();
      this.hideNames();
      this.desk?.mark(day, () => this.holding());
      this.root.dataset.day = day;
      this.root.dataset.view = this.selection.view ?? "";
      this.root.dataset.style = this.selection.style;
      this.rest();
    }

    // The legend's numbers; while the clock is dragged or plays they wait for the end.
    showCounts() {
      this.panel.show(this.selection, this.counts, this.reader);
    }

    // Symbols of the day and their number by layer and class. From one day to another only what turned between them is
    // looked at; all of it, where something else than the day is new.
    paintSymbols() {
      const { day, layers, style } = this.selection;
      const zoom = this.map.getZoom();
      const { confidence, damage, retaken_by: retakers } = this.selection;
      const manner = JSON.stringify([zoom, layers, style, confidence, damage, retakers]);
      const present = Object.entries(this.features).filter(([layer]) => layer in this.record.layers);
      const all = () => new Map(present.flatMap(([layer, features]) => features.map((feature) => [feature, layer])));
      const due = manner === this.manner ? this.looks.changed(this.drawn, day) : all();
      for (const [feature, layer] of due) {
        this.draw(layer, feature, layers.includes(layer) ? this.looks.of(layer, feature, day, zoom, this.selection) : null);
      }
      [this.manner, this.drawn] = [manner, day];
      return Object.fromEntries(present.map(([layer, features]) => [layer, counted(features)]));
    }

    // Areas by class; undefined where there is no land to paint.
    paintLand(day, wanted) {
      if (!this.land) return undefined;
      const state = this.shown(day);
      this.land.paint(state, wanted ? this.selection.style : null);
      this.labels.keep((name) => this.land.yearOf(name.cell) === name.text);
      return this.land.territory.covers(day) ? this.land.territory.areas(this.land.territory.on(day)) : {};
    }

    // The state of the land that is painted: of a day, or what changed between two.
    shown(day) {
      if (!this.owner || this.selection.mode !== "difference") return this.land.territory.on(day);
      return this.land.territory.difference(...[this.owner.selection.day, day].sort());
    }

    // What can wait until the clock stands still for a moment.
    rest() {
      clearTimeout(this.resting);
      this.resting = setTimeout(() => {
        if (this.removed) return;
        this.showCounts();
        this.nameYears();
        this.desk?.rest();
        this.land?.warm();
        this.warm();
        (this.owner ?? this).comparison?.tell();
      }, REST_MS);
    }

    // Makes the symbols of other days while nothing else is to be done.
    warm() {
      this.warming?.();
      if (this.warmed === this.manner) return;
      this.warming = Atlas.idly(this.looks.timeline, (turn) => this.prepare(turn), () => (this.warmed = this.manner));
    }

    prepare({ day, layer, feature }) {
      if (!this.selection.layers.includes(layer)) return;
      const look = this.looks.of(layer, feature, day, this.map.getZoom(), this.selection);
      if (look) symbols.image(look.marks, look.size * symbols.reach);
      if (look && !feature.box) this.make(layer, feature);
    }

    paintCoalition(day, wanted) {
      if (!this.record.layers.coalition) return undefined;
      const members = wanted ? this.record.layers.coalition.filter((row) => days.holds(row, day)) : [];
      this.basemap?.tint(members.map((row) => row.country).filter(Boolean));
      return { member: members.length };
    }

    paintHead(day) {
      write(this.date, this.reader.day(day));
      this.headOf("land_held", ...this.landHeld(day));
      for (const [name, series] of Object.entries(this.record.figures)) {
        const last = series?.findLast(([since]) => since <= day);
        this.headOf(name, series ? this.reader.count(last ? last[1] : 0) : "–");
      }
    }

    // The land held, with its band; nothing is known outside the land's days.
    landHeld(day) {
      const series = this.record.land_held;
      const last = series?.findLast(([since]) => since <= day);
      if (!last || day > series.at(-1)[0]) return ["–", ""];
      const [middle, low, high] = last.slice(1).map((area) => this.reader.area(area));
      return [middle, last[1] ? this.reader.text("figure.band", { low, high }) : ""];
    }

    // A key figure, made when it is first told.
    headOf(name, value, told = "") {
      this.cells ??= new Map();
      if (!this.cells.has(name)) {
        const cell = element("div", name === "land_held" ? "land" : "");
        const [number, named, small] = [element("dd"), element("dt", "", this.reader.text(`figure.${name}`)), element("small")];
        number.dataset.figure = name;
        named.append(small);
        cell.append(number, named);
        this.figures.append(cell);
        this.cells.set(name, [number, small]);
      }
      const [number, small] = this.cells.get(name);
      write(number, value);
      write(small, told);
    }

    // A symbol is made when it is first drawn and stays in the page, unseen on days that do not have it: to add and
    // take away would cost the browser a layout of all others.
    draw(layer, feature, look) {
      const was = feature.look;
      feature.look = look;
      if (!look) {
        if (was) this.veil(feature);
        return;
      }
      if (!feature.box) this.make(layer, feature);
      if (!was) this.unveil(layer, feature);
      this.dress(feature);
    }

    veil({ box, dressed }) {
      box.style.visibility = "hidden";
      for (const name of ["layer", "id", "state"]) delete box.dataset[name];
      box.classList.remove("chosen");
      dressed.state = null;
    }

    unveil(layer, feature) {
      feature.box.style.visibility = "";
      Object.assign(feature.box.dataset, { layer, id: feature.id });
      this.ring(layer, feature);
    }

    make(layer, feature) {
      const icon = L.divIcon({ className: "atlas-symbol", iconSize: null });
      const marker = new Symbol([feature.at[1], feature.at[0]], { icon, pane: this.paneOf(layer, feature), keyboard: true, riseOnHover: true });
      marker.on("click keypress", (event) => {
        if (event.type === "keypress" && event.originalEvent.key !== "Enter") return;
        this.open(layer, feature);
      });
      marker.addTo(this.map);
      const box = marker.getElement();
      const name = feature.rows[0].name[this.options.language];
      box.setAttribute("role", "button");
      box.setAttribute("aria-label", name);
      box.title = name;
      Object.assign(feature, { marker, box, dressed: {} });
      this.veil(feature);
      this.cull(feature);
    }

    // Symbols of one layer that stand near each other share a pane: a change in one leaves the others as they are.
    paneOf(layer, { at }) {
      const name = `atlas-${layer}-${Math.floor(at[0] / PANE_DEGREES)}`;
      if (!this.map.getPane(name)) this.map.createPane(name, this.map.getPane("markerPane")).style.zIndex = STACK.indexOf(layer) + 1;
      return name;
    }

    dress(feature) {
      const { box, look, dressed } = feature;
      const size = look.size * symbols.reach;
      const image = symbols.image(look.marks, size);
      const place = [size, ...look.aside].join();
      if (dressed.image !== image) box.style.backgroundImage = image;
      if (dressed.place !== place) {
        const [right, down] = look.aside.map((aside) => `${(aside - size / 2).toFixed(1)}px`);
        Object.assign(box.style, { width: `${size.toFixed(1)}px`, height: `${size.toFixed(1)}px`, marginLeft: right, marginTop: down });
      }
      if (dressed.state !== look.state) box.dataset.state = look.state;
      if (dressed.order !== look.order) feature.marker.setZIndexOffset(look.order * 10);
      feature.dressed = { image, place, state: look.state, order: look.order };
    }

    async open(layer, feature) {
      await this.noted;
      if (OF_PLACES.includes(layer)) {
        (this.owner ?? this).tellPlace(feature.id);
        return;
      }
      const row = feature.look?.row;
      if (this.removed || !row) return;
      L.popup({ maxWidth: 330, minWidth: 220, autoPanPadding: [20, 20], offset: [feature.look.aside[0], feature.look.aside[1] - feature.look.size / 3] })
        .setLatLng([feature.at[1], feature.at[0]])
        .setContent(this.popup.content(layer, feature.rows, row, this.selection.day))
        .openOn(this.map);
    }

    // ---- the desk ------------------------------------------------------------------------------------------------

    furnishDesk() {
      const history = new Atlas.History(this.record, this.reader, this.looks);
      history.onday = (day) => this.clock.go(day);
      const table = new Atlas.Table(this.options, this.reader, this.looks);
      table.onpick = (layer, id) => this.pick(layer, id);
      this.desk.furnish({ history, table });
    }

    // What the table tells of the day, whichever layers are drawn.
    holding() {
      const land = this.land?.territory;
      return Atlas.Table.rows(this.record, this.selection.day, land?.covers(this.selection.day) ? land : null);
    }

    // A place tells its history in the desk; on the map it is ringed, and kept in sight of it.
    tellPlace(id) {
      const feature = this.features.places.find((one) => one.id === id);
      if (!feature) return;
      this.map.closePopup();
      this.desk.views.history.show(id, this.selection.day);
      this.desk.open("history");
      this.fitAgain();
      this.keepInSight(feature);
    }

    // On a phone the desk lies over the map's lower part.
    keepInSight(feature) {
      const [sheet, stage] = [this.desk.root, this.stage].map((box) => box.getBoundingClientRect());
      const covered = Math.max(0, Math.min(stage.bottom, sheet.bottom) - Math.max(stage.top, sheet.top));
      const below = sheet.right > stage.left && sheet.left < stage.right ? covered : 0;
      this.fitting = true;
      this.map.panInside([feature.at[1], feature.at[0]], { paddingTopLeft: [30, 30], paddingBottomRight: [30, 30 + below], animate: false });
      this.fitting = false;
    }

    // The desk shows something else, or nothing: the address says which place it tells of.
    turned(shown) {
      this.pair.toggleAttribute("data-desk", Boolean(shown));
      const place = shown === "history" ? this.desk.views.history.place : "";
      for (const one of [this, this.comparison?.second]) one?.mark(place);
      if (!this.selection || this.selection.place === place) return;
      this.selection.place = place;
      this.release();
    }

    // Something looked up: its layer is drawn, the map goes there, and it tells of itself.
    async pick(layer, id) {
      const feature = this.features[layer]?.find((one) => one.id === id);
      if (!feature) return;
      await this.noted;
      if (this.removed) return;
      const place = OF_PLACES.includes(layer);
      const { layers } = this.selection;
      if (!(place ? OF_PLACES : [layer]).some((one) => layers.includes(one))) this.choose({ layers: this.options.layers.filter((one) => one === layer || layers.includes(one)) });
      // The desk takes its room first: what is looked for stands in the middle of what is left.
      if (place) this.tellPlace(feature.id);
      this.map.setView([feature.at[1], feature.at[0]], Math.max(this.map.getZoom(), WIDE.includes(layer) ? 5 : NEAR), { animate: false });
      if (place) this.keepInSight(feature);
      else this.open(layer, feature);
    }

    // What was searched for: its day, its layer, the map round it, and what it tells.
    found({ layer, id, day, at }) {
      if (!this.selection) return;
      if (day) this.clock.go(day);
      if (layer in this.features) this.pick(layer, id);
      else if (at) this.map.setView([at[1], at[0]], Math.max(this.map.getZoom(), NEAR), { animate: false });
    }

    mark(id) {
      this.marked = id;
      for (const layer of OF_PLACES) for (const feature of this.features?.[layer] ?? []) this.ring(layer, feature);
    }

    ring(layer, feature) {
      feature.box?.classList.toggle("chosen", Boolean(feature.look) && OF_PLACES.includes(layer) && feature.id === this.marked);
    }

    // Symbols grow with the zoom, and names find other places.
    resize() {
      if (!this.selection || this.settling) return;
      this.paint();
      this.rename();
    }

    // ---- names ---------------------------------------------------------------------------------------------------

    // Every place of the record keeps its name whoever holds it, so that names do not jump as the clock runs.
    *names(zoom) {
      const layers = this.selection?.layers ?? [];
      const taken = new Set();
      const grown = Math.min(2, Math.max(0, zoom - 6) * 0.8);
      if (layers.includes("places") || layers.includes("liberated_cities")) {
        for (const { id, rows, at } of this.features.places) {
          const row = rows[0];
          // A town of the basemap is known by its number, or else by its name.
          if (row.geonames_id) taken.add(row.geonames_id);
          taken.add(short(row.name[this.options.language]));
          if (zoom < { 1: 4.6, 2: 5.6, 3: 6.6, 4: 7.6 }[row.label_rank]) {
            // A village that has no name yet is small enough for another's name to stand on it.
            if (row.label_rank < 4) yield { id, at, radius: 10 * this.looks.near(zoom, row.label_rank) };
            continue;
          }
          yield {
            id, text: short(row.name[this.options.language]), at, kind: "place", priority: row.label_rank * 10, radius: 10 * this.looks.near(zoom, row.label_rank),
            size: { 1: 13.5, 2: 12.5, 3: 11.5, 4: 11 }[row.label_rank] + grown, weight: row.label_rank < 3 ? 700 : 600,
          };
        }
      }
      if (layers.includes("affiliates")) {
        for (const { id, rows, at } of this.features.affiliates) {
          if (zoom > 7) continue;
          yield { id: `affiliate-${id}`, text: short(rows[0].name[this.options.language]), at, kind: "affiliate", priority: 12, radius: 10, size: 11.5, weight: 600 };
        }
      }
      // Other symbols bear no name but keep names off themselves.
      for (const layer of ["heritage_sites", "attacks"]) {
        if (!layers.includes(layer)) continue;
        for (const feature of this.features[layer]) {
          yield { id: `${layer}-${feature.id}`, at: feature.at, aside: this.looks.aside(layer, feature, zoom), radius: 7.5 * this.looks.near(zoom) };
        }
      }
      for (const name of this.basemap?.names(zoom) ?? []) {
        if (!taken.has(name.geonames) && !(name.geonames && taken.has(name.text))) yield name;
      }
    }

    // ---- view ----------------------------------------------------------------------------------------------------

    fit() {
      if (this.owner) return;
      const { view, bounds } = this.selection;
      const box = bounds ?? this.options.views[view];
      if (!box) return;
      const [west, south, east, north] = box;
      const wide = this.stage.clientWidth > 760;
      const panel = wide && !bounds && !this.selection.compare ? Math.min(270, this.stage.clientWidth * 0.24) : 0;
      const [left, right] = this.options.direction === "rtl" ? [panel, 0] : [0, panel];
      this.fitting = true;
      this.map.fitBounds([[south, west], [north, east]], { animate: false, paddingTopLeft: [left, 0], paddingBottomRight: [right, 0] });
      this.fitting = false;
    }

    fitAgain() {
      if (this.owner) {
        this.owner.comparison?.align();
        return;
      }
      this.fitting = true;
      this.map.invalidateSize({ pan: false, animate: false });
      this.fitting = false;
      if (this.selection?.view) this.fit();
      this.comparison?.align();
    }

    // Symbols and names well beyond the map's edges are not drawn: the browser would keep each on a surface of its own,
    // and put them together anew at each step.
    spread() {
      const size = this.map.getSize();
      const corner = this.map.containerPointToLayerPoint(size.multiplyBy(-SHEET));
      this.sheet = L.bounds(corner, corner.add(size.multiplyBy(1 + 2 * SHEET)));
      for (const features of Object.values(this.features)) for (const feature of features) if (feature.box) this.cull(feature);
      this.labels.cull(this.sheet);
    }

    cull({ box, marker }) {
      box.hidden = !this.sheet.contains(this.map.latLngToLayerPoint(marker.getLatLng()));
    }

    // Moved by hand, not to make room for a popup: the view is the reader's own.
    moved() {
      const made = this.makingRoom;
      this.makingRoom = false;
      if (made || this.fitting || !this.selection || this.owner) return;
      const bounds = this.map.getBounds();
      const clip = (degrees, limit) => Number(Math.max(-limit, Math.min(limit, degrees)).toFixed(2));
      this.selection.view = "";
      this.selection.bounds = [clip(bounds.getWest(), 180), clip(bounds.getSouth(), 85), clip(bounds.getEast(), 180), clip(bounds.getNorth(), 85)];
      this.root.dataset.view = "";
      this.panel.own.hidden = false;
      this.panel.select.value = "";
      this.release();
    }

    remove() {
      clearTimeout(this.releasing);
      cancelAnimationFrame(this.clock?.playing);
      this.warming?.();
      this.listening.abort();
      this.onselect = null;
      this.removed = true;
      this.land?.remove();
      this.comparison?.remove();
      this.ready.then(() => {
        this.observer.disconnect();
        this.map.remove();
        (this.owner ? this.root : this.pair).remove();
      });
    }
  }

  // Where the document says what will be wanted, it is there by the time a map is made.
  const { record, land } = document.currentScript?.dataset ?? {};
  if (record) content(record).catch(() => null);
  if (land) content(land).then((document) => Atlas.idly([OPENING_ZOOM], (zoom) => Atlas.Lines.of(territory(document)).level(zoom))).catch(() => null);

  Atlas.Controller = Controller;
  Atlas.mount = (map, options) => {
    map.atlas = new Controller(map, options);
    return map.atlas;
  };
})(window.Atlas);
