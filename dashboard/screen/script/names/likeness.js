// How many slips of the hand lie between two words: a letter too many, too few, another one, or two that changed places.

/**
 * The number of slips (optimal string alignment), or one more than the most where there are more.
 * @param {string} first
 * @param {string} second
 * @param {number} most
 */
export function slips(first, second, most = Infinity) {
  if (Math.abs(first.length - second.length) > most) return most + 1;
  // Rows of the table of slips between beginnings: of two letters ago, and of the last letter.
  let before = Array.from({ length: second.length + 1 }, (_, place) => place);
  let last = before;
  for (let i = 1; i <= first.length; i += 1) {
    const row = rowOf(first, second, i, last, before);
    // Two letters that changed places reach back over one row.
    if (Math.min(...row, ...last) > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(last[second.length], most + 1);
}

/**
 * @param {string} first
 * @param {string} second
 * @param {number} i  how many letters of the first the row is of
 * @param {number[]} last
 * @param {number[]} before
 */
function rowOf(first, second, i, last, before) {
  const row = [i];
  for (let j = 1; j <= second.length; j += 1) {
    const same = first[i - 1] === second[j - 1];
    const count = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
    const swapped = i > 1 && j > 1 && first[i - 1] === second[j - 2] && first[i - 2] === second[j - 1];
    row.push(swapped ? Math.min(count, before[j - 2] + 1) : count);
  }
  return row;
}

/**
 * How like two words are, from 0 to 1.
 * @param {string} first
 * @param {string} second
 */
export function likeness(first, second) {
  return 1 - slips(first, second) / Math.max(first.length, second.length);
}
