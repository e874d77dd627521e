// The document that the script reads, and what its modules hand to each other. Types only: nothing of this runs.

import type { FeatureCollection, LineString, MultiPolygon, Point, Polygon } from "geojson";

// ---- small things ------------------------------------------------------------------------------------------------

/** ISO text, yyyy-mm-dd, which sorts as it reads. */
export type Day = string;
/** Longitude and latitude. */
export type At = [number, number];
/** West, south, east, north. */
export type Box = [number, number, number, number];
/** A name by language. */
export type Names = Record<string, string | undefined>;
/** What a text with gaps is filled with. */
export type Values = Record<string, string | number | null | undefined>;

// ---- the record --------------------------------------------------------------------------------------------------

/** A row of the record. What it has beside this depends on its layer; a column without a value is left out. */
export interface Row {
  [column: string]: unknown;
  id: string;
  name: Names;
  at?: At;
  confidence: string;
  sources: string;
  label_rank?: number;
  place_id?: string;
  geonames_id?: number;
  country?: string;
  kind?: string;
  admin1_en?: string;
  start_date?: Day;
  end_date?: Day;
  event_date?: Day;
}

/** Of a row that holds from a day until the day before another. */
export interface Spell extends Row {
  start_date: Day;
}

/** Of a row that happened on a day. */
export interface Happening extends Row {
  event_date: Day;
}

export interface PlaceRow extends Spell {
  controller: string;
  event_id?: string;
  start_date_edtf?: string;
  earliest_date?: Day;
  latest_date?: Day;
  means?: string;
  basis?: string;
}

export interface LiberatedRow extends Spell {
  place_id: string;
  retaken_by: string;
}

export interface SiteRow extends Happening {
  damage: string;
  state_now?: string;
}

export interface AffiliateRow extends Spell {
  status: string;
}

export interface AttackRow extends Happening {
  attribution: string;
}

export interface MilestoneRow extends Happening {
  lane: string;
}

export interface Layers {
  places?: PlaceRow[];
  liberated_cities?: LiberatedRow[];
  heritage_sites?: SiteRow[];
  affiliates?: AffiliateRow[];
  attacks?: AttackRow[];
  coalition?: Spell[];
  milestones?: MilestoneRow[];
}

export interface Actor {
  id: string;
  name: Names;
  color: string;
  letter: string;
}

export interface Source {
  publisher: string;
  title: string;
  url: string;
}

/** Everything but the land: every layer over all time, in every language. */
export interface Document {
  clock: { first: Day; last: Day };
  version: string | null;
  /** Change points of each key figure; null where its layer is missing. */
  figures: Record<string, [Day, number][] | null>;
  /** Change points of the land held: day, km², and both ends of its band. */
  land_held: [Day, number, number, number][] | null;
  layers: Layers;
  actors: Record<string, Actor>;
  sources: Record<string, Source>;
}

/** What a row tells once it is opened; it comes after what is painted. */
export interface Notes {
  layers: Record<string, Partial<Row>[]>;
  sources: Record<string, Source>;
}

// ---- the land ----------------------------------------------------------------------------------------------------

export interface Override {
  start: Day;
  end: Day;
  class: string;
  rest: string;
  held_by: string | null;
  places: number[];
  cells: number[];
}

/** Since when somebody holds a place, and when Daesh had gone from it. */
export type Holding = [since: Day, controller: string, gone: Day | null];

export interface Cells {
  kind: string[];
  owner: number[];
  rival: number[];
  km2: number[];
  /** For each cell a point with room around it, in degrees. */
  seat: ([number, number, number] | null)[];
}

export interface LandDocument {
  first: Day;
  last: Day;
  /** Lines as whole numbers of the grid: x, y, dx, dy, dx, dy ... */
  arcs: number[][];
  /** Cell left and right of each arc, -1 for none. */
  sides: number[];
  cells: Cells;
  roads: [cell: number, steps: number[]][];
  overrides: Override[];
  histories: Holding[][];
  enemies: Record<string, Day>;
}

/** Cells of which the same is said. */
export interface Group {
  id: string;
  /** Tells the group's cells from any other set of cells. */
  key: string;
  class: string;
  held_by: string | null;
  year: string | null;
  km2: number;
  count: number;
  hashes: [number, number];
}

/** The land of a day: its groups, and for each cell the number of its group, -1 for none. */
export interface LandState {
  groups: Group[];
  of: Int32Array;
}

/** For each group its rings: lists of arcs, ~k for arc k backwards. */
export type Rings = number[][][];

/** How land is drawn: areas, the roads through them, or not at all. */
export type LandStyle = "filled" | "corridors" | "places";

// ---- looks -------------------------------------------------------------------------------------------------------

/** A part of a symbol within -10..10: a path or a letter. */
export interface Mark {
  d?: string;
  fill?: string;
  stroke?: string;
  width?: number;
  half?: boolean;
  faded?: boolean;
  text?: string;
  size?: number;
}

export interface SymbolLook {
  color: string;
  fill?: string;
}

export interface LandLook {
  color?: string;
  opacity?: number;
  ground?: string;
  width?: number;
  edge?: string;
}

