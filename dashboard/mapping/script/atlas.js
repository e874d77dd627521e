// Mounts the atlas on a Leaflet map: basemap, layers of a day, names, legend, key figures, clock.
//
// The whole record is here once; a step of the clock looks up what holds on the day and touches only the symbols
// that changed. `options.record` and the values of `options.basemap` are the things themselves or their addresses.

(function (Atlas) {
  "use strict";
  const { element, days, symbols } = Atlas;
  const RELEASE_MS = 350;
  const TOLD_MS = 120;

  // On the map a long name goes without what stands in brackets; the popup has it whole.
  const short = (name) => (name.length > 22 ? name.split(" (")[0] : name);

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
    constructor(map, options) {
      this.map = map;
      this.options = options;
      this.reader = days.reader(options);
      this.selection = null;
      this.onselect = null;
      this.releasing = null;
      this.listening = new AbortController();
      this.build();
      const files = basemapFiles(options.basemap);
      this.ready = content(options.record).then((record) => this.furnish(record));
      const land = options.land ? content(options.land).catch(() => null) : Promise.resolve(null);
      this.landed = Promise.all([land, this.ready]).then(([document]) => this.lay(document));
      // The day is painted as soon as the record is there; the land comes under it when it has arrived.
      Promise.all([files, this.ready]).then(([land]) => this.ground(land));
      if (options.selection) this.show(options.selection);
    }

    // The frame round folium's element: head above, clock below, legend on top.
    build() {
      const box = this.map.getContainer();
      this.root = element("section", "atlas-map");
      this.root.lang = this.options.language;
      this.root.dir = this.options.direction;
      this.root.setAttribute("aria-label", this.reader.text("app.title"));
      this.root.atlas = this;
      this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.map.closePopup());
      document.addEventListener("click", (event) => this.holdClick(event), { capture: true, signal: this.listening.signal });
      this.head = element("div", "atlas-head");
      this.date = element("div", "atlas-date");
      this.date.setAttribute("aria-live", "polite");
      this.figures = element("dl", "atlas-figures");
      this.head.append(this.date, this.figures);
      this.stage = element("div", "atlas-stage");
      box.replaceWith(this.root);
      box.style.background = this.options.style.basemap.land;
      this.stage.append(box);
      this.root.append(this.head, this.stage);
      L.control.zoom({
        position: this.options.direction === "rtl" ? "topright" : "topleft",
        zoomInTitle: this.reader.text("map.zoom_in"),
        zoomOutTitle: this.reader.text("map.zoom_out"),
      }).addTo(this.map);
      L.control.scale({ position: this.options.direction === "rtl" ? "bottomright" : "bottomleft", maxWidth: 110 }).addTo(this.map);
      this.map.invalidateSize({ pan: false });
    }

    furnish(record) {
      this.record = record;
      this.popup = new Atlas.Popup(record, this.reader);
      this.looks = new Atlas.Looks(record, this.options.style);
      this.features = this.looks.features;
      this.groups = Object.fromEntries(Object.keys(this.features).map((layer) => [layer, L.layerGroup().addTo(this.map)]));
      this.panel = new Atlas.Panel(this.options, this.reader, (layer) => this.looks.legend(layer, this.reader));
      this.root.paintedTerritory = () => this.land?.geojson() ?? { type: "FeatureCollection", features: [] };
      this.panel.onstyle = (style) => this.choose({ style });
      this.panel.onlayers = (layers) => this.choose({ layers });
      this.panel.onview = (view) => this.choose({ view, bounds: null });
      this.stage.append(this.panel.root);
      this.clock = new Atlas.Clock(record.clock.first, record.clock.last, this.eventDays(), this.marks(), this.reader);
      this.clock.onstep = (day) => this.step(day);
      this.clock.onrelease = () => this.release();
      this.root.append(this.clock.root);
      this.labels = new Atlas.Labels(this.map, this.options.direction, (zoom) => [...this.names(zoom)]);
      this.stage.append(element("p", "atlas-credit", this.reader.text("map.credit")));
      this.map.on("moveend", () => this.moved());
      this.map.on("autopanstart", () => (this.makingRoom = true));
      this.map.on("zoomend", () => this.resize());
      this.observer = new ResizeObserver(() => this.fitAgain());
      this.observer.observe(this.stage);
      document.fonts.ready.then(() => this.rename());
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
      this.land = new Atlas.Land(this.map, new Atlas.Territory(document), this.options.style.territory, (id) => this.looks.color(id));
      if (this.selection) this.paint();
    }

    eventDays() {
      const found = new Set();
      for (const rows of Object.values(this.record.layers)) {
        for (const row of rows) for (const column of ["start_date", "event_date"]) if (row[column] >= this.record.clock.first) found.add(row[column]);
      }
      return [...found].sort();
    }

    marks() {
      return (this.record.layers.milestones ?? []).map((row) => ({ day: row.event_date, title: row[`title_${this.options.language}`] }));
    }

    // ---- painting ------------------------------------------------------------------------------------------------

    show(selection) {
      return this.ready.then(() => {
        this.selection = { ...selection };
        this.clock.set(selection.day);
        // The head first: the stage has what it leaves, and the view is fitted to the stage.
        this.paintHead(selection.day);
        this.settling = true;
        this.fitAgain();
        this.fit();
        this.settling = false;
        this.paint();
        this.rename();
      });
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

    choose(change) {
      this.selection = { ...this.selection, ...change };
      if ("view" in change) this.fit();
      this.paint();
      if ("layers" in change) this.rename();
      this.release();
    }

    step(day) {
      this.selection.day = day;
      this.paint();
    }

    // Tell the host, once the hand rests: held-down keys and quick clicks make one message.
    release() {
      clearTimeout(this.releasing);
      this.releasing = setTimeout(() => this.tell(), RELEASE_MS);
    }

    tell() {
      if (!this.releasing) return;
      clearTimeout(this.releasing);
      this.releasing = null;
      this.onselect?.({ ...this.selection });
    }

    // A click elsewhere on the page, while a message to the host waits, is held until the host has been told: sent
    // after it, the message would call the reader back from the page or the language just chosen.
    holdClick(event) {
      if (!this.releasing || this.root.contains(event.target)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.tell();
      setTimeout(() => event.target.click(), TOLD_MS);
    }

    paint() {
      const { day, layers } = this.selection;
      const counts = {};
      for (const [layer, features] of Object.entries(this.features)) {
        if (!(layer in this.record.layers)) continue;
        counts[layer] = {};
        for (const feature of features) {
          const look = layers.includes(layer) ? this.looks.of(layer, feature, day, this.map.getZoom(), this.selection) : null;
          if (look) counts[layer][look.kind] = (counts[layer][look.kind] ?? 0) + 1;
          this.draw(layer, feature, look);
        }
      }
      counts.territory = this.paintLand(day, layers.includes("territory"));
      counts.coalition = this.paintCoalition(day, layers.includes("coalition"));
      this.paintHead(day);
      this.panel.show(this.selection, counts, this.reader);
      this.hideNames();
      this.root.dataset.day = day;
      this.root.dataset.view = this.selection.view ?? "";
      this.root.dataset.style = this.selection.style;
    }

    // Areas by class; undefined where there is no land to paint.
    paintLand(day, wanted) {
      if (!this.land) return undefined;
      const state = this.land.paint(day, wanted ? this.selection.style : null);
      this.nameYears();
      return this.land.territory.covers(day) ? this.land.territory.areas(state) : {};
    }

    paintCoalition(day, wanted) {
      if (!this.record.layers.coalition) return undefined;
      const members = wanted ? this.record.layers.coalition.filter((row) => days.holds(row, day)) : [];
      this.basemap?.tint(members.map((row) => row.country).filter(Boolean));
      return { member: members.length };
    }

    paintHead(day) {
      this.date.textContent = this.reader.day(day);
      const cells = this.landHeld(day);
      cells.push(...Object.entries(this.record.figures).map(([name, series]) => {
        const cell = element("div");
        const last = series?.findLast(([since]) => since <= day);
        const value = series ? this.reader.count(last ? last[1] : 0) : "–";
        const number = element("dd", "", value);
        number.dataset.figure = name;
        cell.append(number, element("dt", "", this.reader.text(`figure.${name}`)));
        return cell;
      }));
      this.figures.replaceChildren(...cells);
    }

    // The land held, with its band; nothing is known outside the land's days.
    landHeld(day) {
      const series = this.record.land_held;
      const last = series?.findLast(([since]) => since <= day);
      const known = last && day <= series.at(-1)[0];
      const cell = element("div", "land");
      const [, middle, low, high] = last ?? [];
      const number = element("dd", "", known ? this.reader.area(middle) : "–");
      number.dataset.figure = "land_held";
      const named = element("dt", "", this.reader.text("figure.land_held"));
      if (known && middle) named.append(element("small", "", this.reader.text("figure.band", { low: this.reader.area(low), high: this.reader.area(high) })));
      cell.append(number, named);
      return [cell];
    }

    draw(layer, feature, look) {
      const was = feature.look;
      feature.look = look;
      if (!look) {
        if (was) feature.marker.remove();
        return;
      }
      if (!feature.marker) this.make(layer, feature);
      if (!was) feature.marker.addTo(this.groups[layer]);
      else if (was.state === look.state && was.size === look.size && was.svg === look.svg && `${was.aside}` === `${look.aside}`) return;
      this.dress(layer, feature);
    }

    make(layer, feature) {
      const icon = L.divIcon({ className: "atlas-symbol", iconSize: null });
      const marker = L.marker([feature.at[1], feature.at[0]], { icon, keyboard: true, riseOnHover: true });
      marker.on("click keypress", (event) => {
        if (event.type === "keypress" && event.originalEvent.key !== "Enter") return;
        this.open(layer, feature);
      });
      feature.marker = marker;
    }

    dress(layer, feature) {
      const box = feature.marker.getElement();
      const { look } = feature;
      const name = look.row.name[this.options.language];
      box.innerHTML = symbols.picture(look.size.toFixed(1), look.svg);
      box.style.width = box.style.height = `${look.size.toFixed(1)}px`;
      box.style.marginLeft = `${(look.aside[0] - look.size / 2).toFixed(1)}px`;
      box.style.marginTop = `${(look.aside[1] - look.size / 2).toFixed(1)}px`;
      Object.assign(box.dataset, { layer, id: feature.id, state: look.state });
      box.setAttribute("role", "button");
      box.setAttribute("aria-label", name);
      box.title = name;
      feature.marker.setZIndexOffset(look.order * 10);
    }

    open(layer, feature) {
      const row = feature.look.row;
      L.popup({ maxWidth: 330, minWidth: 220, autoPanPadding: [20, 20], offset: [feature.look.aside[0], feature.look.aside[1] - feature.look.size / 3] })
        .setLatLng([feature.at[1], feature.at[0]])
        .setContent(this.popup.content(layer, feature.rows, row, this.selection.day))
        .openOn(this.map);
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
      const { view, bounds } = this.selection;
      const box = bounds ?? this.options.views[view];
      if (!box) return;
      const [west, south, east, north] = box;
      const wide = this.stage.clientWidth > 760;
      const panel = wide && !bounds ? Math.min(270, this.stage.clientWidth * 0.24) : 0;
      const [left, right] = this.options.direction === "rtl" ? [panel, 0] : [0, panel];
      this.fitting = true;
      this.map.fitBounds([[south, west], [north, east]], { animate: false, paddingTopLeft: [left, 0], paddingBottomRight: [right, 0] });
      this.fitting = false;
    }

    fitAgain() {
      this.fitting = true;
      this.map.invalidateSize({ pan: false, animate: false });
      this.fitting = false;
      if (this.selection?.view) this.fit();
    }

    // Moved by hand, not to make room for a popup: the view is the reader's own.
    moved() {
      const made = this.makingRoom;
      this.makingRoom = false;
      if (made || this.fitting || !this.selection) return;
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
      this.listening.abort();
      this.onselect = null;
      this.removed = true;
      this.ready.then(() => {
        this.observer.disconnect();
        this.map.remove();
        this.root.remove();
      });
    }
  }

  Atlas.mount = (map, options) => {
    map.atlas = new Controller(map, options);
    return map.atlas;
  };
})(window.Atlas);
