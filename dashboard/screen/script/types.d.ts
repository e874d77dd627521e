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
  name?: Names;
  at?: At;
  confidence: string;
  sources: string;
  label_rank?: number;
  geonames_id?: number;
  country?: string;
  start_date?: Day;
  end_date?: Day;
  event_date?: Day;
}

/** Of a row that says who holds a place from a day until the day before another. */
export interface Spell extends Row {
  start_date: Day;
  /** None once it is not followed any more who holds the place. */
  controller?: string;
  followed_until: Day;
  event_id?: string;
  start_date_edtf?: string;
  earliest_date?: Day;
  latest_date?: Day;
  means?: string;
  basis?: string;
  kind?: string;
}

/**
 * How a reader has arranged what no address says: whether the table and the legend lie open, the clock, and the zoom
 * where the view is the reader's own.
 */
export interface Arrangement {
  table: boolean;
  legend: boolean;
  /** The days that its track shows, as numbers of days. */
  clock: { opened: boolean; range: { first: number; last: number } };
  zoom: number | null;
}

/** Of a row that happened on a day. */
export interface Happening extends Row {
  event_date: Day;
}

export interface Actor {
  id: string;
  name: Names;
  color: string;
  /** As it comes, by language; `letter` is that of the reader's. */
  letters?: Names;
  letter: string;
}

export interface Source {
  publisher: string;
  title: string;
  url: string;
}

/** From a day until the day before another (null for good) a row looks like a symbol of its layer. */
export type Show = [row: number, first: Day, end: Day | null, symbol: number];

/** A symbol of a layer. */
export interface SymbolLook {
  /** Its class in the legend. */
  kind: string;
  state: string;
  /** Pixels across at the opening zoom. */
  size: number;
  order: number;
  marks: Mark[];
  /** In place of the marks where it is too small for a letter. */
  small?: Mark[];
  /** Whether a number on it is written in white. */
  dark?: boolean;
  /** A second class in the legend that explains it. */
  also?: string;
  /** Number of the symbol that stands for it where land is painted. */
  on_land?: number;
}

/** A class in the legend: called by a text, or as an actor is. */
export interface LegendEntry {
  kind: string;
  key?: string;
  actor?: string;
  marks: Mark[];
  size: number;
}

/** A line that a symbol tells when it is opened. */
export interface Fact {
  label: string;
  form: "day" | "since" | "word" | "actor" | "range" | "text";
  column: string;
  family?: string;
  unless?: string;
}

/** A column of the table. */
export interface ColumnLook {
  title: string;
  form: "name" | "day" | "since" | "word" | "actor" | "holder" | "certainty" | "area";
  column?: string;
  family?: string;
  words?: Record<string, string>;
}

/** How a layer is drawn, and what it tells. */
export interface LayerLook {
  kind: "points" | "land" | "countries" | "events";
  /** Rows with the same value in this column speak of one thing. */
  key: string;
  above: number;
  narrowed_by: "" | Filter;
  held: string[];
  of_place: boolean;
  spread: boolean;
  /** Whether its symbols would lie on each other on a map of the world. */
  near_only: boolean;
  /** Pixels within which, at the opening scale, one of its symbols stands for others. */
  gathers: number;
  /** The column by which its rows matter, the most first; "" where those do that the legend has first. */
  weighed_by: string;
  /** Of that column: how much a row must have to be named. */
  named_from: number;
  named: string;
  ranked: boolean;
  least: number;
  focus_zoom: number;
  notes: string[];
  /** The table and the column by which a row is found at its permanent address. */
  cites: [table: string, column: string] | null;
  /** A layer that tells of the same thing in its stead, where that is drawn. */
  yields_to: string;
  facts: Fact[];
  /** Key of what the table is called. */
  title: string;
  columns: ColumnLook[];
  file: string[];
  sorting: { column: number; ascending: boolean };
  symbols: SymbolLook[];
  legend: LegendEntry[];
  /** Columns that a row takes from the first row of the same thing in a layer, where it lacks them. */
  shared?: { layer: string; columns: string[] };
}

/** From a day on the land held, in km², and both ends of its band. */
export type LandHeld = [Day, number, number, number];

/** Everything but the land: every layer over all time, in every language. */
export interface Document {
  clock: { first: Day; last: Day };
  /** Days for which land is derived. */
  land: { first: Day; last: Day };
  version: string | null;
  /** Of each scope change points of each key figure; null where its layer is missing. */
  figures: Record<string, Record<string, [Day, number][] | null>>;
  /** Of each scope change points of the land held. */
  land_held: Record<string, LandHeld[]> | null;
  layers: Record<string, Row[]>;
  /** In the order of the legend. */
  looks: Record<string, LayerLook>;
  shows: Record<string, Show[]>;
  actors: Record<string, Actor>;
  sources: Record<string, Source>;
}

