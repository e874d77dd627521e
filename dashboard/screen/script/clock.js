// The year slider. Its values are days, so that any day can stand on it; dragging, playing and the arrow keys go by
// months. Above it the milestones, and how much changed in each month.

(function (Atlas) {
  "use strict";
  const { element, days } = Atlas;
  // Months a second.
  const SPEEDS = [2, 4, 8];
  const LANES = ["territory", "military", "money", "ideas"];
  const [TICKS, TICK] = [10, "#b3a68e"];

  class Clock {
    // `events` are the days on which something changes, in order; `marks` the milestones: {day, title, lane}. `onstep`
    // is told of every step, `onrelease` when the hand is taken off or what plays has come to rest.
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
      const back = this.button("‹", "clock.back", () => this.go(days.step(this.day, -1)));
      const forward = this.button("›", "clock.forward", () => this.go(days.step(this.day, 1)));
      this.player = this.button("▶", "clock.play", () => (this.playing ? this.stop() : this.play()));
      this.pace = this.button("", "clock.speed", () => this.hurry());
      this.pace.className = "pace";
      this.speed = 1;
      this.tellPace();
      const track = element("div", "track");
      track.append(this.lane(marks), this.ticks(), this.slider, this.years());
      this.root.append(this.player, this.pace, back, track, forward);
      this.listen();
    }

    get day() {
      return days.iso(Number(this.slider.value));
    }

    // Days follow each other faster than they are read.
    get hurried() {
      return Boolean(this.dragged || this.playing);
    }

    set(day) {
      this.slider.value = days.number(day);
      this.slider.setAttribute("aria-valuetext", this.reader.day(day));
    }

    share(day) {
      return (days.number(day) - this.first) / (this.last - this.first);
    }

    button(sign, key, press) {
      const button = element("button", "", sign);
      button.type = "button";
      this.name(button, key);
      button.addEventListener("click", press);
      return button;
    }

    name(button, key, values) {
      button.title = this.reader.text(key, values);
      button.setAttribute("aria-label", button.title);
    }

    // A mark for each milestone, in the colour of its lane. The page lists them for those who cannot point at one.
    lane(marks) {
      const lane = element("div", "lane");
      for (const { day, title, lane: kind } of marks) {
        const mark = element("i", LANES.includes(kind) ? kind : "");
        mark.style.left = `${(this.share(day) * 100).toFixed(3)}%`;
        mark.title = `${this.reader.day(day)} · ${this.reader.text(`lane.${kind}`)} · ${title}`;
        mark.addEventListener("click", () => this.go(day));
        lane.append(mark);
      }
      return lane;
    }

    // A tick for each month in which something changed, the higher the more.
    ticks() {
      const counts = new Map();
      for (const day of this.events) {
        const month = days.monthStart(day, 0);
        counts.set(month, (counts.get(month) ?? 0) + 1);
      }
      const most = Math.sqrt(Math.max(1, ...counts.values()));
      const bars = [...counts].map(([month, count]) => `M${(this.share(month) * 1000).toFixed(2)} ${TICKS}V${(TICKS * (1 - Math.sqrt(count) / most)).toFixed(2)}`);
      const image = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 ${TICKS}" preserveAspectRatio="none"><path d="${bars.join("")}" stroke="${TICK}" stroke-width="2" vector-effect="non-scaling-stroke"/></svg>`;
      const picture = element("div", "ticks");
      picture.style.backgroundImage = `url("data:image/svg+xml,${encodeURIComponent(image)}")`;
      return picture;
    }

    // ---- playing -------------------------------------------------------------------------------------------------

    play() {
      if (this.day >= days.iso(this.last)) this.set(days.iso(this.first));
      this.show("❚❚", "clock.pause");
      let due = performance.now();
      const frame = (now) => {
        const each = 1000 / SPEEDS[this.speed];
        // A frame that comes late, or a page that was out of sight, makes up for nothing.
        if (now - due > 4 * each) due = now;
        if (now >= due) {
          due += each;
          this.set(this.clamp(days.step(this.day, 1)));
          this.onstep(this.day);
        }
        if (this.day >= days.iso(this.last)) this.stop();
        else this.playing = requestAnimationFrame(frame);
      };
      this.playing = requestAnimationFrame(frame);
    }

    stop() {
      if (!this.playing) return;
      cancelAnimationFrame(this.playing);
      this.playing = null;
      this.show("▶", "clock.play");
      this.onrelease();
    }

    show(sign, key) {
      this.player.textContent = sign;
      this.name(this.player, key);
    }

    hurry() {
      this.speed = (this.speed + 1) % SPEEDS.length;
      this.tellPace();
    }

    tellPace() {
      this.pace.textContent = `${SPEEDS[this.speed]}×`;
      this.name(this.pace, "clock.speed", { months: SPEEDS[this.speed] });
    }

    years() {
      const scale = element("div", "years");
      const [from, to] = [days.iso(this.first), days.iso(this.last)].map((day) => Number(day.slice(0, 4)));
      for (let year = from; year <= to; year += 1) {
        const mark = element("span", `${year % 5 ? "" : "fifth"} ${year % 2 ? "odd" : ""}`.trim(), year);
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
      this.slider.addEventListener("pointerdown", () => {
        this.stop();
        this.dragged = true;
      });
      for (const end of ["pointerup", "pointercancel", "change", "blur"]) this.slider.addEventListener(end, () => (this.dragged = false));
      this.slider.addEventListener("change", () => this.onrelease());
      this.slider.addEventListener("keydown", (event) => {
        const day = this.target(event);
        if (day === null && event.key !== " ") return;
        event.preventDefault();
        if (day === null) this.player.click();
        else this.go(day);
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
      this.stop();
      this.set(this.clamp(day));
      this.onstep(this.day);
      this.onrelease();
    }
  }

  Atlas.Clock = Clock;
})(window.Atlas);
