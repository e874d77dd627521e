// Days as ISO text, which sorts as it reads; numbers of days only where a slider needs them.

window.Atlas = window.Atlas || {};
(function (Atlas) {
  "use strict";
  const MILLISECONDS = 86400000;

  const number = (day) => Math.round(Date.parse(day + "T00:00:00Z") / MILLISECONDS);
  const iso = (count) => new Date(count * MILLISECONDS).toISOString().slice(0, 10);

  // The first of the month that lies `months` after the month of a day.
  function monthStart(day, months) {
    const [year, month] = day.split("-").map(Number);
    return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
  }

  // A step of whole months: from inside a month the first step back goes to its beginning.
  function step(day, months) {
    if (months < 0 && !day.endsWith("-01")) return monthStart(day, months + 1);
    return monthStart(day, months);
  }

  // The first of a month nearest to a day.
  function nearestMonth(day) {
    return monthStart(day, Number(day.slice(8)) > 15 ? 1 : 0);
  }

  // How many of a list in order of time lie on or before a day; `of` answers with the day of one.
  function until(ordered, day, of = (one) => one) {
    let [low, high] = [0, ordered.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (of(ordered[middle]) <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  }

  // What holds from start_date until the day before end_date.
  const holds = (row, day) => row.start_date <= day && (!row.end_date || day < row.end_date);

  // A day as read in a sentence; where it is inexact, only what is known of it.
  function reader(options) {
    const text = (key, values) => fill(options.texts[key] ?? key, values ?? {});
    function day(value, edtf) {
      const known = edtf ? edtf.replace(/[?~%]$/, "") : value;
      const [year, month, date] = known.split("-");
      const form = date ? (date === "01" ? "date.first" : "date.day") : month ? "date.month" : "date.year";
      let told = text(form, { year, month: options.months[Number(month) - 1], day: Number(date) });
      if (edtf && /[~%]$/.test(edtf)) told = text("date.about", { date: told });
      if (edtf && /[?%]$/.test(edtf)) told = text("date.uncertain", { date: told });
      return told;
    }
    const count = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, options.group);
    // An area in km², no finer than it is known.
    const area = (value) => {
      const step = value >= 10000 ? 100 : value >= 1000 ? 10 : 1;
      return text("area.km2", { area: count(Math.round(value / step) * step) });
    };
    return { text, day, count, area, language: options.language, direction: options.direction };
  }

  Atlas.days = { number, iso, step, nearestMonth, monthStart, until, holds, reader };
})(window.Atlas);