/** What a row tells once it is opened; it comes after what is painted. */
export interface Notes {
  layers: Record<string, Partial<Row>[]>;
  sources: Record<string, Source>;
}

// ---- the land ----------------------------------------------------------------------------------------------------

export interface LandDocument {
  first: Day;
  last: Day;
  /** Lines as whole numbers of the grid: x, y, dx, dy, dx, dy ... */
  arcs: number[][];
  /** Cell left and right of each arc, -1 for none. */
  sides: number[];
  /** Hectares of each cell. */
  ha: number[];
  /** Countries whose land it is, and of each cell the number of its own, -1 for none. */
  countries: string[];
  country: number[];
  /** For each cell a point with room around it, in degrees. */
  seat: ([number, number, number] | null)[];
  roads: [cell: number, steps: number[]][];
  /** What may be said of land: its class, who holds it, and since which year. */
  groups: [name: string, heldBy: string | null, year: string | null][];
  /** For each cell day and group in turn, days as steps from the one before, -1 for no group. */
  changes: number[][];
  /** Classes that count, each whole, where two days are compared. */
  held: string[];
  /** What land gained, lost and kept between two days is called. */
  compared: [gained: string, lost: string, kept: string];
  why: WhyDocument;
}

/** From what it is told why land is what it is. */
export interface WhyDocument {
  /** Ids of places, by number. */
  places: string[];
  /** Of each cell its place, -1 for none. */
  owner: number[];
  /** Of each cell the place that is nearly as near, -1 for one that is not on record, -2 where there is none. */
  rival: number[];
  /** While a place's holder is not known, that of another stands for it. */
  lent: [place: number, from: Day, until: Day | null, lender: number][];
  sieges: Siege[];
  /** Which sentence tells land of a class, "" for none. */
  cases: Record<string, Record<string, string>>;
  of_sieges: Record<string, string>;
  group: string;
  /** Who stands for a place that is fought for. */
  fought: string;
}

/** Land whose size a source tells. */
export interface Siege {
  id: string;
  class: string;
  start_date: Day;
  end_date: Day;
  cells: number[];
  /** Cells round it that were lost, and since when. */
  lost: Record<string, Day>;
}

