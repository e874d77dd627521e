// What stands on the map beside the legend: the search, how many days are looked at, and the way to the table.

(function (Atlas) {
  "use strict";
  const { element, days } = Atlas;
  const ONE = "one";

  class Tools {
    // `main` is the controller of the first map.
    constructor(main) {
      this.main = main;
      this.root = element("div", "atlas-tools");
      this.root.dir = main.options.direction;
      const { reader, options } = main;
      const modes = [ONE, ...options.modes].map((mode) => [mode, reader.text(`compare.${mode}`)]);
      this.compare = Atlas.select(reader.text("compare.label"), modes, (mode) => this.choose(mode));
      if (options.search) this.root.append(new Atlas.Search(options.search, reader, (hit) => main.found(hit)).root);
      this.root.append(this.compare, main.desk.toggle);
    }

    choose(mode) {
      const { selection } = this.main;
      if (mode === ONE) this.main.choose({ compare: null });
      else this.main.choose({ mode, compare: selection.compare ?? this.other(selection.day) });
    }

    // The second day to begin with: a year later, or earlier where there is no later.
    other(day) {
      const { clock } = this.main;
      const later = days.step(day, 12);
      return clock.clamp(later) === later ? later : days.step(day, -12);
    }

    show({ compare, mode }) {
      this.compare.value = compare ? mode : ONE;
    }
  }

  Atlas.Tools = Tools;
})(window.Atlas);
