// Symbols: the form tells the layer, the fill tells the class, so that colour never stands alone.
//
// A symbol is a list of marks within -10..10, each a path or a letter, drawn to an image once: hundreds stand on the
// map, and to the browser an image is less than elements are.

(function (Atlas) {
  "use strict";
  const FORMS = {
    circle: "M0-8A8 8 0 1 1 0 8A8 8 0 1 1 0-8Z",
    diamond: "M0-9.2L9.2 0L0 9.2L-9.2 0Z",
    hexagon: "M-8 -4.6L0 -9.2L8 -4.6L8 4.6L0 9.2L-8 4.6Z",
    star: "M0-9.6L2.5-3.4L9.1-3L4 1.2L5.7 7.8L0 4.2L-5.7 7.8L-4 1.2L-9.1-3L-2.5-3.4Z",
  };
  const INK = "#1f2a33";
  // Images reach a little further than 10, for edges and for the corners of lines.
  const REACH = 11;

  const round = (radius) => `M${-radius} 0A${radius} ${radius} 0 1 1 ${radius} 0A${radius} ${radius} 0 1 1 ${-radius} 0Z`;

  // Chords of the circle at 45 degrees: a hatch that needs no pattern with an id of its own.
  const HATCH = [-7, -3.5, 0, 3.5, 7]
    .map((offset) => {
      const reach = Math.sqrt(Math.max(0, 49 - offset * offset)) * Math.SQRT1_2;
      const shift = offset * Math.SQRT1_2;
      return `M${(shift - reach).toFixed(1)} ${(shift + reach).toFixed(1)}L${(shift + reach).toFixed(1)} ${(shift - reach).toFixed(1)}`;
    })
    .join("");

  // Colours come from the record: what is no colour is grey.
  const colored = (color) => (/^#[0-9a-f]{6}$/i.test(color) ? color : "#cccccc");

  const made = new Map();
  // The same symbol is the same list each time, so that two can be told apart at a glance.
  function once(make) {
    return (...looks) => {
      const key = JSON.stringify([make.name, ...looks]);
      if (!made.has(key)) made.set(key, make(...looks));
      return made.get(key);
    };
  }

  function filled(form, { color, fill }) {
    const d = FORMS[form];
    const ground = { d, fill: "#fff", stroke: "#fff", width: 3.4 };
    const edge = { d, stroke: color, width: 1.9 };
    if (fill === "full") return [ground, { d, fill: color, stroke: color, width: 1 }];
    if (fill === "half") return [ground, { d, fill: color, half: true }, edge];
    if (fill === "dot") return [ground, { d: round(3.4), fill: color }, edge];
    if (fill === "hatch") return [ground, { d: HATCH, stroke: color, width: 1.9 }, edge];
    return [ground, edge];
  }

  // A town that someone else holds: a small dot in the holder's colour.
  const dot = (color) => [{ d: round(5.4), fill: colored(color), stroke: "#55503f", width: 1.6 }];

  // A town taken back: the retaker's colour and letter.
  function badge(color, letter) {
    const size = letter.length > 1 ? 8 : 10.5;
    const plate = [{ d: round(9.2), fill: "#fff" }, { d: round(8.2), fill: colored(color), stroke: "#3c3a36", width: 1.4 }];
    return letter ? [...plate, { text: letter, size }] : plate;
  }

  // The fourth kind of attack, disputed, is told from an inspired one by its sign.
  const signed = (marks, text) => [...marks, { text, size: 10 }];
  const faded = (marks) => marks.map((mark) => ({ ...mark, faded: true }));

  // On an element of its own, so many pixels wide, for the legend.
  function picture(size, marks) {
    const made = Atlas.element("i", "atlas-picture");
    made.style.cssText = `width:${size}px;height:${size}px;background-image:${image(marks, size)}`;
    return made;
  }

  const images = new Map();
  // As an image so many pixels wide, edges included.
  function image(marks, pixels) {
    if (!images.has(marks)) images.set(marks, new Map());
    const known = images.get(marks);
    const across = Math.max(1, Math.round(pixels * Math.max(1, window.devicePixelRatio)));
    if (!known.has(across)) known.set(across, `url("${drawn(marks, across)}")`);
    return known.get(across);
  }

  // A patch of land as a picture: `paint(pen, width, height)` draws it.
  const [WIDE, HIGH] = [20, 14];
  function patch(paint) {
    const canvas = document.createElement("canvas");
    const scale = Math.max(1, window.devicePixelRatio);
    Object.assign(canvas, { width: WIDE * scale, height: HIGH * scale });
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    paint(pen, WIDE, HIGH);
    const made = Atlas.element("i", "atlas-picture");
    made.style.cssText = `width:${WIDE}px;height:${HIGH}px;background-image:url("${canvas.toDataURL()}")`;
    return made;
  }

  function drawn(marks, across) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = across;
    const pen = canvas.getContext("2d");
    pen.setTransform(across / (2 * REACH), 0, 0, across / (2 * REACH), across / 2, across / 2);
    pen.lineJoin = "round";
    for (const mark of marks) draw(pen, mark);
    return canvas.toDataURL();
  }

  function draw(pen, { d, fill, stroke, width, half, text, size, faded: pale }) {
    pen.globalAlpha = pale ? 0.62 : 1;
    if (text) {
      Object.assign(pen, { font: `700 ${size}px "IBM Plex Sans Arabic",sans-serif`, textAlign: "center", fillStyle: INK });
      pen.fillText(text, 0, size * 0.36);
      return;
    }
    const path = new Path2D(d);
    pen.save();
    if (half) pen.clip(new Path2D(`M${-REACH} 0H${REACH}V${REACH}H${-REACH}Z`));
    if (fill) Object.assign(pen, { fillStyle: fill }).fill(path);
    if (stroke) Object.assign(pen, { strokeStyle: stroke, lineWidth: width }).stroke(path);
    pen.restore();
  }

  Atlas.symbols = {
    picture, image, patch, colored, reach: REACH / 10,
    filled: once(filled), dot: once(dot), badge: once(badge), signed: once(signed), faded: once(faded),
  };
})(window.Atlas);
