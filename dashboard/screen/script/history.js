// A place's history: who held it from when to when, how that is known, and what else happened there.

(function (Atlas) {
  "use strict";
  const { element, days, symbols } = Atlas;
  const [FIRST, LAST] = ["2013-01-01", "2019-12-31"];
  // A letter or a year needs this share of the strip's width to stand in.
  const LETTER_SHARE = 0.045;
  const YEAR_SHARE = 0.1;

  const byDay = (a, b) => a.event_date.localeCompare(b.event_date);

  class History {
    // `onday` is told of a day to go to, `onclose` that the reader has seen enough.
    constructor(record, reader, looks) {
      Object.assign(this, { record, reader, looks });
      this.popup = new Atlas.Popup(record, reader);
      this.onday = () => {};
      this.onclose = () => {};
      this.root = element("article", "atlas-history");
      this.root.lang = reader.language;
      this.root.dir = reader.direction;
    }

    text(key, values) {
      return this.reader.text(key, values);
    }

    focus() {
      this.root.querySelector("h3")?.focus({ preventScroll: true });
    }

    show(placeId, day) {
      this.place = placeId;
      const of = (layer) => (this.record.layers[layer] ?? []).filter((row) => row.place_id === placeId).sort(byDay);
      this.spells = (this.record.layers.places ?? []).filter((row) => row.id === placeId);
      const [sites, milestones] = [of("heritage_sites"), of("milestones")];
      this.measure([...sites, ...milestones]);
      this.marked = undefined;
      this.root.replaceChildren(
        this.head(this.spells[0]),
        this.strip(sites, milestones),
        ...this.changes(),
        ...this.happenings("layer.heritage_sites", sites, (row) => this.site(row)),
        ...this.happenings("layer.milestones", milestones, (row) => this.milestone(row)),
      );
      this.mark(day);
    }

    // Moves the marker; the spell that holds is touched only when it is another one.
    mark(day) {
      if (!this.spells) return;
      const outside = day < this.first || day > this.last;
      if (this.marker.hidden !== outside) this.marker.hidden = outside;
      if (!outside) this.marker.style.left = this.percent(day);
      const index = this.spells.findIndex((spell) => days.holds(spell, day));
      if (index === this.marked) return;
      this.marked = index;
      for (const list of [this.segments, this.items]) {
        list.forEach((box, number) => (number === index ? box.setAttribute("aria-current", "true") : box.removeAttribute("aria-current")));
      }
    }

    // ---- the strip -----------------------------------------------------------------------------------------------

    // The strip's first and last day: those of the land, further where the place has more to tell.
    measure(happenings) {
      const told = [...this.spells.map((row) => row.start_date), ...happenings.map((row) => row.event_date)].sort();
      this.first = told[0] < FIRST ? `${told[0].slice(0, 4)}-01-01` : FIRST;
      this.last = told.at(-1) > LAST ? told.at(-1) : LAST;
      const [from, to] = [days.number(this.first), days.number(this.last)];
      this.share = (day) => Math.min(1, (days.number(day) - from) / (to - from));
    }

    percent(day) {
      return `${(this.share(day) * 100).toFixed(2)}%`;
    }

    // Time runs left to right in every language, as on the clock.
    strip(sites, milestones) {
      const strip = element("div", "strip");
      strip.dir = "ltr";
      strip.setAttribute("role", "group");
      strip.setAttribute("aria-label", this.text("history.strip"));
      const bar = element("div", "bar");
      this.segments = this.spells.map((spell) => this.segment(spell));
      this.marker = element("i", "day");
      bar.append(...this.unknown(), ...this.segments, this.marker);
      strip.append(this.lane(sites, milestones), bar, this.years());
      return strip;
    }

    // Time of which nothing is recorded.
    unknown() {
      const begins = this.spells[0].start_date;
      if (begins <= this.first) return [];
      const gap = element("span", "unknown");
      gap.style.width = this.percent(begins);
      gap.title = this.text("history.unknown", { day: this.reader.day(begins, this.spells[0].start_date_edtf) });
      return [gap];
    }

    segment(spell) {
      const [from, until] = [this.share(spell.start_date), spell.end_date ? this.share(spell.end_date) : 1];
      const segment = Atlas.tint(element("button", "atlas-holder", until - from < LETTER_SHARE ? "" : this.looks.actor(spell.controller).letter), this.looks, spell.controller);
      segment.type = "button";
      segment.style.left = `${(from * 100).toFixed(2)}%`;
      segment.style.width = `${((until - from) * 100).toFixed(2)}%`;
      segment.classList.toggle("short", until - from < LETTER_SHARE);
      segment.title = this.told(spell);
      segment.setAttribute("aria-label", segment.title);
      segment.addEventListener("click", () => this.onday(spell.start_date));
      return segment;
    }

    told(spell) {
      const told = { holder: this.popup.actor(spell.controller), from: this.since(spell), until: this.popup.day(spell, "end_date") };
      if (!spell.end_date) return this.text("history.spell_open", told);
      return this.text(spell.event_id ? "history.spell" : "history.spell_first", told);
    }

    since(spell) {
      return spell.event_id ? this.popup.day(spell, "start_date") : this.text("popup.before");
    }

    // Heritage and milestones over the bar, to look at; the lists below tell them.
    lane(sites, milestones) {
      const lane = element("div", "lane");
      lane.setAttribute("aria-hidden", "true");
      for (const row of milestones) lane.append(this.sign(row, "milestone", row[`title_${this.reader.language}`]));
      for (const row of sites) {
        const sign = this.sign(row, "site", row.name[this.reader.language]);
        sign.append(symbols.picture(13, symbols.filled("diamond", this.looks.classes.heritage_sites[row.damage])));
        lane.append(sign);
      }
      return lane;
    }

    sign(row, kind, title) {
      const sign = element("i", kind);
      sign.style.left = this.percent(row.event_date);
      sign.title = `${this.popup.day(row, "event_date")} · ${title}`;
      return sign;
    }

    years() {
      const scale = element("div", "years");
      const [from, to] = [this.first, this.last].map((day) => Number(day.slice(0, 4)));
      const step = Math.ceil((to - from + 1) * YEAR_SHARE);
      for (let year = from; year <= to; year += 1) {
        const mark = element("span", "", (year - from) % step ? "" : year);
        mark.style.left = this.percent(`${year}-01-01`);
        scale.append(mark);
      }
      return scale;
    }

    // ---- the lists -----------------------------------------------------------------------------------------------

    head(row) {
      const head = this.popup.head(row);
      head.querySelector("h3").tabIndex = -1;
      // Governorates have a name in English only.
      const region = this.reader.language === "en" ? row.admin1_en : null;
      const country = this.text(`scope.${row.country}`);
      head.append(element("p", "kind", [this.text(`kind.${row.kind}`), region, country].filter(Boolean).join(" · ")));
      head.prepend(Atlas.closer(this.reader, () => this.onclose()));
      return head;
    }

    changes() {
      const heading = element("h4", "", this.text("history.changes"));
      const list = element("ol", "changes");
      this.items = this.spells.map((spell) => this.change(spell));
      list.append(...this.items);
      if (this.spells.some((spell) => spell.event_id)) return [heading, list];
      return [heading, element("p", "unchanged", this.text("history.unchanged")), list];
    }

    change(spell) {
      const item = element("li");
      item.dataset.id = spell.event_id ?? "";
      const when = element("p", "when");
      when.append(this.time(spell, this.since(spell), spell.start_date));
      if (spell.earliest_date) when.append(" ", element("span", "exact", this.window(spell)));
      const how = element("p", "how");
      how.append(Atlas.chip(this.looks, spell.controller, this.popup.actor(spell.controller)));
      if (spell.means) how.append(" ", element("span", "means", this.text(`means.${spell.means}`)));
      if (spell.event_id) item.append(this.way(spell.start_date));
      item.append(when, how);
      if (spell.basis === "area") item.append(element("p", "basis", this.text("history.area")));
      item.append(...this.grounds(spell));
      return item;
    }

    // The days between which a change lies.
    window({ earliest_date: earliest, latest_date: latest }) {
      return this.text("history.between", { earliest: this.reader.day(earliest), latest: this.reader.day(latest) });
    }

    happenings(key, rows, tell) {
      if (!rows.length) return [];
      const list = element("ol", "happenings");
      list.append(...rows.map(tell));
      return [element("h4", "", this.text(key)), list];
    }

    site(row) {
      const item = element("li");
      item.dataset.id = row.id;
      const sign = element("i", "sign");
      sign.append(symbols.picture(14, symbols.filled("diamond", this.looks.classes.heritage_sites[row.damage])));
      const damage = element("p", "class");
      damage.append(sign, element("span", "", this.text(`damage.${row.damage}`)));
      item.append(this.way(row.event_date), this.time(row), element("strong", "", row.name[this.reader.language]), damage, ...this.grounds(row));
      return item;
    }

    milestone(row) {
      const item = element("li");
      item.dataset.id = row.id;
      const title = element("strong", "", row[`title_${this.reader.language}`]);
      item.append(this.way(row.event_date), this.time(row), title, element("p", "class", this.text(`lane.${row.lane}`)), ...this.grounds(row));
      return item;
    }

    time(row, told = this.popup.day(row, "event_date"), day = row.event_date) {
      const time = element("time", "", told);
      time.dateTime = day;
      return time;
    }

    way(day) {
      const go = element("button", "go", this.text("history.go"));
      go.type = "button";
      go.setAttribute("aria-label", this.text("history.go_to", { day: this.reader.day(day) }));
      go.addEventListener("click", () => this.onday(day));
      return go;
    }

    // What an entry rests on.
    grounds(row) {
      return [this.popup.note(row), this.popup.facts([["popup.certainty", this.popup.certainty(row)]]), this.popup.sources(row.sources)];
    }
  }

  Atlas.History = History;
})(window.Atlas);
