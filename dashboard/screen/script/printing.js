// Lays the page out for its paper while it is printed: the map of the day with its legend, and nothing to handle it by.

/** @import { Controller } from "./controller.js" */

/**
 * @param {Controller} atlas
 * @param {AbortSignal} signal
 */
export function printing(atlas, signal) {
  const { map } = atlas;
  let [center, zoom, open] = [map.getCenter(), map.getZoom(), false];
  const before = () => {
    const { panel, shows } = atlas.first;
    if (!shows) return;
    [center, zoom, open] = [map.getCenter(), map.getZoom(), panel.root.open];
    // A phone has it closed, and paper cannot be asked. Of two days it is on the second, half as wide.
    panel.root.open ||= !atlas.selection.compare;
    document.body.toggleAttribute("data-printed", true);
    atlas.fitAgain();
    atlas.fit();
  };
  const after = () => {
    if (!document.body.hasAttribute("data-printed")) return;
    atlas.first.panel.root.open = open;
    document.body.toggleAttribute("data-printed", false);
    atlas.fitAgain();
    // A view with a name has been fitted anew; where the reader moved the map by hand, it is as it was left.
    if (!atlas.selection.view) map.setView(center, zoom, { animate: false });
  };
  addEventListener("beforeprint", before, { signal });
  addEventListener("afterprint", after, { signal });
}
