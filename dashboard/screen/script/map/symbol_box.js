// A symbol's element: its picture, how large it is, and where it stands of its point. What is so already is left.

import { image, reach } from "./symbols.js";

/** @import { Crowds, Drawn, Look, Seat } from "../types.js" */

/** @param {Drawn} drawn */
export function veil(drawn) {
  const { box } = drawn;
  box.style.visibility = "hidden";
  for (const name of ["layer", "id", "state", "within", "more", "count"]) delete box.dataset[name];
  box.classList.remove("chosen");
  box.tabIndex = -1;
  Object.assign(drawn, { state: "", seat: "" });
}

/**
 * How wide a symbol is: one that stands for several has room for its number.
 * @param {Look} look
 * @param {Seat} seat
 * @param {Crowds} crowds
 * @param {number} scale
 */
function sizeOf({ size }, seat, { counted, room }, scale) {
  return seat.moves && seat.members.length > 1 ? Math.max(size, Math.min(size * counted, room * scale)) : size;
}

/**
 * @param {Drawn} drawn
 * @param {Look} look
 * @param {Seat} seat  its own
 * @param {Crowds} crowds
 * @param {number} scale  how much larger all is than on a usual screen
 */
export function dress(drawn, look, seat, crowds, scale) {
  const { box, marker } = drawn;
  const size = sizeOf(look, seat, crowds, scale) * reach;
  const picture = image(look.marks, size);
  const aside = [0, 1].map((axis) => look.aside[axis] + seat.aside[axis]);
  const place = [size, ...aside, look.dark].join();
  if (drawn.image !== picture) box.style.backgroundImage = picture;
  if (drawn.place !== place) {
    // A finger needs more than a small symbol is wide.
    const side = Math.max(size, crowds.apart * scale);
    const [marginLeft, marginTop] = aside.map((away) => `${(away - side / 2).toFixed(1)}px`);
    const width = `${side.toFixed(1)}px`;
    Object.assign(box.style, { width, height: width, marginLeft, marginTop, backgroundSize: `${size.toFixed(1)}px` });
    box.style.setProperty("--radius", `${(size / 2).toFixed(1)}px`);
    box.classList.toggle("dark", look.dark);
  }
  if (drawn.state !== look.state) box.dataset.state = look.state;
  if (drawn.order !== look.order) marker.setZIndexOffset(look.order * 10);
  Object.assign(drawn, { image: picture, place, state: look.state, order: look.order });
}
