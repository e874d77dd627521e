// Names on the map, placed so that none covers another or a symbol.
//
// Placing is greedy by priority, at the zoom at hand and for the whole region at once, so that a name stays where it
// is while the map is dragged. Area names stand at their point or nowhere; a town's name tries the places around it.

(function (Atlas) {
  "use strict";

  const GAP = 2;
  const context = document.createElement("canvas").getContext("2d");

  // Corners tried for a point's name: [horizontal, vertical] in units of the box, and where the text is anchored.
  const AROUND = {
    ltr: [[1, 0], [-1, 0], [1, -1], [1, 1], [0, -1], [0, 1], [-1, -1], [-1, 1]],
    rtl: [[-1, 0], [1, 0], [-1, -1], [-1, 1], [0, -1], [0, 1], [1, -1], [1, 1]],
  };

  function boxAt(point, size, side, away) {
    const [right, down] = side;
    const x = right === 0 ? point.x - size.width / 2 : right > 0 ? point.x + away : point.x - away - size.width;
    const tilt = right === 0 ? away : away * 0.55;
    const y = down === 0 ? point.y - size.height / 2 : down > 0 ? point.y + tilt : point.y - tilt - size.height;
    return { left: x, top: y, right: x + size.width, bottom: y + size.height };
  }

  // Points round the middle of an area, nearest first, on a grid of half a name by two lines.
  function middles(point, size, room) {
    const found = [];
    for (let across = -room; across <= room; across += 1) {
      for (let down = -room; down <= room; down += 1) {
        found.push({ x: point.x + (across * size.width) / 2, y: point.y + down * size.height * 1.6, off: across * across + down * down });
      }
    }
    return found.sort((a, b) => a.off - b.off);
  }

  const overlaps = (a, b) =>
    a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom + GAP && b.top < a.bottom + GAP;

  // Boxes by squares of the plane, so that each is compared with its neighbours only.
  class Plane {
    constructor() {
      this.squares = new Map();
    }
    *near(box) {
      for (let x = Math.floor(box.left / 128) - 1; x <= Math.floor(box.right / 128) + 1; x += 1) {
        for (let y = Math.floor(box.top / 64) - 1; y <= Math.floor(box.bottom / 64) + 1; y += 1) {
          yield* this.squares.get(`${x},${y}`) ?? [];
        }
      }
    }
    // How many symbols a box would cover; without end if it would cover a name.
    cost(box, owner) {
      const covered = new Set();
      for (const other of this.near(box)) {
        if (other.owner === owner || !overlaps(box, other)) continue;
        if (other.name) return Infinity;
        covered.add(other.owner);
      }
      return covered.size;
    }
    take(box, owner, name = false) {
      const taken = { ...box, owner, name };
      for (let x = Math.floor(box.left / 128); x <= Math.floor(box.right / 128); x += 1) {
        for (let y = Math.floor(box.top / 64); y <= Math.floor(box.bottom / 64); y += 1) {
          const key = `${x},${y}`;
          if (!this.squares.has(key)) this.squares.set(key, []);
          this.squares.get(key).push(taken);
        }
      }
    }
  }

  function measure(label) {
    context.font = `${label.weight} ${label.size}px "IBM Plex Sans Arabic", sans-serif`;
    const spaced = label.spacing ? label.spacing * label.size * label.text.length : 0;
    return { width: context.measureText(label.text).width + spaced + 2, height: label.size * 1.3 };
  }

  class Labels {
    // `candidates` answers with the names wanted at a zoom: {id, text, at: [lon, lat], priority, size, weight, kind,
    // radius (of the symbol; 0 for an area), spacing, room (how far an area's name may move), within}. Lower priority numbers are placed first. One without a text is
    // a symbol that no name may cover.
    constructor(map, direction, candidates) {
      this.map = map;
      this.direction = direction;
      this.candidates = candidates;
      this.pane = map.createPane("atlas-labels");
      this.pane.classList.add("leaflet-zoom-hide");
      this.sheet = null;
      this.elements = new Map();
      this.boxes = new Map();
      this.more = [];
      this.plane = new Plane();
    }

    place() {
      const zoom = this.map.getZoom();
      const plane = new Plane();
      const wanted = this.candidates(zoom).map((label) => {
        return { ...label, point: this.map.project([label.at[1], label.at[0]], zoom).add(label.aside ?? [0, 0]) };
      });
      this.plane = plane;
      for (const { point, radius, id } of wanted) {
        if (radius) plane.take({ left: point.x - radius, right: point.x + radius, top: point.y - radius, bottom: point.y + radius }, id);
      }
      const named = wanted.filter((label) => label.text);
      named.sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1));
      const origin = this.map.getPixelOrigin();
      this.pane.replaceChildren();
      this.elements.clear();
      this.boxes.clear();
      for (const label of named) {
        const box = this.find(label, plane);
        if (!box) continue;
        this.draw(label, box, origin);
        if (label.dot) this.mark(label, origin);
      }
    }

    // Names of this day only, where nothing else stands; they move nothing and leave no mark on the plane.
    also(labels) {
      const zoom = this.map.getZoom();
      const origin = this.map.getPixelOrigin();
      this.keep(() => false);
      for (const label of labels) {
        const size = measure(label);
        const box = boxAt(this.map.project([label.at[1], label.at[0]], zoom), size, [0, 0], 0);
        if (this.plane.cost(box, label.id) > 0) continue;
        this.draw(label, box, origin);
        this.more.push(label);
      }
    }

    // Takes away those names of the day that no longer hold.
    keep(holds) {
      this.more = this.more.filter((label) => {
        const kept = holds(label) && this.elements.has(label.id);
        if (!kept) this.forget(label.id);
        return kept;
      });
    }

    forget(id) {
      const element = this.elements.get(id);
      element?.remove();
      this.boxes.delete(element);
    }

    // Names beyond the sheet, which lies in the map's own pixels, are not drawn.
    cull(sheet) {
      this.sheet = sheet;
      for (const [element, box] of this.boxes) element.hidden = !sheet.overlaps(box);
    }

    // A town of the basemap shows as a dot only where its name found room.
    mark(label, origin) {
      const dot = document.createElement("i");
      dot.className = `atlas-town ${label.dot}`;
      this.put(dot, L.bounds([label.point.subtract(origin)]));
      dot.style.cssText = `left:${(label.point.x - origin.x).toFixed(1)}px;top:${(label.point.y - origin.y).toFixed(1)}px`;
    }

    toggle(id, visible) {
      const element = this.elements.get(id);
      if (element) element.style.display = visible ? "" : "none";
    }

    // The first free place around a point. A name that matters more may stand on a symbol, never on another name.
    find(label, plane) {
      const size = measure(label);
      if (!label.radius) {
        for (const { x, y, off } of middles(label.point, size, label.room ?? 0)) {
          const box = boxAt({ x, y: y + size.height / 2 }, size, [0, -1], 0);
          if (plane.cost(box, label.id) === 0 && (off === 0 || this.isWithin(label, box))) return this.take(box, label, plane);
        }
        return null;
      }
      const patience = label.priority <= 10 ? 9 : 0;
      let [best, least] = [null, patience + 1];
      // A name a little way off is worse than one on two symbols: it might be read as another place's.
      for (const [away, strangeness] of patience ? [[label.radius + 2, 0], [label.radius + 9, 2.5]] : [[label.radius + 2, 0]]) {
        for (const side of AROUND[this.direction]) {
          const box = boxAt(label.point, size, side, away);
          const cost = plane.cost(box, label.id) + strangeness;
          if (cost < least) [best, least] = [box, cost];
          if (cost === 0) return this.take(box, label, plane);
        }
      }
      return best && this.take(best, label, plane);
    }

    // Both ends of an area's name lie on the area, if it was moved from its own point.
    isWithin(label, box) {
      if (!label.within) return true;
      return [box.left, box.right].every((x) => {
        const { lng, lat } = this.map.unproject([x, (box.top + box.bottom) / 2]);
        return label.within(lng, lat);
      });
    }

    take(box, label, plane) {
      plane.take(box, label.id, true);
      return box;
    }

    put(element, box) {
      this.boxes.set(element, box);
      element.hidden = Boolean(this.sheet) && !this.sheet.overlaps(box);
      this.pane.append(element);
    }

    draw(label, box, origin) {
      const element = document.createElement("div");
      element.className = `atlas-label ${label.kind}`;
      element.textContent = label.text;
      element.dir = this.direction;
      element.style.cssText =
        `left:${(box.left - origin.x).toFixed(1)}px;top:${(box.top - origin.y).toFixed(1)}px;` +
        `font-size:${label.size}px;font-weight:${label.weight};letter-spacing:${label.spacing ? label.spacing + "em" : "normal"}`;
      this.put(element, L.bounds([box.left - origin.x, box.top - origin.y], [box.right - origin.x, box.bottom - origin.y]));
      this.elements.set(label.id, element);
    }
  }

  Atlas.Labels = Labels;
})(window.Atlas);
