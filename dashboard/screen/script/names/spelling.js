// Folds the many spellings of a name, Arabic or Latin, to forms that can be compared. The rules are the table that the
// record is folded by too (geodata/names/spelling.json); what is done with them is told in geodata/names/spelling.py.

/** @import { SpellingTable } from "../types.js" */

/** A name, or one way to read what was typed, ready to be compared. */
export class Form {
  /** The words joined: some write Tal Afar, some Talafar. */
  plain;
  spaced;
  /** The folded words, apart and joined. */
  foldedSpaced;
  folded;

  /**
   * @param {string[]} words  plain words without articles
   * @param {string} kept  the plain words with their articles, each spelt "al"
   * @param {string[]} folded  the folded words
   * @param {number} [cost]  what this reading takes off the score
   */
  constructor(words, kept, folded, cost = 0) {
    this.words = words;
    this.kept = kept;
    this.foldedWords = folded;
    this.cost = cost;
    this.plain = words.join("");
    this.spaced = words.join(" ");
    this.foldedSpaced = folded.join(" ");
    this.folded = folded.join("");
  }
}

/**
 * What follows patterns and what stands in the place of each, in order.
 * @param {[pattern: string, put: string][]} given
 * @returns {(text: string) => string}
 */
function folding(given) {
  const rules = given.map(([pattern, put]) => /** @type {const} */ ([new RegExp(pattern, "gu"), put]));
  return (text) => rules.reduce((one, [pattern, put]) => one.replace(pattern, put), text);
}

/**
 * Each letter of a table as what it stands for.
 * @param {string} text
 * @param {Record<string, string>} letters
 */
function lettered(text, letters) {
  return [...text].map((sign) => letters[sign] ?? sign).join("");
}

/** The rules of spelling. */
export class Spelling {
  #table;
  #arabic;
  #arabicArticle;
  #latinArticle;
  #turkish;
  #typing;
  #parted;
  #folds;
  #frames;
  #dropped;
  #fillers;

  /**
   * @param {SpellingTable} table
   * @param {string[]} dropped  plain words that say only what kind of thing is meant, or in which country it is
   */
  constructor(table, dropped) {
    const { arabic, latin, turkish } = table;
    this.#table = table;
    this.#arabic = new RegExp(arabic.letters, "u");
    this.#arabicArticle = new RegExp(arabic.article, "u");
    this.#latinArticle = new RegExp(latin.article, "u");
    this.#turkish = new RegExp(turkish.signs, "u");
    this.#typing = new RegExp(table.typing, "u");
    this.#parted = new RegExp(table.parted, "u");
    this.#folds = { arabic: folding(arabic.folded), latin: folding(latin.folded) };
    this.#frames = { arabic: folding(arabic.bones), latin: folding(latin.bones) };
    this.#dropped = new Set(dropped);
    this.#fillers = new Set(table.fillers);
    /** Where folded words have vowels, whichever they are. */
    this.beat = folding(table.beat);
  }

  /** @param {string} word  a plain one */
  isArabic(word) {
    return this.#arabic.test(word);
  }

  /**
   * A plain word with the letters merged that spellings exchange.
   * @param {string} word
   */
  folded(word) {
    return this.#folds[this.isArabic(word) ? "arabic" : "latin"](word);
  }

  /**
   * The consonants of folded words, with a sign for a vowel at the beginning.
   * @param {string} text
   */
  bones(text) {
    return this.#frames[this.isArabic(text) ? "arabic" : "latin"](text);
  }

  /**
   * The form of a name.
   * @param {string} text
   */
  form(text) {
    return this.#formOf(this.words(text));
  }

  /**
   * The form of a name that comes folded.
   * @param {string} kept
   * @param {string} folded
   */
  known(kept, folded) {
    return new Form(this.#bare(kept.split(" ")).words, kept, folded.split(" "));
  }

  /**
   * The words of a form without those that only join them.
   * @param {Form} form
   */
  telling({ words }) {
    return words.filter((word) => !this.joins(word));
  }

  /**
   * Whether a plain word only joins others.
   * @param {string} word
   */
  joins(word) {
    return this.#fillers.has(word);
  }

  /**
   * The ways to read what was typed, the likeliest first; none where nothing of it can be a name.
   * @param {string} text
   * @returns {Form[]}
   */
  readings(text) {
    const { most } = this.#table;
    const given = [...text].length > most.letters ? [] : this.words(text);
    if (!given.length || given.length > most.words) return [];
    /** @type {Map<string, Form>} */
    const read = new Map();
    for (const [words, cost] of this.#attempts(text, given)) {
      const key = words.join(" ");
      if (key && !read.has(key)) read.set(key, this.#formOf(words, cost));
    }
    return [...read.values()];
  }

  /**
   * Plain words, articles among them.
   * @param {string} text
   */
  words(text) {
    // Composed first: the table knows whole letters, and a mark may come as a character of its own.
    const lowered = lettered(text.normalize("NFC").toLowerCase(), this.#table.letters);
    // Marks on letters go, those of the Arabic vowels among them; all else parts words.
    const plain = lowered.normalize("NFKD").replace(/[\p{Mn}\p{Cf}]/gu, "");
    return plain.split(/[^\p{L}0-9]+/u).filter(Boolean);
  }

  /** @param {string[]} given */
  #bare(given) {
    const [words, kept] = [/** @type {string[]} */ ([]), /** @type {string[]} */ ([])];
    given.forEach((word, number) => {
      const following = given[number + 1];
      // An article takes the sound of what follows: az-Zawr, ash-Shaddadi, ach-Chaddadi.
      const isArticle = following && !this.isArabic(word) && this.#latinArticle.test(`${word} ${following}`);
      if (!isArticle) words.push(this.isArabic(word) ? word.replace(this.#arabicArticle, "") : word);
      kept.push(isArticle ? "al" : word);
    });
    return { words, kept: kept.join(" ") };
  }

  /**
   * @param {string[]} given
   * @param {number} [cost]
   */
  #formOf(given, cost) {
    const { words, kept } = this.#bare(given);
    return new Form(
      words,
      kept,
      words.map((word) => this.folded(word)),
      cost,
    );
  }

  /**
   * @param {string} text
   * @param {string[]} given
   * @returns {Generator<[words: string[], cost: number]>}
   */
  *#attempts(text, given) {
    const { costs, turkish } = this.#table;
    yield [given, 0];
    const composed = text.normalize("NFC").toLowerCase();
    if (this.#turkish.test(composed)) {
      for (const letters of turkish.letters) yield [this.words(lettered(composed, letters)), costs.turkish];
    }
    // An article that is still being typed: "deir e", "دير ال".
    const last = given[given.length - 1];
    if (given.length > 1 && this.#typing.test(last)) yield [given.slice(0, -1), costs.typing];
    // A word whose article was written on to it: Alraqqa, Arraqqah, Ashshaddadi.
    yield [given.map((word) => word.replace(this.#parted, "")), costs.parted];
    yield [[given.join("")], costs.joined];
    yield [given.filter((word) => !this.#dropped.has(word)), costs.kinds];
  }
}
