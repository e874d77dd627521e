// A second day beside the first: two maps that move as one, side by side, one over the other with a swipe between them,
// or what changed from one day to the other.

(function (Atlas) {
  "use strict";
  const { element } = Atlas;
  const STEP = 2;

  class Compare {
    // `main` is the controller of the first map; the second one is made here and obeys it.
    constructor(main) {
      this.main = main;
      const box = main.pair.appendChild(element("div"));
      const { options } = main.map;
      // Both maps jump from zoom to zoom: two that glide apart for a moment do not show the same land.
      this.animated = main.map._zoomAnimated;
      main.map._zoomAnimated = false;
      this.map = L.map(box, { ...options, center: main.map.getCenter(), zoom: main.map.getZoom(), zoomAnimation: false });
      this.second = new Atlas.Controller(this.map, { ...main.options, selection: null }, main);
      this.handle = this.swipe();
      this.told = main.pair.appendChild(element("ul", "atlas-difference"));
      this.follow(main.map, this.map);
      this.follow(this.map, main.map);
    }

    // Each map goes where the other was moved to. While one is dragged the other is only shifted, and drawn anew at the end.
    follow(leader, other) {
      const led = (go) => () => {
        if (this.leading || this.removed) return;
        this.leading = true;
        go();
        this.leading = false;
      };
      leader.on("move", led(() => {
        if (leader.getZoom() !== other.getZoom()) other.setView(leader.getCenter(), leader.getZoom(), { animate: false });
        else this.shift(other, leader.getCenter());
      }));
      leader.on("moveend", led(() => other.fire("moveend")));
    }

    shift(map, center) {
      const way = map.latLngToContainerPoint(center).subtract(map.getSize().divideBy(2)).round();
      if (!way.x && !way.y) return;
      map._rawPanBy(way);
      map.fire("move");
    }

    // The second map takes up the room that it has now, where the first one stands.
    align() {
      const { map } = this.main;
      this.leading = true;
      this.map.invalidateSize({ pan: false, animate: false });
      this.map.setView(map.getCenter(), map.getZoom(), { animate: false });
      this.leading = false;
    }

    // The second map's day, and how the two are laid out.
    show() {
      const { selection, pair, reader } = this.main;
      const difference = selection.mode === "difference";
      // Side by side there is little room for the legend.
      if (pair.dataset.mode !== selection.mode) this.second.ready.then(() => (this.second.panel.root.open = selection.mode !== "split" && window.innerWidth > 760));
      pair.dataset.mode = selection.mode;
      this.handle.hidden = selection.mode !== "swipe";
      this.second.root.setAttribute("aria-label", reader.text(difference ? "compare.difference" : "compare.second"));
      this.set(this.at ?? 50);
      return this.second.show({ ...selection, day: selection.compare }).then(() => {
        this.align();
        this.second.mark(selection.place);
      });
    }

    // Land and places that Daesh gained, lost and kept between the two days; land only on days for which it is derived.
    tell() {
      const { main, second } = this;
      const [from, to] = [main.selection.day, second.selection.day].sort();
      const territory = main.land?.territory;
      const known = territory?.covers(from) && territory.covers(to);
      const areas = known ? territory.areas(territory.difference(from, to)) : {};
      const places = main.looks.difference(from, to);
      const between = element("li", "between", main.reader.text("difference.between", { from: main.reader.day(from), to: main.reader.day(to) }));
      this.told.replaceChildren(between, ...Atlas.DIFFERENCES.map((name) => this.changed(name, areas[name], known, places[name])));
    }

    // One kind of change; the names of its places unfold.
    changed(name, area, known, places) {
      const { reader, looks } = this.main;
      const item = element("li");
      item.dataset.class = name;
      const names = element("details");
      const summary = element("summary");
      const told = known ? [reader.area(area ?? 0)] : [];
      told.push(reader.text("difference.places", { count: reader.count(places.length) }));
      summary.append(looks.patch(name), element("span", "", reader.text(`difference.${name}`)), element("strong", "", told.join(" · ")));
      const sorted = places.map(({ rows }) => rows[0].name[reader.language]).sort(new Intl.Collator(reader.language).compare);
      names.append(summary, element("p", "", sorted.join(`${reader.text("list.comma")} `)));
      item.append(names);
      return item;
    }

    // What the first map's day means for the second.
    stepped() {
      if (this.main.selection.mode === "difference") this.second.paint();
      else this.second.rest();
    }

    swipe() {
      const handle = element("div", "atlas-swipe");
      Object.assign(handle, { tabIndex: 0, role: "slider", ariaLabel: this.main.reader.text("compare.handle"), ariaValueMin: "0", ariaValueMax: "100" });
      const rtl = this.main.options.direction === "rtl";
      const drag = (event) => {
        const box = this.main.stage.getBoundingClientRect();
        const share = (100 * (event.clientX - box.left)) / box.width;
        this.set(rtl ? 100 - share : share);
      };
      handle.addEventListener("pointerdown", (event) => {
        handle.setPointerCapture(event.pointerId);
        event.preventDefault();
        handle.focus();
      });
      handle.addEventListener("pointermove", (event) => handle.hasPointerCapture(event.pointerId) && drag(event));
      handle.addEventListener("keydown", ({ key }) => {
        const step = { ArrowRight: rtl ? -STEP : STEP, ArrowLeft: rtl ? STEP : -STEP, Home: -100, End: 100 }[key];
        if (step) this.set(this.at + step);
      });
      this.main.pair.append(handle);
      return handle;
    }

    // Where the second map begins, in per cent of the width from the side that is read first.
    set(share) {
      this.at = Math.min(100, Math.max(0, share));
      this.handle.ariaValueNow = String(Math.round(this.at));
      this.main.pair.style.setProperty("--swipe", `${this.at}%`);
    }

    remove() {
      this.removed = true;
      this.second.remove();
      this.handle.remove();
      this.told.remove();
      this.main.map._zoomAnimated = this.animated;
      this.main.pair.dataset.mode = "one";
    }
  }

  Atlas.Compare = Compare;
})(window.Atlas);
