// The year slider. Its values are days, so that any day can stand on it; dragging and the arrow keys go by months.

(function (Atlas) {
  "use strict";
  const { element, days } = Atlas;

  class Clock {
    // `events` are the days on which something changes, in order; `onstep` is told of every step, `onrelease` when
    // the hand is taken off.
    constructor(first, last, events, marks, reader) {
      this.first = days.number(first);
      this.last = days.number(last);
      this.events = events;
      this.reader = reader;
      this.root = element("div", "atlas-clock");
      this.root.dir = "ltr";
      this.slider = element("input");
      Object.assign(this.slider, { type: "range", min: this.first, max: this.last, step: 1 });
      this.slider.setAttribute("aria-label", reader.text("clock.label"));
      const back = this.button("‹", "clock.back", -1);
      const forward = this.button("›", "clock.forward", 1);
      const track = element("div", "track");
      track.append(this.lane(marks), this.slider, this.years());
      this.root.append(back, track, forward);
      this.listen();
    }

    get day() {
      return days.iso(Number(this.slider.value));
    }

    set(day) {
      this.slider.value = days.number(day);
      this.slider.setAttribute("aria-valuetext", this.reader.day(day));
    }

    share(day) {
      return (days.number(day) - this.first) / (this.last - this.first);
    }

    button(sign, key, months) {
      const button = element("button", "", sign);
      button.type = "button";
      button.title = this.reader.text(key);
      button.setAttribute("aria-label", this.reader.text(key));
      button.addEventListener("click", () => this.go(days.step(this.day, months)));
      return button;
    }

    // A mark for each milestone, above the slider.
    lane(marks) {
      const lane = element("div", "lane");
      for (const { day, title } of marks) {
        const mark = element("i");
        mark.style.insetInlineStart = `${(this.share(day) * 100).toFixed(3)}%`;
        mark.title = `${this.reader.day(day)} · ${title}`;
        lane.append(mark);
      }
      return lane;
    }

    years() {
      const scale = element("div", "years");
      const [from, to] = [days.iso(this.first), days.iso(this.last)].map((day) => Number(day.slice(0, 4)));
      for (let year = from; year <= to; year += 1) {
        const mark = element("span", year % 5 === 0 ? "fifth" : "", year);
        mark.style.insetInlineStart = `${(this.share(`${year}-01-01`) * 100).toFixed(3)}%`;
        if (this.share(`${year}-01-01`) < 0.985) scale.append(mark);
      }
      return scale;
    }

    listen() {
      // A drag passes through days: what is shown is the first of the month nearest to the hand.
      this.slider.addEventListener("input", () => {
        this.set(this.clamp(days.nearestMonth(this.day)));
        this.onstep(this.day);
      });
      this.slider.addEventListener("change", () => this.onrelease());
      this.slider.addEventListener("keydown", (event) => {
        const day = this.target(event);
        if (day === null) return;
        event.preventDefault();
        this.go(day);
      });
    }

    target({ key, shiftKey }) {
      const months = shiftKey ? 12 : 1;
      if (key === "ArrowRight" || key === "ArrowUp") return days.step(this.day, months);
      if (key === "ArrowLeft" || key === "ArrowDown") return days.step(this.day, -months);
      if (key === "PageUp") return this.events.find((day) => day > this.day) ?? null;
      if (key === "PageDown") return this.events.findLast((day) => day < this.day) ?? null;
      if (key === "Home") return days.iso(this.first);
      if (key === "End") return days.iso(this.last);
      return null;
    }

    clamp(day) {
      return days.iso(Math.min(Math.max(days.number(day), this.first), this.last));
    }

    go(day) {
      this.set(this.clamp(day));
      this.onstep(this.day);
      this.onrelease();
    }
  }

  Atlas.Clock = Clock;
})(window.Atlas);
