// What a symbol tells when it is opened. Built from elements and text, never from HTML: text from data is text.

(function (Atlas) {
  "use strict";

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined && text !== null) made.textContent = text;
    return made;
  }

  // What is written already is not touched: the browser would lay it out again.
  function write(box, text) {
    if (!box.firstChild) box.textContent = text;
    else if (box.firstChild.data !== text) box.firstChild.data = text;
  }

  class Popup {
    constructor(record, reader) {
      this.record = record;
      this.reader = reader;
    }

    text(key, values) {
      return this.reader.text(key, values);
    }

    actor(id) {
      const actor = this.record.actors[id];
      return actor ? actor.name[this.reader.language] : id;
    }

    // The name in the reader's language, the other two under it.
    head(row) {
      const { language } = this.reader;
      const head = element("header");
      head.append(element("h3", "", row.name[language]));
      const others = element("p", "names");
      for (const other of ["ar", "en", "fr"].filter((code) => code !== language && row.name[code] !== row.name[language])) {
        const name = element("span", "", row.name[other]);
        name.lang = other;
        name.dir = other === "ar" ? "rtl" : "ltr";
        others.append(name, " ");
      }
      if (others.childElementCount) head.append(others);
      return head;
    }

    facts(pairs) {
      const list = element("dl");
      for (const [key, value] of pairs) {
        if (value === null || value === undefined || value === "") continue;
        list.append(element("dt", "", this.text(key)), element("dd", "", value));
      }
      return list;
    }

    day(row, column) {
      return row[column] ? this.reader.day(row[column], row[`${column}_edtf`]) : null;
    }

    note(row, stem = "note") {
      const told = row[`${stem}_${this.reader.language}`];
      return told ? element("p", "note", told) : "";
    }

    sources(ids) {
      const cited = element("p", "sources", this.text("popup.sources") + " ");
      ids.split(";").forEach((id, index) => {
        const source = this.record.sources[id];
        if (index) cited.append(", ");
        if (!source || !/^https?:\/\//.test(source.url)) {
          cited.append(source?.publisher ?? id);
          return;
        }
        const link = element("a", "", source.publisher);
        link.href = source.url;
        link.title = source.title;
        link.target = "_blank";
        link.rel = "noopener noreferrer";
        cited.append(link);
      });
      return cited;
    }

    certainty(row) {
      return this.text(`confidence.${row.confidence}`);
    }

    // Lowest and highest figure, or the one there is.
    range(row, stem) {
      const [low, high] = [row[`${stem}_min`], row[`${stem}_max`]];
      if (low === undefined) return null;
      if (high === undefined) return this.text("popup.at_least", { count: this.reader.count(low) });
      return low === high ? this.reader.count(low) : `${this.reader.count(low)}–${this.reader.count(high)}`;
    }

    // Who held a place from when to when.
    history(spells, day) {
      const list = element("ol", "history");
      for (const spell of spells) {
        const item = element("li", Atlas.days.holds(spell, day) ? "now" : "");
        const when = spell.event_id ? this.day(spell, "start_date") : this.text("popup.before");
        item.append(element("time", "", when), " ", element("span", "", this.actor(spell.controller)));
        list.append(item);
      }
      return list;
    }

    content(layer, rows, row, day) {
      const body = element("article", "atlas-popup");
      body.lang = this.reader.language;
      body.dir = this.reader.direction;
      body.append(this.head(row), ...this[layer](row, rows, day));
      return body;
    }

    places(row, rows, day) {
      return [
        this.facts([
          ["popup.held_by", this.actor(row.controller)],
          ["popup.since", row.event_id ? this.day(row, "start_date") : this.text("popup.before")],
          ["popup.until", this.day(row, "end_date")],
          ["popup.certainty", this.certainty(row)],
        ]),
        this.note(row),
        this.history(rows, day),
        this.sources(row.sources),
      ];
    }

    liberated_cities(row, rows, day) {
      return [
        this.facts([
          [row.held === "held" ? "popup.held_from" : "popup.contested_from", this.day(row, "held_from_date")],
          ["popup.retaken", this.day(row, "retaken_date")],
          ["popup.retaken_by", this.actor(row.retaken_by)],
          ["popup.certainty", this.certainty(row)],
        ]),
        this.note(row),
        this.history(row.spells ?? [], day),
        this.sources(row.sources),
      ];
    }

    heritage_sites(row) {
      return [
        this.facts([
          ["popup.damage", this.text(`damage.${row.damage}`)],
          ["popup.damaged", this.day(row, "event_date")],
          ["popup.reported", this.day(row, "reported_date")],
          ["popup.confirmed", this.day(row, "confirmed_date")],
          ["popup.state_now", row.state_now === "unknown" ? null : this.text(`state.${row.state_now}`)],
          ["popup.certainty", this.certainty(row)],
        ]),
        this.note(row),
        this.sources(row.sources),
      ];
    }

    affiliates(row) {
      return [
        this.facts([
          ["popup.status", this.text(`status.${row.status}`)],
          ["popup.since", this.day(row, "start_date")],
          ["popup.until", this.day(row, "end_date")],
          ["popup.pledged", this.day(row, "pledged_date")],
          ["popup.recognised", this.day(row, "recognised_date")],
          ["popup.area", row[`area_${this.reader.language}`]],
          ["popup.certainty", this.certainty(row)],
        ]),
        this.note(row),
        this.note(row, "status_note"),
        this.sources(row.sources),
      ];
    }

    attacks(row) {
      return [
        this.facts([
          ["popup.day", this.day(row, "event_date")],
          ["popup.attribution", this.text(`attribution.${row.attribution}`)],
          ["popup.killed", this.range(row, "killed")],
          ["popup.injured", this.range(row, "injured")],
          ["popup.certainty", this.certainty(row)],
        ]),
        this.note(row),
        this.sources(row.sources),
      ];
    }
  }

  Object.assign(Atlas, { element, write, Popup });
})(window.Atlas);
