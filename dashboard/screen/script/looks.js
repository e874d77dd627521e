// What each feature of the record looks like on a day, and the legend that explains it.

(function (Atlas) {
  "use strict";
  const { days, symbols } = Atlas;
  const RECENT_DAYS = 366;
  const DOT = 12.5;
  const UNKNOWN = { color: "#cccccc", letter: "?" };
  const FORMS = { heritage_sites: "diamond", affiliates: "hexagon", attacks: "star" };
  const CLASSES = { heritage_sites: "damage", affiliates: "status", attacks: "attribution" };
  // Layers whose legend narrows them, and the selection's name for that.
  const NARROWED = { heritage_sites: "damage", liberated_cities: "retaken_by" };
  const RANK = { 1: 1.12, 2: 1, 3: 0.88, 4: 0.64 };

  // Rows of a layer by the thing they speak of, in order of time.
  function grouped(rows, key) {
    const groups = new Map();
    for (const row of rows ?? []) {
      if (!row.at) continue;
      if (!groups.has(row[key])) groups.set(row[key], []);
      groups.get(row[key]).push(row);
    }
    return [...groups].map(([id, own]) => ({ id, rows: own, at: own[0].at, marker: null, box: null, look: null }));
  }

  // Features of which no more is known than a point that others have too: each gets its turn round it.
  function turned(features) {
    const spots = new Map();
    for (const feature of features) spots.set(`${feature.at}`, [...(spots.get(`${feature.at}`) ?? []), feature]);
    for (const own of spots.values()) {
      own.forEach((feature, number) => Object.assign(feature, { others: own.length - 1, turn: (2 * Math.PI * number) / own.length }));
    }
  }

  const holding = (feature, day) => feature.rows.find((row) => days.holds(row, day));

  // Days from which a feature may look otherwise than on the day before.
  function turns({ rows }) {
    const dated = rows.flatMap((row) => [row.start_date, row.end_date, row.event_date]);
    const faded = rows.filter((row) => row.event_date).map((row) => days.iso(days.number(row.event_date) + RECENT_DAYS));
    return [...new Set([...dated, ...faded])].filter(Boolean);
  }

  // Every turn of every feature, in order of time.
  function timeline(features) {
    const found = Object.entries(features).flatMap(([layer, own]) => own.flatMap((feature) => turns(feature).map((day) => ({ day, layer, feature }))));
    return found.sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  }

  // Lines across a patch of land, by its class.
  const [RISING, FALLING] = ["M1 7L7 1M1 13L13 1M7 13L19 1M13 13L19 7", "M1 7L7 13M1 1L13 13M7 1L19 13M13 1L19 7"];
  const PATCHES = { contested: [RISING, FALLING], influence: [RISING], gained: [RISING], lost: [RISING] };

  // Whether a look is among those that the map is narrowed to.
  function wanted(layer, { row, kind }, selection) {
    const among = (words, word) => !words?.length || words.includes(word);
    return among(selection.confidence, row.confidence) && (!(layer in NARROWED) || among(selection[NARROWED[layer]], kind));
  }

  class Looks {
    constructor({ layers, actors }, style) {
      this.actors = actors;
      this.classes = style.symbols;
      this.territory = style.territory;
      this.retakers = new Set((layers.liberated_cities ?? []).map((row) => row.retaken_by));
      this.member = style.basemap.member;
      this.features = {
        places: grouped(layers.places, "id"),
        liberated_cities: grouped(layers.liberated_cities, "place_id"),
        heritage_sites: grouped(layers.heritage_sites, "id"),
        affiliates: grouped(layers.affiliates, "id"),
        attacks: grouped(layers.attacks, "id"),
      };
      turned(this.features.heritage_sites);
      this.timeline = timeline(this.features);
      const spells = new Map(this.features.places.map((feature) => [feature.id, feature.rows]));
      this.liberated = new Map(this.features.liberated_cities.map((feature) => [feature.id, feature]));
      for (const feature of this.liberated.values()) for (const row of feature.rows) row.spells = spells.get(feature.id);
    }

    // Features that may look otherwise on one day than on another, each with its layer.
    changed(from, to) {
      const [after, until] = from < to ? [from, to] : [to, from];
      const found = new Map();
      for (let i = days.until(this.timeline, after, (turn) => turn.day); i < this.timeline.length && this.timeline[i].day <= until; i += 1) {
        found.set(this.timeline[i].feature, this.timeline[i].layer);
      }
      return found;
    }

    // Symbols grow with the zoom, and with the rank of a place.
    near(zoom, rank) {
      return Math.min(1.5, Math.max(0.34, 0.8 + (zoom - 6) * 0.17)) * (rank ? RANK[rank] : 1);
    }

    // How far from its point a symbol stands, in pixels right and down. Heritage stands a little up and to the right of
    // its town's symbol until the zoom sets them apart; sites of which only the town is known stand round it then.
    aside(layer, feature, zoom) {
      if (layer !== "heritage_sites") return [0, 0];
      const shift = zoom < 9 ? 8 * this.near(zoom) : 0;
      const { turn, others } = feature;
      const reach = zoom < 8 || !others ? 0 : Math.max(13, others * 3) * this.near(zoom);
      return [shift + reach * Math.sin(turn), -shift - reach * Math.cos(turn)];
    }

    actor(id) {
      return this.actors[id] ?? UNKNOWN;
    }

    // What Daesh gained, lost and kept from one day to another, among places that it held or fought for.
    difference(from, to) {
      const there = (feature, day) => ["daesh", "contested"].includes(holding(feature, day)?.controller);
      const found = { gained: [], lost: [], unchanged: [] };
      for (const feature of this.features.places) {
        const [was, is] = [there(feature, from), there(feature, to)];
        if (was || is) found[was && is ? "unchanged" : is ? "gained" : "lost"].push(feature);
      }
      return found;
    }

    // A feature on a day: null, or {row, state, kind (its class in the legend), size in pixels, aside, marks, order}.
    of(layer, feature, day, zoom, selection) {
      const look = this[layer](feature, day, zoom, selection.layers, selection.style);
      if (!look || !wanted(layer, look, selection)) return null;
      return { aside: this.aside(layer, feature, zoom), ...look };
    }

    // On painted land a held place is a dot; where land is not painted its symbol says it alone.
    places(feature, day, zoom, layers, style) {
      const row = holding(feature, day);
      if (!row) return null;
      const { controller } = row;
      const scale = this.near(zoom, row.label_rank);
      if (this.classes.places[controller]) {
        const marks = symbols.filled("circle", this.classes.places[controller]);
        const dot = controller === "daesh" && style === "filled" && layers.includes("territory");
        return { row, state: controller, kind: controller, size: (dot ? DOT : 20) * scale, marks, order: dot ? 250 : 600 };
      }
      // A place taken back is drawn by the other layer, if that is on.
      const liberated = this.liberated.get(feature.id);
      if (layers.includes("liberated_cities") && liberated && holding(liberated, day)) return null;
      return { row, state: controller, kind: "other", size: DOT * scale, marks: symbols.dot(this.actor(controller).color), order: 200 };
    }

    liberated_cities(feature, day, zoom) {
      const row = holding(feature, day);
      if (!row) return null;
      const { color, letter } = this.actor(row.retaken_by);
      const scale = this.near(zoom, row.label_rank);
      const marks = symbols.badge(color, scale < 0.72 ? "" : letter);
      return { row, state: row.retaken_by, kind: row.retaken_by, size: 19 * scale, marks, order: 300 };
    }

    heritage_sites(feature, day, zoom) {
      const [row] = feature.rows;
      if (row.event_date > day) return null;
      const marks = symbols.filled("diamond", this.classes.heritage_sites[row.damage]);
      return { row, state: row.damage, kind: row.damage, size: 15 * this.near(zoom), marks, order: 500 };
    }

    affiliates(feature, day, zoom) {
      const row = holding(feature, day);
      if (!row || row.status === "ended") return null;
      const marks = symbols.filled("hexagon", this.classes.affiliates[row.status]);
      return { row, state: row.status, kind: row.status, size: 20 * Math.max(0.85, this.near(zoom)), marks, order: 400 };
    }

    // An attack stays, but smaller and paler once a year has passed.
    attacks(feature, day, zoom) {
      const [row] = feature.rows;
      if (row.event_date > day) return null;
      const recent = days.number(day) - days.number(row.event_date) < RECENT_DAYS;
      const size = (recent ? 22 : 15) * Math.max(0.85, this.near(zoom));
      const marks = recent ? this.star(row.attribution) : symbols.faded(this.star(row.attribution));
      return { row, state: recent ? "recent" : "past", kind: row.attribution, size, marks, order: recent ? 700 : 350 };
    }

    star(attribution) {
      const star = symbols.filled("star", this.classes.attacks[attribution]);
      return attribution === "disputed" ? symbols.signed(star, "?") : star;
    }

    color(actor) {
      return symbols.colored(this.actor(actor).color);
    }

    // A patch of land of a class.
    patch(name) {
      const { color, ground, edge, opacity = 1 } = this.territory[name];
      if (name === "retaken") return this.stripes();
      return symbols.patch((pen, width, height) => {
        const [box, inner] = [[1, 1, width - 2, height - 2], [1.5, 1.5, width - 3, height - 3]];
        pen.globalAlpha = opacity;
        if (!PATCHES[name] || ground) Object.assign(pen, { fillStyle: ground ?? color }).fillRect(...box);
        if (edge) Object.assign(pen, { strokeStyle: edge }).strokeRect(...inner);
        Object.assign(pen, { strokeStyle: color, lineWidth: 1.2 });
        for (const way of PATCHES[name] ?? []) pen.stroke(new Path2D(way));
      });
    }

    // Land taken back has as many colours as there are holders.
    stripes() {
      const own = Object.values(this.actors).filter(({ id }) => this.retakers.has(id)).slice(0, 3);
      return symbols.patch((pen, width, height) => {
        const each = (width - 2) / own.length;
        own.forEach(({ color }, number) => Object.assign(pen, { fillStyle: symbols.colored(color) }).fillRect(1 + number * each, 1, each, height - 2));
      });
    }

    // Classes of a layer: [class, picture, text].
    legend(layer, reader) {
      const small = (marks) => symbols.picture(16, marks);
      if (layer === "places") {
        const held = Object.entries(this.classes.places).map(([state, look]) => [
          state, small(symbols.filled("circle", look)), reader.text(`state_of_place.${state}`),
        ]);
        return [...held, ["other", symbols.picture(12, symbols.dot("#d8d3c8")), reader.text("state_of_place.other")]];
      }
      if (layer === "liberated_cities") {
        return [...this.retakers].sort().map((id) => {
          const { color, letter, name } = this.actor(id);
          return [id, small(symbols.badge(color, letter)), name?.[reader.language] ?? id];
        });
      }
      if (layer === "territory") {
        return Atlas.CLASSES.map((name) => [name, this.patch(name), reader.text(`class.${name}`)]);
      }
      if (layer === "coalition") {
        const patch = symbols.patch((pen, width, height) => Object.assign(pen, { fillStyle: this.member }).fillRect(1, 1, width - 2, height - 2));
        return [["member", patch, reader.text("coalition.member")]];
      }
      return Object.entries(this.classes[layer]).map(([state, look]) => [
        state,
        small(layer === "attacks" ? this.star(state) : symbols.filled(FORMS[layer], look)),
        reader.text(`${CLASSES[layer]}.${state}`),
      ]);
    }
  }

  Object.assign(Atlas, { Looks, NARROWED });
})(window.Atlas);
