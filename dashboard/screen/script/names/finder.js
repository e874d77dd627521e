// Finds what bears a name, however it is spelt. What is found first, and how surely, is told in
// geodata/names/search.py; this finds the same, with the same scores (geodata/names/spelling.json).

import { likeness, slips } from "./likeness.js";
import { Spelling } from "./spelling.js";

/** @import { At, Box, Day, Names, NamesDocument } from "../types.js" */
/** @import { Form } from "./spelling.js" */

/**
 * What can be found.
 * @typedef {{
 *   layer: string,
 *   kind: "row" | "actor" | "area",
 *   bySound: boolean,
 *   order: number,
 *   id: string,
 *   rank: number,
 *   day: Day | null,
 *   edtf: string | null,
 *   at: At | null,
 *   box: Box | null,
 *   about: string,
 *   names: Names,
 * }} Thing
 */
/** @typedef {{ thing: Thing, text: string, form: Form, cost: number }} Name */
/** @typedef {{ thing: Thing, name: string, score: number }} Found */
/** @typedef {[name: number, score: number]} Scored */

/** Texts, and which names have them; the texts are in order, so that those with one beginning stand together. */
class Texts {
  /** @type {Map<string, Set<number>>} */
  #names = new Map();
  /** @type {string[]} */
  #texts;

  /** @param {Iterable<[text: string, name: number]>} pairs */
  constructor(pairs) {
    for (const [text, name] of pairs) {
      const own = this.#names.get(text);
      if (own) own.add(name);
      else if (text) this.#names.set(text, new Set([name]));
    }
    this.#texts = [...this.#names.keys()].sort();
  }

  /**
   * @param {string} text
   * @returns {Iterable<number>}
   */
  same(text) {
    return this.#names.get(text) ?? [];
  }

  /**
   * @param {string} text
   * @returns {Generator<number>}
   */
  *beginning(text) {
    if (!text) return;
    let [low, high] = [0, this.#texts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#texts[middle] < text) low = middle + 1;
      else high = middle;
    }
    for (; this.#texts[low]?.startsWith(text); low += 1) yield* this.same(this.#texts[low]);
  }

  /**
   * Names that differ by a few slips of the hand, and how like they are, from 0 to 1.
   * @param {string} text
   * @param {(text: string) => number} allowed  how many slips a word may have
   * @returns {Generator<[name: number, like: number]>}
   */
  *near(text, allowed) {
    const most = allowed(text);
    if (!most) return;
    for (const other of this.#texts) {
      // Of a short name too little would be left.
      const limit = Math.min(most, allowed(other));
      const count = limit ? slips(text, other, limit) : 1;
      if (count > limit) continue;
      const like = 1 - count / Math.max(text.length, other.length);
      for (const name of this.same(other)) yield [name, like];
    }
  }
}

/**
 * @param {Map<number, number>} hits
 * @param {Iterable<number>} names
 * @param {number} value
 */
function set(hits, names, value) {
  for (const name of names) hits.set(name, value);
}

/**
 * Names that are in both, with both values.
 * @param {Map<number, number> | null} first  null where there is nothing to compare with yet
 * @param {Map<number, number>} second
 */
function both(first, second) {
  if (!first) return second;
  /** @type {Map<number, number>} */
  const found = new Map();
  for (const [name, value] of first) {
    const other = second.get(name);
    if (other !== undefined) found.set(name, value + other);
  }
  return found;
}

/** Every name in all its forms. */
export class Finder {
  /** @type {Name[]} */
  #list;
  #scores;
  #alike;