export interface Style {
  basemap: Record<string, string>;
  territory: Record<string, LandLook>;
  symbols: Record<"places" | "heritage_sites" | "affiliates" | "attacks", Record<string, SymbolLook>>;
}

/** What a feature looks like on a day. */
export interface Look {
  row: Row;
  state: string;
  /** Its class in the legend. */
  kind: string;
  /** In pixels. */
  size: number;
  marks: Mark[];
  /** Which of two on one spot lies above. */
  order: number;
  /** How far from its point it stands, in pixels right and down. */
  aside: [number, number];
}

/** What a feature's symbol shows at the moment, so that what stays is not touched. */
export interface Drawn {
  marker: L.Marker;
  box: HTMLElement;
  image: string;
  place: string;
  state: string;
  order: number;
}

interface FeatureOf<Layer extends string, R extends Row> {
  layer: Layer;
  id: string;
  /** What is said of it, in order of time. */
  rows: [R, ...R[]];
  at: At;
  symbol: Drawn | null;
  look: Look | null;
  /** Where it stands round its point, and with how many others. */
  turn: number;
  others: number;
}

export type PlaceFeature = FeatureOf<"places", PlaceRow>;
export type LiberatedFeature = FeatureOf<"liberated_cities", LiberatedRow>;
export type SiteFeature = FeatureOf<"heritage_sites", SiteRow>;
export type AffiliateFeature = FeatureOf<"affiliates", AffiliateRow>;
export type AttackFeature = FeatureOf<"attacks", AttackRow>;
/** A thing on the map that a symbol stands for. */
export type Feature = PlaceFeature | LiberatedFeature | SiteFeature | AffiliateFeature | AttackFeature;

export interface Features {
  places: PlaceFeature[];
  liberated_cities: LiberatedFeature[];
  heritage_sites: SiteFeature[];
  affiliates: AffiliateFeature[];
  attacks: AttackFeature[];
}

/** A day from which a feature may look otherwise than on the day before. */
export interface Turn {
  day: Day;
  feature: Feature;
}

export type Difference = "gained" | "lost" | "unchanged";

/** Number of features, or km² of land, by layer and class; a layer that is missing has none. */
export type Counts = Record<string, Record<string, number> | undefined>;

// ---- names on the map ----------------------------------------------------------------------------------------------

/** A name that wants a place on the map, or, without a text, a symbol that no name may cover. */
export interface Label {
  id: string;
  at: At;
  /** Of the symbol it stands beside, in pixels; 0 for the name of an area. */
  radius: number;
  text?: string;
  kind?: string;
  /** Lower numbers are placed first. */
  priority?: number;
  size?: number;
  weight?: number;
  /** Between letters, in em. */
  spacing?: number;
  /** How far the name of an area may move. */
  room?: number;
  /** Whether a point lies on the area. */
  within?: (lon: number, lat: number) => boolean;
  /** How far its symbol stands from its point, in pixels. */
  aside?: [number, number];
  /** The sign of a town of the basemap. */
  dot?: string;
  geonames?: number;
  /** The land whose year it tells. */
  cell?: number;
}

export interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

// ---- the basemap ---------------------------------------------------------------------------------------------------

export interface Area {
  id?: string;
  country: string;
  label_lon?: number | null;
  label_lat?: number | null;
  [column: string]: unknown;
}

export interface Town {
  geonames_id: number;
  rank: number;
  country: string;
  capital?: boolean;
  [column: string]: unknown;
}

type Areas<Properties = Area> = FeatureCollection<Polygon | MultiPolygon, Properties>;

/** Files of the basemap; null for one that could not be had. */
export interface BasemapFiles {
  land?: Areas | null;
  world?: Areas | null;
  lakes?: Areas | null;
  countries?: Areas | null;
  governorates?: Areas | null;
  rivers?: FeatureCollection<LineString> | null;
  borders?: FeatureCollection<LineString> | null;
  towns?: FeatureCollection<Point, Town> | null;
  water_names?: FeatureCollection<Point, Record<string, unknown>> | null;
  relief?: string | null;
  relief_bounds?: { west: number; south: number; east: number; north: number } | null;
}

// ---- what is chosen --------------------------------------------------------------------------------------------------

/** What is shown, as the host knows it. */
export interface Selection {
  day: Day;
  compare: Day | null;
  mode: string;
  view: string | null;
  bounds: Box | null;
  layers: string[];
  style: LandStyle;
  place: string;
  confidence?: string[];
  damage?: string[];
  retaken_by?: string[];
}

export type Change = Partial<Selection>;

/** What was looked up. */
export interface Hit {
  layer: string;
  id: string;
  name: string;
  other: string | null;
  day: Day | null;
  edtf: string | null;
  at: At | null;
}

export interface Mode {
  language: string;
  direction: "ltr" | "rtl";
  texts: Record<string, string | undefined>;
  months: string[];
  /** What stands between thousands. */
  group: string;
}

/** What the page hands over: things themselves, or the addresses where they are found. */
export interface Options extends Mode {
  style: Style;
  views: Record<string, Box>;
  layers: string[];
  styles: LandStyle[];
  modes: string[];
  record: Document | string;
  notes: Notes | string | null;
  land: LandDocument | string | null;
  search: string | null;
  basemap: Record<string, unknown>;
  selection?: Selection;
}
