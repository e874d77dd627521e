// The land under the layers, from files: the world coarsely, the region around Iraq and Syria finely on top of it.

(function (Atlas) {
  "use strict";

  const FINE_FROM = 4.4;
  const PADDING = 0.25;
  const FOCUS = ["IQ", "SY"];

  // Line widths and what is worth drawing grow with the zoom.
  const river = (zoom, rank) => (zoom < 4.4 && rank > 1) || (zoom < 6 && rank > 2) || (zoom < 7.2 && rank > 3)
    ? null
    : Math.max(0.5, (rank === 1 ? 2.1 : rank === 2 ? 1.3 : 0.8) * (0.55 + (zoom - 5) * 0.18));

  // Leaflet sets a picture between two pixels, as the middle of the map lies; what is drawn in it lies on whole ones.
  const Svg = L.SVG.extend({
    _updateTransform(center, zoom) {
      L.SVG.prototype._updateTransform.call(this, center, zoom);
      if (zoom === this._zoom && center.equals(this._center)) L.DomUtil.setPosition(this._container, this._bounds.min);
    },
  });

  class Basemap {
    constructor(map, files, style, language) {
      this.map = map;
      this.files = { ...files, coast: files.land && coast(files.land) };
      this.style = style;
      this.language = language;
      map.getContainer().style.background = style.sea;
      this.under = this.pane("atlas-under", 200);
      this.shade = this.pane("atlas-relief", 210);
      this.members = this.pane("atlas-members", 215);
      this.over = this.pane("atlas-over", 220);
      this.layers = [];
      this.draw();
      map.on("zoomend", () => this.restyle());
      this.restyle();
    }

    pane(name, order) {
      const pane = this.map.createPane(name);
      pane.style.zIndex = order;
      pane.style.pointerEvents = "none";
      return name;
    }

    draw() {
      // SVG, which the browser paints once for a view; a canvas it would copy again at every step of the clock.
      const below = new Svg({ pane: this.under, padding: PADDING });
      const above = new Svg({ pane: this.over, padding: PADDING });
      const { style, files } = this;
      this.add("world", below, { stroke: false, fillColor: style.land, fillOpacity: 1, fill: true });
      // A list, not a layer group: a group draws in the order in which its layers were made.
      this.fine = [];
      const land = this.shapes("land", below, { stroke: false, fillColor: style.land, fillOpacity: 1, fill: true });
      if (land) {
        // The fine land replaces the coarse one: sea is laid over its frame first, so that no second coast shows.
        const bounds = land.getBounds();
        this.fine.push(L.rectangle(bounds, { renderer: below, interactive: false, stroke: false, fillColor: style.sea, fillOpacity: 1 }), land);
      }
      const focus = this.shapes("governorates", below, { stroke: false, fillColor: style.focus, fillOpacity: 1, fill: true }, (f) => FOCUS.includes(f.properties.country));
      if (focus) this.fine.push(focus);
      if (files.relief && files.relief_bounds) {
        const { west, south, east, north } = files.relief_bounds;
        this.relief = L.imageOverlay(files.relief, [[south, west], [north, east]], { pane: this.shade, opacity: 0.55, interactive: false });
        this.fine.push(this.relief);
      }
      for (const [name, options, filter] of [
        ["coast", { fill: false, color: style.coast, weight: 0.8 }],
        ["rivers", { color: style.river, fill: false }],
        ["lakes", { fillColor: style.lake, fillOpacity: 1, color: style.coast, weight: 0.5, fill: true }],
        ["governorates", { fill: false, color: style.governorate, weight: 0.7, dashArray: "3 3" }, (f) => FOCUS.includes(f.properties.country)],
        ["borders", { fill: false, color: style.border, weight: 1.2 }],
      ]) {
        const shapes = this.shapes(name, above, options, filter);
        if (!shapes) continue;
        // Borders are there at every scale, so that a disputed line is dashed on the world too.
        if (name === "borders") shapes.addTo(this.map);
        else this.fine.push(shapes);
        this.layers.push([name, shapes]);
      }
    }

    shapes(name, renderer, options, filter) {
      if (!this.files[name]) return null;
      return L.geoJSON(this.files[name], { renderer, interactive: false, style: { ...options, renderer, interactive: false }, filter });
    }

    add(name, renderer, options) {
      const shapes = this.shapes(name, renderer, options);
      if (shapes) shapes.addTo(this.map);
    }

    restyle() {
      const zoom = this.map.getZoom();
      const fine = zoom >= FINE_FROM;
      for (const layer of this.fine) {
        if (fine && !this.map.hasLayer(layer)) layer.addTo(this.map);
        if (!fine && this.map.hasLayer(layer)) layer.remove();
      }
      if (this.relief) this.relief.setOpacity(zoom > 8.6 ? 0.18 : zoom > 7.6 ? 0.32 : 0.46);
      for (const [name, shapes] of this.layers) {
        if (name === "rivers") {
          shapes.setStyle(({ properties }) => {
            const weight = river(zoom, properties.rank);
            return weight === null ? { stroke: false } : { stroke: true, weight };
          });
        }
        if (name === "borders") {
          shapes.setStyle(({ properties }) => ({
            color: fine ? this.style.border : this.style.border_far,
            weight: fine ? (zoom < 6 ? 1 : 1.5) : 0.7,
            dashArray: properties.treatment === "dashed" ? (fine ? "2 4" : "2 3") : zoom < 5.4 ? null : "10 3 2 3",
          }));
        }
      }
    }

    // Members of the coalition on a day, as a tint of their land.
    tint(countries) {
      if (!this.files.world) return;
      if (!this.tinted) {
        const renderer = new Svg({ pane: this.members, padding: PADDING });
        this.tinted = L.geoJSON(this.files.world, {
          renderer,
          interactive: false,
          style: { renderer, interactive: false, stroke: false, fill: true, fillColor: this.style.member, fillOpacity: 0.85 },
        });
      }
      const wanted = new Set(countries);
      if (wanted.size && !this.map.hasLayer(this.tinted)) this.tinted.addTo(this.map);
      if (!wanted.size && this.map.hasLayer(this.tinted)) this.tinted.remove();
      if (!wanted.size) return;
      this.tinted.eachLayer((layer) => {
        const element = layer.getElement();
        const country = layer.feature.properties.country;
        if (!element) return;
        element.style.display = wanted.has(country) ? "" : "none";
        if (wanted.has(country)) element.setAttribute("data-layer", "coalition");
        else element.removeAttribute("data-layer");
        element.setAttribute("data-id", country);
      });
    }

    // Names wanted at a zoom; priorities leave room for the places of the record, which come first.
    *names(zoom) {
      const name = (row) => row[`name_${this.language}`];
      for (const { properties: p, geometry } of this.files.towns?.features ?? []) {
        const from = { 1: 4.6, 2: 5.4, 3: 6.4, 4: 7.6 }[p.rank];
        if (zoom < from || !name(p)) continue;
        const grown = Math.min(2, Math.max(0, zoom - 6) * 0.8);
        yield {
          id: `town-${p.geonames_id}`, geonames: p.geonames_id, text: name(p), at: geometry.coordinates, kind: `town rank-${p.rank}`,
          priority: 20 + p.rank * 10 + (FOCUS.includes(p.country) ? 0 : 4), radius: 3, weight: p.rank < 2 ? 700 : p.rank < 3 ? 600 : 500,
          size: { 1: 13.5, 2: 12.5, 3: 11.5, 4: 11 }[p.rank] + grown, dot: p.capital ? "capital" : "town",
        };
      }
      for (const { properties: p, geometry } of this.files.countries?.features ?? []) {
        if (zoom < 4.2 || zoom > 8.2 || p.label_lon === undefined || p.label_lon === null || !name(p)) continue;
        const focus = FOCUS.includes(p.country);
        yield {
          id: `country-${p.country}`, text: name(p), at: [p.label_lon, p.label_lat], kind: "country", radius: 0,
          priority: focus ? 18 : 36, size: focus ? 17 : 13, room: focus ? 3 : 1, weight: 600, spacing: this.language === "ar" ? 0 : 0.12,
          within: (lon, lat) => covers(geometry, lon, lat),
        };
      }
      for (const { properties: p, geometry } of this.files.water_names?.features ?? []) {
        if (zoom < 4.2) continue;
        yield { id: `water-${p.name_en}`, text: name(p), at: geometry.coordinates, kind: "water", radius: 0, priority: 37, size: 12.5, weight: 500, room: 1 };
      }
      for (const { properties: p, center } of this.centres()) {
        if (zoom < 6.8 || zoom > 9.5 || !name(p)) continue;
        yield { id: `governorate-${p.id}`, text: name(p), at: center, kind: "governorate", radius: 0, priority: 75, size: 11, weight: 500, spacing: this.language === "ar" ? 0 : 0.08 };
      }
    }

    // Where a governorate's name stands: the middle of its largest part.
    centres() {
      if (!this.centred) {
        this.centred = (this.files.governorates?.features ?? []).map(({ properties, geometry }) => {
          const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
          const rings = parts.map((part) => part[0]).sort((a, b) => area(b) - area(a));
          const center = properties.label_lon !== undefined ? [properties.label_lon, properties.label_lat] : middle(rings[0]);
          return { properties, center };
        });
      }
      return this.centred;
    }
  }

  // The coast: the outline of the land without the stretches where the land was cut at the frame of the region.
  function coast(land) {
    const rings = land.features.flatMap(({ geometry }) => (geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat()));
    const all = rings.flat();
    const edges = [0, 1].map((axis) => [Math.min, Math.max].map((pick) => all.reduce((edge, point) => pick(edge, point[axis]), all[0][axis])));
    const onFrame = (a, b) => [0, 1].some((axis) => edges[axis].some((edge) => a[axis] === edge && b[axis] === edge));
    const lines = [];
    for (const ring of rings) {
      let line = [ring[0]];
      for (let i = 1; i < ring.length; i += 1) {
        if (onFrame(ring[i - 1], ring[i])) {
          if (line.length > 1) lines.push(line);
          line = [];
        }
        line.push(ring[i]);
      }
      if (line.length > 1) lines.push(line);
    }
    return { type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates: lines } };
  }

  // Whether a point lies on an area: an odd number of its edges to the east.
  function covers({ type, coordinates }, lon, lat) {
    let inside = false;
    for (const ring of type === "Polygon" ? coordinates : coordinates.flat()) {
      for (let i = 1; i < ring.length; i += 1) {
        const [[x1, y1], [x2, y2]] = [ring[i - 1], ring[i]];
        if (y1 > lat !== y2 > lat && lon < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
      }
    }
    return inside;
  }

  function area(ring) {
    let sum = 0;
    for (let i = 1; i < ring.length; i += 1) sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
    return Math.abs(sum / 2);
  }

  // Centroid of a ring.
  function middle(ring) {
    let [x, y, sum] = [0, 0, 0];
    for (let i = 1; i < ring.length; i += 1) {
      const cross = ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
      x += (ring[i - 1][0] + ring[i][0]) * cross;
      y += (ring[i - 1][1] + ring[i][1]) * cross;
      sum += cross;
    }
    return [x / (3 * sum), y / (3 * sum)];
  }

  Object.assign(Atlas, { Svg, Basemap });
})(window.Atlas);
