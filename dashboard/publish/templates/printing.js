// Lays the file out for its paper while it is printed.
(() => {
  const { atlas } = document.querySelector(".atlas-map");
  let seen, open;
  addEventListener("beforeprint", () => {
    seen = [atlas.map.getCenter(), atlas.map.getZoom()];
    const legend = atlas.panel.root;
    ({ open } = legend);
    // A phone has it closed, and paper cannot be asked. Of two days it is on the second, half as wide.
    legend.open ||= !atlas.selection.compare;
    document.body.toggleAttribute("data-printed", true);
    atlas.fitAgain();
    atlas.fit();
  });
  addEventListener("afterprint", () => {
    atlas.panel.root.open = open;
    document.body.toggleAttribute("data-printed", false);
    atlas.fitAgain();
    // A view with a name has been fitted anew; where the reader moved the map by hand, it is as it was left.
    if (!atlas.selection.view) atlas.map.setView(...seen, { animate: false });
  });
})();
// end