/** Cells of which the same is said. */
export interface Group {
  id: string;
  /** Tells the group's cells from any other set of cells. */
  key: string;
  class: string;
  held_by: string | null;
  year: string | null;
  ha: number;
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

// ---- land against time -----------------------------------------------------------------------------------------------

/** What somebody published for a day. */
export interface ChartPoint {
  day: Day;
  /** In km². */
  area: number;
  kind: "area" | "share";
  /** Beside the point, and the whole of it. */
  label: string;
  told: string;
}

/** Land held by some countries, in order of time: day, km², and both ends of its band. */
export interface ChartScope {
  id: string;
  name: string;
  areas: [Day, number, number, number][];
  points: ChartPoint[];
}

export interface ChartDocument {
  scopes: ChartScope[];
}

// ---- looks -------------------------------------------------------------------------------------------------------

/** A part of a symbol within -10..10: a closed line, a disc, lines or a letter. */
export interface Mark {
  points?: At[];
  radius?: number;
  lines?: At[][];
  fill?: string;
  stroke?: string;
  width?: number;
  /** Whether only the lower half is drawn. */
  half?: boolean;
  text?: string;
  /** In place of the text, by language. */
  letters?: Names;
  size?: number;
}

export interface Tone {
  /** Of whoever holds the land where it is empty. */
  color: string;
  opacity: number;
}

export interface Line extends Tone {
  width: number;
  dash: number[];
}

/** Lines across an area, in pixels. */
export interface Hatch extends Tone {
  width: number;
  apart: number;
  crossed: boolean;
  ground: Tone | null;
}

/** How land of a class is drawn. */
export interface LandLook {
  road: Line;
  fill: Tone | null;
  hatch: Hatch | null;
  edge: Line | null;
  by_holder: boolean;
  dated: boolean;
}

/** How names of a rank are set, and at which zooms. */
export interface NameLook {
  from: number;
  until: number | null;
  size: number;
  weight: number;
}

/** How near symbols may come, and how one looks that stands for several; in pixels, or shares of its radius. */
export interface Crowds {
  apart: number;
  counted: number;
  room: number;
  plate: number;
  /** How high a number is that has one digit, two, or more. */
  digits: number[];
  /** By rank: how near a place may stand to one that matters more. */
  by_rank: number[];
  /** From this zoom only what would touch is drawn as one. */
  all_from: number;
  /** What is no place comes after the places of this rank. */
  among_places: number;
}

export interface Style {
  colors: Record<string, string>;
  basemap: Record<string, string>;
  member_opacity: number;
  /** By class, in the order in which it is laid, the lowest first. */
  land: Record<string, LandLook>;
  /** What land gained, lost and kept between two days is called. */
  changes: [gained: string, lost: string, kept: string];
  names: Record<string, NameLook[]>;
  /** Letters from which a name goes without what stands in brackets. */
  long: number;
  /** How many places of a country are named where the map is told in words. */
  told: number;
  rivers: { from: number; width: number }[];
  /** From this zoom the region is shown in detail, and by Mercator; below it the earth is, by Equal Earth. */
  fine_from: number;
  /** How large symbols of a rank are. */
  ranks: number[];
  /** How far marks of a symbol reach. */
  reach: number;
  letter_from: number;
  crowds: Crowds;
  /** Symbols of places that were gained and lost between two days; one that was kept has none. */
  changed: SymbolLook[];
  /** An area of at least the first is told to the second. */
  rounding: [from: number, step: number][];
  holders: Record<string, { color: string; fill: string }>;
  lanes: Record<string, string>;
}

/** What a feature looks like on a day. */
export interface Look {
  row: Row;
  state: string;
  /** Its class in the legend. */
  kind: string;
  also?: string;
  /** In pixels. */
  size: number;
  marks: Mark[];
  /** Whether a number on it is written in white. */
  dark: boolean;
  /** Which of two on one spot lies above. */
  order: number;
  /** What it became of a place between two days that are compared. */
  change?: string;
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
  /** What it stands for, and how. */
  seat: string;
}

/** A symbol that wants to stand, in pixels of the zoom. */
export interface Standing {
  feature: Feature;
  x: number;
  y: number;
  radius: number;
  /** How near it may come to another of its family, lest that one stands for it. */
  apart: number;
  /** Features of one family stand for each other first. */
  family: string;
  /** Whether it may step aside. */
  moves: boolean;
}

/** Where a symbol stands, for itself and for others that have no room. */
export interface Seat extends Standing {
  /** How far it has stepped aside. */
  aside: [number, number];
  /** The feature itself, then those that it stands for, what matters most first. */
  members: Feature[];
}

/** From a day until the day before another a feature is a row that looks like a symbol. */
export interface Appearance {
  first: Day;
  end: Day | null;
  row: Row;
  symbol: number;
}

/** A thing on the map that a symbol stands for. */
export interface Feature {
  layer: string;
  id: string;
  /** What is said of it, in order of time. */
  rows: [Row, ...Row[]];
  at: At;
  appearances: Appearance[];
  symbol: Drawn | null;
  look: Look | null;
  /** Where it stands, or what stands for it; null where it is not drawn. */
  seat: Seat | null;
  /** Where it stands round its point, and with how many others. */
  turn: number;
  others: number;
}

/** By layer. */
export type Features = Record<string, Feature[]>;

/** A day from which a feature may look otherwise than on the day before. */
export interface Turn {
  day: Day;
  feature: Feature;
}

/**
 * Of each layer the classes in sight with their number of features in sight, or their km² of land; null for a class that
 * would be in sight were the map not narrowed to others. A layer that is missing has none.
 */
export type Counts = Record<string, Record<string, number | null> | undefined>;

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
  /** How near it may stand to another of the same text. */
  apart?: number;
  /** Whether a point lies on the area. */
  within?: (lon: number, lat: number) => boolean;
  /** How far its symbol stands from its point, in pixels. */
  aside?: [number, number];
  /** The sign of a town of the basemap. */
  dot?: string;
  geonames?: number;
  /** The land whose year or holder it tells. */
  cell?: number;
  holder?: string;
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

// ---- names that are searched -----------------------------------------------------------------------------------------

/** The table of spelling, geodata/names/spelling.json. */
export interface SpellingTable {
  most: { letters: number; words: number };
  letters: Record<string, string>;
  turkish: { signs: string; letters: Record<string, string>[] };
  arabic: { letters: string; article: string; folded: [string, string][]; bones: [string, string][] };
  latin: { article: string; folded: [string, string][]; bones: [string, string][] };
  beat: [string, string][];
  typing: string;
  parted: string;
  fillers: string[];
  costs: Record<"turkish" | "typing" | "parted" | "joined" | "kinds", number>;
  scores: Record<string, number>;
  slips: number[];
  alike: Record<string | number, number>;
}

/** What can be found by name; dashboard/atlas/search.py tells what stands where. */
export interface NamesDocument {
  spelling: SpellingTable;
  dropped: string[];
  /** Names of each, in plain words. */
  months: string[][];
  languages: string[];
  layers: [name: string, kind: "row" | "actor" | "area", bySound: boolean][];
  about: string[];
  things: [
    layer: number,
    id: string,
    rank: number,
    day: Day | null,
    edtf: string | null,
    where: At | Box | null,
    about: number,
    names: string[],
  ][];
  names: [thing: number, text: string | number, kept: string, folded: string, cost?: number][];
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
  /** The briefing that is told, and the step of it that is shown. */
  story: string;
  step: string;
  confidence?: string[];
  damage?: string[];
  retaken_by?: string[];
}

export type Change = Partial<Selection>;

/** The selection's names for what symbols are narrowed by. */
export type Filter = "confidence" | "damage" | "retaken_by";

/** A step of a briefing, or a line of its answer. */
export interface Step {
  id: string;
  selection: Selection;
  title: string;
  text: string;
  /** What others dispute. */
  objection: string;
  notes: string;
  /** The map in words. */
  alt: string;
  figure: { value: string; words: string } | null;
  annotations: { layer: string; id: string; text: string }[];
  sources: Source[];
}

/** A briefing in the reader's language. */
export interface StoryDocument {
  name: string;
  /** What an address calls the last slide. */
  end: string;
  question: string;
  answer: string;
  closing: string;
  lines: Step[];
  steps: Step[];
}

/** A step as it is shown, or the question with the lines of its answer. */
export interface Slide extends Step {
  lines: string[];
}

/** What was looked up. */
export interface Hit {
  layer: string;
  id: string;
  name: string;
  other: string | null;
  /** Key of the text that says what it is. */
  about: string;
  day: Day | null;
  edtf: string | null;
  at: At | null;
  /** What it is to the page; a day is no more than that. */
  kind: "row" | "actor" | "area" | "day";
  box: Box | null;
}

export interface Mode {
  /** Of the atlas, as files are called. */
  name: string;
  language: string;
  direction: "ltr" | "rtl";
  texts: Record<string, string | undefined>;
  months: string[];
  decimal: string;
  /** What stands between thousands. */
  group: string;
  /** The language of the record that every row has words in. */
  fallback: string;
  /** Direction of every language there is. */
  directions: Record<string, "ltr" | "rtl">;
  style: Pick<Style, "rounding">;
}

/** A parameter of the page's address, and the part of the selection that it says. */
export interface Parameter {
  name: string;
  of: string;
  /** What is left out; null where it always stands in the address. */
  usual: string | null;
  /** A part of the selection without which, or with which, it is left out. */
  needs: string;
  unless: string;
  /** Of numbers. */
  decimals: number;
}

/** What the page hands over: things themselves, or the addresses where they are found. */
export interface Options extends Mode {
  style: Style;
  views: Record<string, Box>;
  layers: string[];
  styles: LandStyle[];
  modes: string[];
  /** How sure a row may be, the surest first. */
  confidences: string[];
  /** Countries that stand out. */
  focus: string[];
  /** Of each view the scope of the figures beside it; of "" that of a map that was moved by hand. */
  scopes: Record<string, string>;
  /** What each scope is called. */
  scope_names: Record<string, string>;
  /** Rows that the legend has at most while the map is presented, and the layers that have them, the first of them first. */
  legend_in_presenting: { rows: number; layers: string[] };
  /** The selection's own names for what symbols are narrowed by. */
  narrowed: Filter[];
  record: Document | string;
  notes: Notes | string | null;
  land: LandDocument | string | null;
  names: NamesDocument | string | null;
  /** What the permanent address of a row begins with; null where there is no server. */
  rows: string | null;
  /** Land against time; null where nothing lies below the map. */
  chart: ChartDocument | string | null;
  address: Parameter[];
  /** Briefings by name, that with which the atlas opens first. */
  stories: Record<string, StoryDocument | string>;
  /** What the atlas opens with. */
  opening: Selection;
  basemap: Record<string, unknown>;
  selection?: Selection;
}
