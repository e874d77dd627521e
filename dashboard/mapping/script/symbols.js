// Symbols as small SVG pictures: the form tells the layer, the fill tells the class, so that colour never stands alone.

(function (Atlas) {
  "use strict";

  const picture = (size, content) =>
    `<svg width="${size}" height="${size}" viewBox="-10 -10 20 20" aria-hidden="true" focusable="false">${content}</svg>`;

  const FORMS = {
    circle: "M0-8A8 8 0 1 1 0 8A8 8 0 1 1 0-8Z",
    diamond: "M0-9.2L9.2 0L0 9.2L-9.2 0Z",
    hexagon: "M-8 -4.6L0 -9.2L8 -4.6L8 4.6L0 9.2L-8 4.6Z",
    star: "M0-9.6L2.5-3.4L9.1-3L4 1.2L5.7 7.8L0 4.2L-5.7 7.8L-4 1.2L-9.1-3L-2.5-3.4Z",
  };

  // Chords of the circle at 45 degrees: a hatch that needs no pattern with an id of its own.
  const HATCH = [-7, -3.5, 0, 3.5, 7]
    .map((offset) => {
      const reach = Math.sqrt(Math.max(0, 49 - offset * offset)) * Math.SQRT1_2;
      const shift = offset * Math.SQRT1_2;
      return `M${(shift - reach).toFixed(1)} ${(shift + reach).toFixed(1)}L${(shift + reach).toFixed(1)} ${(shift - reach).toFixed(1)}`;
    })
    .join("");

  function filled(form, { color, fill }) {
    const outline = `<path d="${FORMS[form]}" fill="#fff" stroke="#fff" stroke-width="3.4"/>`;
    const edge = `<path d="${FORMS[form]}" fill="none" stroke="${color}" stroke-width="1.9" stroke-linejoin="round"/>`;
    if (fill === "full") return outline + `<path d="${FORMS[form]}" fill="${color}" stroke="${color}" stroke-width="1"/>`;
    if (fill === "half") return outline + `<g style="clip-path:inset(50% 0 0 0)"><path d="${FORMS[form]}" fill="${color}"/></g>` + edge;
    if (fill === "dot") return outline + `<circle r="3.4" fill="${color}"/>` + edge;
    if (fill === "hatch") return outline + `<path d="${HATCH}" stroke="${color}" stroke-width="1.9" fill="none"/>` + edge;
    return outline + edge;
  }

  // Colours and letters come from the record: what is no colour is grey, and a letter is text.
  const colored = (color) => (/^#[0-9a-f]{6}$/i.test(color) ? color : "#cccccc");
  const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

  // A town that someone else holds: a small dot in the holder's colour.
  const dot = (color) => `<circle r="5.4" fill="${colored(color)}" stroke="#55503f" stroke-width="1.6"/>`;

  // A town taken back: the retaker's colour and letter.
  function badge(color, letter) {
    const size = letter.length > 1 ? 8 : 10.5;
    return (
      `<circle r="9.2" fill="#fff"/><circle r="8.2" fill="${colored(color)}" stroke="#3c3a36" stroke-width="1.4"/>` +
      `<text y="${size * 0.36}" text-anchor="middle" font-size="${size}" font-weight="700" fill="#1f2a33">${escaped(letter)}</text>`
    );
  }

  // The fourth kind of attack, disputed, is told from an inspired one by its sign.
  const sign = (text) => `<text y="3.6" text-anchor="middle" font-size="10" font-weight="700" fill="#1f2a33">${text}</text>`;

  Atlas.symbols = { picture, colored, filled, dot, badge, sign };
})(window.Atlas);
