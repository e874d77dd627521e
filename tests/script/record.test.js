import assert from "node:assert/strict";
import { test } from "node:test";

import { Reader } from "../../dashboard/screen/script/core/reader.js";
import { lettered, restored, shownOn } from "../../dashboard/screen/script/core/record.js";

/** @import { Document, LayerLook, Mark, Mode, Row, Show } from "../../dashboard/screen/script/types.js" */

/**
 * A record that has rows, what they share, and when they are shown.
 * @param {Record<string, object[]>} rows
 * @param {Record<string, Partial<LayerLook>>} looks
 * @param {Record<string, Show[]>} [shows]
 */
function recordOf(rows, looks, shows = {}) {
  const layers = /** @type {Record<string, Row[]>} */ (rows);
  return /** @type {Document} */ ({ layers, looks, shows });
}

const TOWNS = { layer: "towns", columns: ["at", "name", "region", "inhabitants"] };
const LOOKS = {
  badges: { key: "town_id", shared: TOWNS },
  towns: { key: "id", shared: TOWNS },
  raids: { key: "id", shared: { layer: "raids", columns: [] } },
  days: { key: "id" },
};

test("a row gets what it lacks from the first row of the same thing", () => {
  const first = { id: "rakka", at: [39, 36], name: { en: "Rakka" }, inhabitants: 0, holder: "army" };
  const towns = [first, { id: "basra", at: [48, 30], name: { en: "Basra" } }, { id: "rakka", holder: "group" }];
  const record = recordOf({ towns }, LOOKS);
  assert.equal(restored(record), record);
  const [, basra, later] = record.layers.towns;
  assert.deepEqual(later, { ...first, holder: "group" }, "what is not shared stays its own");
  assert.equal(record.layers.towns[0], first);
  assert.deepEqual(basra, { id: "basra", at: [48, 30], name: { en: "Basra" } }, "another town's is another's");
  assert.equal("region" in later, false, "what the first row lacks too stays away");
});

test("a row of another layer is told by the column that names the thing there", () => {
  const towns = [
    { id: "rakka", at: [39, 36], name: { en: "Rakka" } },
    { id: "rakka", at: [0, 0], name: { en: "Later" } },
  ];
  const badges = [
    { id: "rakka-2017", town_id: "rakka" },
    { id: "unheard", town_id: "unheard" },
  ];
  const { layers } = restored(recordOf({ badges, towns }, LOOKS));
  assert.deepEqual(layers.badges[0], { id: "rakka-2017", town_id: "rakka", at: [39, 36], name: { en: "Rakka" } });
  assert.deepEqual(layers.badges[1], { id: "unheard", town_id: "unheard" });
});

test("what a row has of its own is kept, nought and nothing written too", () => {
  const towns = [
    { id: "rakka", name: { en: "Rakka" }, region: "North", inhabitants: 5 },
    { id: "rakka", name: { en: "The other Rakka" }, region: "", inhabitants: 0 },
    { id: "rakka", region: null },
  ];
  const { layers } = restored(recordOf({ towns }, LOOKS));
  assert.deepEqual(layers.towns[1], { id: "rakka", name: { en: "The other Rakka" }, region: "", inhabitants: 0 });
  assert.equal(layers.towns[2].region, "North", "null is nothing");
});

test("a layer that shares nothing, or whose rows could not be had, is left as it is", () => {
  const raids = [{ id: "raid", name: { en: "Raid" } }, { id: "raid" }];
  const badges = [{ id: "rakka-2017", town_id: "rakka" }];
  const { layers } = restored(recordOf({ raids, badges, days: [{ id: "day" }, { id: "day" }] }, LOOKS));
  assert.deepEqual(layers.raids[1], { id: "raid" });
  assert.deepEqual(layers.days[1], { id: "day" });
  assert.deepEqual(layers.badges, [{ id: "rakka-2017", town_id: "rakka" }]);
  assert.equal("towns" in layers, false);
});

test("a row is shown from its first day until the day before its end, or for good", () => {
  const towns = [{ id: "rakka" }, { id: "basra" }, { id: "never" }];
  /** @type {Show[]} */
  const shows = [
    [0, "2014-01-01", "2015-01-01", 0],
    [0, "2016-01-01", "2017-01-01", 1],
    [1, "2014-06-01", null, 0],
  ];
  const record = recordOf({ towns }, LOOKS, { towns: shows });
  const ids = (/** @type {string} */ day) => shownOn(record, "towns", day).map(({ id }) => id);
  assert.deepEqual(ids("2013-12-31"), []);
  assert.deepEqual(ids("2014-01-01"), ["rakka"]);
  assert.deepEqual(ids("2014-12-31"), ["rakka", "basra"]);
  assert.deepEqual(ids("2015-01-01"), ["basra"]);
  assert.deepEqual(ids("2016-06-01"), ["rakka", "basra"], "shown a second time");
  assert.deepEqual(ids("2099-01-01"), ["basra"]);
  assert.equal(shownOn(record, "towns", "2014-01-01")[0], towns[0], "the row itself");
});

test("of a layer of which nothing is shown there is no row", () => {
  assert.deepEqual(shownOn(recordOf({ towns: [{ id: "rakka" }] }, LOOKS), "towns", "2014-01-01"), []);
  assert.deepEqual(shownOn(recordOf({}, LOOKS), "towns", "2014-01-01"), []);
});

test("actors and symbols have the letter of the reader's language, however often that changes", () => {
  /** @type {Mark[]} */
  const badge = [{ radius: 8 }, { letters: { en: "M", ar: "ح" }, size: 10 }];
  const plain = [{ radius: 8 }];
  const looks = { towns: { key: "id", symbols: [{ marks: badge }, { marks: plain }], legend: [{ marks: badge }] } };
  const actors = { pmf: { letters: { en: "M", ar: "ح" } }, stranger: { letters: {} } };
  const record = /** @type {Document} */ (/** @type {unknown} */ ({ actors, looks }));
  const letters = (/** @type {string} */ language) => {
    lettered(record, new Reader(/** @type {Mode} */ ({ language, fallback: "en" })));
    const { symbols, legend } = record.looks.towns;
    const drawn = [symbols[0], legend[0]].map(({ marks }) => marks.map(({ text }) => text).join(""));
    return [record.actors.pmf.letter, ...drawn];
  };
  assert.deepEqual(letters("ar"), ["ح", "ح", "ح"]);
  const { marks } = record.looks.towns.symbols[0];
  assert.deepEqual(letters("en"), ["M", "M", "M"]);
  assert.deepEqual(letters("xx"), ["M", "M", "M"], "a language that the record lacks has those of its first");
  assert.notEqual(record.looks.towns.symbols[0].marks, marks, "pictures are kept by their marks");
  assert.equal(record.looks.towns.symbols[1].marks, plain);
  assert.equal(record.actors.stranger.letter, "?");
});
