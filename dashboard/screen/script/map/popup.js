// What a symbol tells when it is opened.

import { button, element, entitle } from "../core/elements.js";

/** @import { Room } from "./room.js" */

/** @import { LayerLook, Row } from "../types.js" */
/** @import { Account } from "../core/account.js" */
/** @import { Reader } from "../core/reader.js" */

// How wide and high what is told may be, and what its frame, its tip and the symbol add to that.
const [WIDE, NARROW, HIGH, LOW] = [330, 220, 330, 90];
const [FRAME_WIDTH, FRAME_HEIGHT, GAP] = [30, 62, 8];

/**
 * Options of a popup that is to open in a room of its map, whole.
 * @param {Room} room
 * @param {L.Point} size  of the map
 * @returns {{ height: number, options: L.PopupOptions }} the height is that of what is told
 */
export function within(room, size) {
  const maxWidth = Math.max(Math.min(WIDE, room.right - room.left - FRAME_WIDTH - 2 * GAP), LOW);
  return {
    height: Math.max(Math.min(HIGH, room.bottom - room.top - FRAME_HEIGHT - 2 * GAP), LOW),
    options: {
      maxWidth,
      minWidth: Math.min(NARROW, maxWidth),
      autoPanPaddingTopLeft: L.point(room.left + GAP, room.top + GAP),
      autoPanPaddingBottomRight: L.point(size.x - room.right + GAP, size.y - room.bottom + GAP),
    },
  };
}

/**
 * The content of a popup: a row's names, what its layer tells of it, its notes and who says so, and the way to all of it.
 * @param {Account} account
 * @param {LayerLook} look
 * @param {Row} row
 * @param {() => void} open  shows all that is said of the thing beside the map
 */
export function popup(account, { facts, notes, cites }, row, open) {
  const body = element("article", "atlas-popup");
  body.lang = account.reader.language;
  body.dir = account.reader.direction;
  body.append(
    account.head(row),
    button("open", account.text("popup.open"), open),
    account.facts(facts.map((fact) => [fact.label, account.fact(fact, row)])),
    ...notes.map((stem) => account.note(row, stem)),
    account.sources(row.sources),
    account.permanent({ cites }, row),
  );
  return body;
}

/**
 * A symbol says that it has opened a popup. From the map itself, asked about its land by key, the keys go on in what is
 * told, and back once that is closed.
 * @param {L.Map} map
 * @param {Reader} reader
 */
export function tend(map, reader) {
  const box = map.getContainer();
  /** @type {HTMLElement | null} */
  let opener = null;
  map.on("popupopen", ({ popup: opened }) => {
    const frame = /** @type {HTMLElement} */ (opened.getElement());
    entitle(/** @type {HTMLElement} */ (frame.querySelector(".leaflet-popup-close-button")), reader.text("desk.close"));
    opener = focusedIn(box);
    if (opener && opener !== box) opener.setAttribute("aria-expanded", "true");
    if (opener !== box || !box.matches(":focus-visible")) return;
    const title = /** @type {HTMLElement} */ (frame.querySelector("h2"));
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  });
  map.on("popupclose", ({ popup: closed }) => {
    if (opener && opener !== box) opener.setAttribute("aria-expanded", "false");
    else if (opener && closed.getElement()?.contains(focusedIn(box))) box.focus({ preventScroll: true });
    opener = null;
  });
}

/**
 * What has the focus inside of an element, or is it itself.
 * @param {HTMLElement} box
 */
function focusedIn(box) {
  const { activeElement } = /** @type {Document | ShadowRoot} */ (box.getRootNode());
  return activeElement instanceof HTMLElement && box.contains(activeElement) ? activeElement : null;
}
