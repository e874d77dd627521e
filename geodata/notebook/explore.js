// Rows on a map in a notebook. Whatever a row says is set as text: no markup is made of it.

/**
 * @typedef {object} Rows
 * @property {string[]} columns
 * @property {unknown[][]} values
 * @property {import("geojson").Geometry[]} shapes
 * @property {string[]} colors
 * @property {number[]} tooltip  places of columns
 * @property {number[]} popup
 * @property {{ title: string, entries: [string, string][] } | null} legend
 * @property {[number, number, number, number] | null} bounds  west, south, east, north
 */

/**
 * @typedef {object} Basemap
 * @property {Record<string, import("geojson").FeatureCollection>} layers
 * @property {string} name  the column of a town's name
 * @property {string} credit
 */

const geodataExplore = (() => {
  const COLORS = {
    sea: "#d3e3ec",
    land: "#ece8df",
    coast: "#6fa3bf",
    lake: "#c3dbe8",
    river: "#7fb2cf",
    border: "#4d4a46",
  };
  /** The zoom from which the fine land and the rivers are drawn, and a town of each rank is named. */
  const FINE = 4.5;
  const NAMED = [4.5, 5.5, 7.25, 8.5];

  /**
   * @param {string} kind
   * @param {string} [text]
   */
  function element(kind, text) {
    const made = document.createElement(kind);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /** @param {unknown} value */
  function words(value) {
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  }

  /**
   * @param {Rows} told
   * @param {number} row
   * @param {number[]} columns
   */
  function table({ values, columns: names }, row, columns) {
    const made = element("table");
    made.className = "geodata-told";
    made.dir = "auto";
    for (const column of columns) {
      const value = values[row]?.[column];
      if (value === null || value === undefined) continue;
      const line = element("tr");
      const cell = element("td", words(value));
      cell.dir = "auto";
      line.append(element("th", names[column]), cell);
      made.append(line);
    }
    return made;
  }

  /**
   * @param {L.Map} map
   * @param {NonNullable<Rows["legend"]>} legend
   */
  function explain(map, { title, entries }) {
    const control = new L.Control({ position: "bottomright" });
    control.onAdd = () => {
      const box = element("div");
      box.className = "geodata-legend leaflet-bar";
      box.append(element("strong", title));
      for (const [color, text] of entries) {
        const line = element("div");
        const swatch = element("i");
        swatch.style.backgroundColor = color;
        line.append(swatch, text);
        box.append(line);
      }
      L.DomEvent.disableScrollPropagation(box);
      return box;
    };
    control.addTo(map);
  }

  /**
   * @param {L.Map} map
   * @param {Rows} told
   */
  function rows(map, told) {
    told.shapes.forEach((shape, row) => {
      const color = told.colors[row];
      const look = { color, fillColor: color, weight: 1.5, fillOpacity: 0.45 };
      const layer = L.geoJSON(shape, {
        style: () => look,
        pointToLayer: (_, at) => L.circleMarker(at, { ...look, radius: 5, weight: 1, fillOpacity: 0.8 }),
      });
      if (told.tooltip.length) layer.bindTooltip(() => table(told, row, told.tooltip), { sticky: true });
      if (told.popup.length) {
        layer.bindPopup(() => table(told, row, told.popup), { maxHeight: 280, maxWidth: 420 });
      }
      layer.addTo(map);
    });
    if (told.legend) explain(map, told.legend);
    if (!told.bounds) return;
    const [west, south, east, north] = told.bounds;
    const corners = L.latLngBounds([south, west], [north, east]);
    map.fitBounds(corners, { maxZoom: 9, padding: [16, 16], animate: false });
  }

  /**
   * @param {L.Map} map
   * @param {Basemap} told
   */
  function basemap(map, { layers, name, credit }) {
    map.getContainer().classList.add("geodata-map");
    map.attributionControl?.setPrefix("Leaflet").addAttribution(credit);
    // Names lie over the rows, and both let the pointer through.
    for (const [pane, zIndex] of Object.entries({ "geodata-basemap": "200", "geodata-towns": "450" })) {
      Object.assign(map.createPane(pane).style, { zIndex, pointerEvents: "none" });
    }
    const renderer = L.canvas({ pane: "geodata-basemap", padding: 0.5 });
    const quiet = { renderer, interactive: false };
    const area = (/** @type {string} */ fillColor) => ({ ...quiet, stroke: false, fillColor, fillOpacity: 1 });
    /**
     * @param {string} layer
     * @param {L.PathOptions | L.StyleFunction} style
     */
    const shapes = (layer, style) => {
      const file = layers[layer];
      return file ? [L.geoJSON(file, { ...quiet, style })] : [];
    };
    const fine = shapes("land", { ...area(COLORS.land), stroke: true, color: COLORS.coast, weight: 0.8 });
    // The fine land replaces the coarse one: sea is laid over its frame first, so that no second coast shows.
    if (fine[0]) fine.unshift(/** @type {any} */ (L.rectangle(fine[0].getBounds(), area(COLORS.sea))));
    fine.push(...shapes("rivers", { ...quiet, color: COLORS.river, weight: 1 }));
    fine.push(...shapes("lakes", { ...area(COLORS.lake) }));
    const layered = [
      { from: 0, parts: shapes("world", area(COLORS.land)) },
      { from: FINE, parts: fine },
      {
        from: 0,
        parts: shapes("borders", (feature) => ({
          ...quiet,
          color: COLORS.border,
          opacity: 0.7,
          weight: 1,
          dashArray: feature?.properties.treatment === "dashed" ? "2 4" : "10 3 2 3",
        })),
      },
      ...NAMED.map((from, rank) => ({ from, parts: towns(layers.towns, rank + 1, name) })),
    ];
    const put = () => {
      for (const { from, parts } of layered) {
        for (const part of parts) part.remove();
        if (map.getZoom() >= from) for (const part of parts) part.addTo(map);
      }
    };
    map.on("zoomend", put);
    put();
  }

  /**
   * Names of the towns of a rank, which let the pointer through.
   * @param {import("geojson").FeatureCollection | undefined} file
   * @param {number} rank
   * @param {string} name
   */
  function towns(file, rank, name) {
    if (!file) return [];
    const named = (/** @type {string} */ town) => {
      const label = element("span", town);
      label.className = "geodata-town";
      return L.divIcon({ html: label, className: "", iconSize: [0, 0] });
    };
    return [
      L.geoJSON(file, {
        filter: ({ properties }) => properties.rank === rank,
        pointToLayer: ({ properties }, at) =>
          L.marker(at, { icon: named(properties[name]), interactive: false, keyboard: false, pane: "geodata-towns" }),
      }),
    ];
  }

  return { basemap, rows };
})();