  /** @param {NamesDocument} document */
  constructor(document) {
    const { spelling: table, dropped } = document;
    const spelling = (this.spelling = new Spelling(table, dropped));
    this.#scores = table.scores;
    this.#alike = table.alike;
    const things = thingsOf(document);
    this.#list = document.names.map(([number, text, kept, folded, cost = 0]) => {
      const thing = things[number];
      const own = typeof text === "number" ? thing.names[document.languages[text]] : text;
      return { thing, text: own ?? "", form: spelling.known(kept, folded), cost };
    });
    const over = (/** @type {((form: Form, thing: Thing) => string[])} */ texts) =>
      new Texts(
        this.#list.flatMap(({ form, thing }, name) =>
          texts(form, thing).map((text) => /** @type {[string, number]} */ ([text, name])),
        ),
      );
    this.apart = over(({ spaced, kept }) => [spaced, kept]);
    this.foldedApart = over(({ foldedSpaced }) => [foldedSpaced]);
    this.plain = over(({ plain, kept }) => [plain, kept.replaceAll(" ", "")]);
    this.folded = over(({ folded }) => [folded]);
    const bones = (/** @type {string[]} */ texts, /** @type {Thing} */ { bySound }) =>
      bySound ? texts.map((text) => spelling.bones(text)) : [];
    this.bones = over(({ folded }, thing) => bones([folded], thing));
    this.words = over(({ words }) => words);
    this.boneWords = over(({ foldedWords }, thing) => bones(foldedWords, thing));
    this.foldedWords = over(({ foldedWords }) => foldedWords);
    const allowed = (/** @type {string} */ text) => table.slips.filter((length) => text.length >= length).length;
    this.allowed = allowed;
  }

  /**
   * What bears a name, the likeliest first.
   * @param {string} query
   * @param {number} [limit]
   * @returns {Found[]}
   */
  find(query, limit = 8) {
    /** @type {Map<Thing, Found>} */
    const best = new Map();
    for (const [number, score] of this.#scored(query)) {
      const { thing, text: name } = this.#list[number];
      const known = best.get(thing);
      if (!known || score > known.score) best.set(thing, { thing, name, score });
    }
    const found = [...best.values()].sort(inOrder);
    // Whoever asks for Marawi and finds it has not mistyped Marea.
    const { sure, guess } = this.#scores;
    const isSure = found.length > 0 && found[0].score >= sure;
    return found.filter(({ score }) => !isSure || score >= guess).slice(0, limit);
  }

  /**
   * Names and how surely each is meant, in the order in which they were given.
   * @param {string} query
   * @returns {Scored[]}
   */
  #scored(query) {
    /** @type {Map<number, number>} */
    const best = new Map();
    for (const asked of this.spelling.readings(query)) {
      for (const look of [this.#whole(asked), this.#byWords(asked), this.#inside(asked)]) {
        for (const [name, score] of look) best.set(name, Math.max(score - asked.cost, best.get(name) ?? 0));
      }
    }
    const names = [...best].sort(([one], [other]) => one - other);
    return names.map(([name, score]) => [name, score - this.#list[name].cost]);
  }

  /**
   * @param {Form} asked
   * @returns {Generator<Scored>}
   */
  *#whole({ plain, spaced, kept, folded, foldedSpaced }) {
    const scores = this.#scores;
    for (const text of [plain, kept.replaceAll(" ", "")]) yield* scored(this.plain.same(text), scores.same);
    if (folded.length > 1) yield* scored(this.folded.same(folded), scores.folded);
    yield* this.#skeletons(folded);
    // Of "al-b" the article tells more than the letter: without it, any name in b would do.
    yield* scored(this.apart.beginning(kept), scores.begins);
    if (plain.length > 1) yield* scored(this.apart.beginning(spaced), scores.begins);
    if (plain.length > 2 && folded.length > 1) {
      yield* scored(this.foldedApart.beginning(foldedSpaced), scores.begins_folded);
      yield* scored(this.folded.beginning(folded), scores.begins_joined);
    }
    for (const near of [this.plain.near(plain, this.allowed), this.folded.near(folded, this.allowed)]) {
      for (const [name, like] of near) yield [name, scores.near + scores.near_likeness * like];
    }
  }

  /**
   * Names with the same consonants; the fewer there are, the more the vowels must say the same.
   * @param {string} sounds
   * @returns {Generator<Scored>}
   */
  *#skeletons(sounds) {
    const { spelling } = this;
    const frame = spelling.bones(sounds);
    if (frame.length < 2) return;
    for (const name of this.bones.same(frame)) {
      const other = this.#list[name].form.folded;
      const like = likeness(sounds, other);
      const enough = this.#alike[frame.length] ?? this.#alike.more;
      const sameBeat = frame.length === 3 && spelling.beat(sounds) === spelling.beat(other);
      if (like >= enough || sameBeat) yield [name, this.#scores.bones + this.#scores.bones_likeness * like];
    }
  }

  /**
   * Names that have each word, in any order: "museum Mosul".
   * @param {Form} asked
   * @returns {Generator<Scored>}
   */
  *#byWords(asked) {
    const words = this.spelling.telling(asked);
    /** @type {Map<number, number> | null} */
    let exact = null;
    /** @type {Map<number, number> | null} */
    let loose = null;
    for (const word of words) {
      const hits = this.#withWord(word);
      exact = both(exact, hits);
      loose = both(loose, new Map([...this.#likeWord(word, words.length === 1), ...hits]));
    }
    for (const [name, value] of exact ?? []) yield [name, this.#scores.words + value / words.length];
    for (const [name, value] of loose ?? []) yield [name, this.#scores.words_near + value / words.length];
  }

  /**
   * Names with a word, more for the whole of it than for its beginning, less for what only sounds like that.
   * @param {string} word
   */
  #withWord(word) {
    /** @type {Map<number, number>} */
    const hits = new Map();
    const sounds = this.spelling.folded(word);
    if (sounds.length > 2) set(hits, this.foldedWords.beginning(sounds), this.#scores.begun_folded_word);
    if (word.length > 1) set(hits, this.words.beginning(word), 0);
    if (sounds.length > 1) set(hits, this.foldedWords.same(sounds), this.#scores.whole_folded_word);
    set(hits, this.words.same(word), this.#scores.whole_word);
    return hits;
  }

  /**
   * Names with a word that is nearly this one; a word that stands alone must be longer to be sure of it.
   * @param {string} word
   * @param {boolean} alone
   */
  #likeWord(word, alone) {
    /** @type {Map<number, number>} */
    const hits = new Map();
    const frame = this.spelling.bones(this.spelling.folded(word));
    if (frame.length > (alone ? 3 : 2)) set(hits, this.boneWords.same(frame), this.#scores.bone_word);
    if (word.length > 4 || !alone) {
      for (const [name, like] of this.words.near(word, this.allowed)) {
        hits.set(name, Math.max(this.#scores.near_word * like, hits.get(name) ?? 0));
      }
    }
    return hits;
  }

  /**
   * Names that what was typed holds whole, with more round them: "battle of Kobani 2014".
   * @param {Form} asked
   * @returns {Generator<Scored>}
   */
  *#inside({ words, foldedWords, folded }) {
    if (words.length < 2) return;
    const { inside, inside_share: share, inside_later: later } = this.#scores;
    for (let first = 0; first < words.length; first += 1) {
      for (let end = first + 1; end <= words.length; end += 1) {
        const part = foldedWords.slice(first, end).join("");
        if (part.length <= (this.spelling.isArabic(part) ? 2 : 3) || part.length >= folded.length) continue;
        // What comes first is the place, what follows says where it is.
        const score = inside + (share * part.length) / folded.length - (first ? later : 0);
        yield* scored(this.folded.same(part), score);
      }
    }
  }
}

/**
 * @param {Iterable<number>} names
 * @param {number} score
 * @returns {Generator<Scored>}
 */
function* scored(names, score) {
  for (const name of names) yield [name, score];
}

/**
 * @param {NamesDocument} document
 * @returns {Thing[]}
 */
function thingsOf({ things, layers, languages, about }) {
  return things.map(([order, id, rank, day, edtf, where, what, names]) => ({
    ...{
      layer: layers[order][0],
      kind: layers[order][1],
      bySound: layers[order][2],
      order,
      id,
      rank,
      day,
      edtf,
      about: about[what],
    },
    at: where?.length === 2 ? where : null,
    box: where?.length === 4 ? where : null,
    names: Object.fromEntries(languages.map((code, number) => [code, names[number]])),
  }));
}

/**
 * The surest first; of two as sure the more important, then as layers stand, then the earlier.
 * @param {Found} one
 * @param {Found} other
 */
function inOrder(one, other) {
  const [first, second] = [one.thing, other.thing];
  return (
    round(other.score) - round(one.score) ||
    first.rank - second.rank ||
    first.order - second.order ||
    compare(first.day ?? "", second.day ?? "") ||
    compare(first.id, second.id)
  );
}

/** @param {number} score */
function round(score) {
  return Math.round(score * 1000);
}

/**
 * @param {string} one
 * @param {string} other
 */
function compare(one, other) {
  return one < other ? -1 : Number(one > other);
}
