// What the atlas uses of Leaflet 1.9 that Leaflet's own documentation does not tell.

import "leaflet";

declare module "leaflet" {
  interface Map {
    _zoomAnimated: boolean;
    _animatingZoom?: boolean;
    _enforcingBounds?: boolean;
    _onZoomTransitionEnd(): void;
    _stop(): Map;
    _moveStart(zooms: boolean, quietly: boolean): Map;
    _animateZoom(center: LatLng, zoom: number, begins: boolean): void;
    _limitCenter(center: LatLng, zoom: number, bounds: LatLngBoundsExpression | undefined): LatLng;
    _getBoundsOffset(seen: { min: Point; max: Point }, bounds: LatLngBounds, zoom?: number): Point;
    _rebound(left: number, right: number): number;
    _rawPanBy(offset: Point): void;
    _latLngToNewLayerPoint(at: LatLng, zoom: number, center: LatLng): Point;
  }

  interface Handler {
    _offsetLimit?: Bounds | null;
  }

  interface ZoomPanOptions {
    reset?: boolean;
  }

  interface Marker {
    _icon: HTMLElement;
    _latlng: LatLng;
    _setPos(point: Point): void;
    _animateZoom(zoom: { zoom: number; center: LatLng }): void;
  }

  namespace Control {
    interface Scale {
      _mScale: HTMLElement;
      _getRoundNum(longest: number): number;
      _updateScale(line: HTMLElement, text: string, share: number): void;
      _updateMetric(longest: number): void;
    }
  }

  interface SVG {
    _container: SVGSVGElement;
    _bounds: Bounds;
    _zoom: number;
    _center: LatLng;
    _initContainer(): void;
    _update(): void;
    _updateTransform(center: LatLng, zoom: number): void;
  }
}
