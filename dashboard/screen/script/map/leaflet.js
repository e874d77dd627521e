// Leaflet, made to paint as little as it can at a step of the clock.

// Plain transforms: Leaflet's usual ones make each picture of the map a surface of its own, and to lay them over each
// other takes longer than all else where there is no graphics card. What is to be a surface says so in the style sheet.
Object.assign(L.Browser, { ie3d: true });

/**
 * A marker that has a place, and a transform only while a zoom is under way. Leaflet moves each by a transform, which
 * sets it apart from all others; of hundreds, the browser is longer at keeping them apart than at painting them.
 */
export class PlacedMarker extends L.Marker {
  /**
   * @param {L.Point} point
   * @override
   */
  _setPos(point) {
    super._setPos(point);
    Object.assign(this._icon.style, { left: `${point.x}px`, top: `${point.y}px`, transform: "" });
  }

  /**
   * @param {{ zoom: number, center: L.LatLng }} zoom
   * @override
   */
  _animateZoom({ zoom, center }) {
    const to = this._map._latLngToNewLayerPoint(this._latlng, zoom, center).round();
    const way = to.subtract(L.DomUtil.getPosition(this._icon));
    this._icon.style.transform = `translate(${way.x}px,${way.y}px)`;
  }
}

/**
 * A picture of lines and areas that lies on whole pixels. Leaflet sets one between two, as the middle of the map lies.
 */
export class WholeSvg extends L.SVG {
  /**
   * @param {L.LatLng} center
   * @param {number} zoom
   * @override
   */
  _updateTransform(center, zoom) {
    super._updateTransform(center, zoom);
    const at = this._bounds.min;
    if (!at || zoom !== this._zoom || !center.equals(this._center)) return;
    L.DomUtil.setPosition(/** @type {HTMLElement} */ (/** @type {Element} */ (this._container)), at);
  }
}

/**
 * An element of SVG with its attributes.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} attributes
 */
export function shape(tag, attributes) {
  const made = L.SVG.create(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}

/**
 * A pane that the hand reaches through.
 * @param {L.Map} map
 * @param {string} name
 * @param {number} order
 */
export function pane(map, name, order) {
  Object.assign(map.createPane(name).style, { zIndex: order, pointerEvents: "none" });
  return name;
}
