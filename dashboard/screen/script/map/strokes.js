// Lines as they are drawn: without the points that no eye can see, written as text for a path. Places x, y, x, y ...

/** @typedef {Int32Array | Float64Array | number[]} Line */
/** @typedef {{ from: string, steps: string }} Stroke */

/**
 * A line without the points that lie nearer than `off` to the line through the others (Douglas and Peucker 1973).
 * Its ends stay; a closed line keeps enough to enclose its land.
 * @param {Int32Array} line
 * @param {number} off
 */
export function thinned(line, off) {
  const last = line.length / 2 - 1;
  const closed = line[0] === line[2 * last] && line[1] === line[2 * last + 1];
  if (last < (closed ? 5 : 2)) return line;
  const kept = new Uint8Array(last + 1);
  const corners = closed ? [0, Math.floor(last / 3), Math.floor((2 * last) / 3), last] : [0, last];
  for (const corner of corners) kept[corner] = 1;
  const spans = corners.slice(1).map((to, i) => [corners[i], to]);
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const [far, distance] = farthest(line, from, to);
    if (distance <= off) continue;
    kept[far] = 1;
    spans.push([from, far], [far, to]);
  }
  return line.filter((place, i) => kept[i >> 1]);
}

/**
 * The point between two others that lies farthest from the straight line from one to the other, and how far.
 * @param {Line} line
 * @param {number} from
 * @param {number} to
 */
function farthest(line, from, to) {
  const [x, y] = [line[2 * from], line[2 * from + 1]];
  const [across, down] = [line[2 * to] - x, line[2 * to + 1] - y];
  const length = across * across + down * down;
  let [found, most] = [from, -1];
  for (let i = from + 1; i < to; i += 1) {
    const [dx, dy] = [line[2 * i] - x, line[2 * i + 1] - y];
    const share = length ? Math.min(1, Math.max(0, (dx * across + dy * down) / length)) : 0;
    const away = (dx - share * across) ** 2 + (dy - share * down) ** 2;
    if (away > most) [found, most] = [i, away];
  }
  return [found, Math.sqrt(Math.max(0, most))];
}

/**
 * A line as text both ways: where it begins, and each point as its step from the one before.
 * @param {Line} line
 * @returns {{ ahead: Stroke, back: Stroke }}
 */
export function stroke(line) {
  const [ahead, back] = [[""], [""]];
  for (let i = 2; i < line.length; i += 2) {
    const [dx, dy] = [line[i] - line[i - 2], line[i + 1] - line[i - 1]];
    ahead.push(`${dx} ${dy} `);
    back.push(`${-dx} ${-dy} `);
  }
  const place = (/** @type {number} */ at) => `${line[at]} ${line[at + 1]}`;
  return {
    ahead: { from: place(0), steps: `l${ahead.join("")}` },
    back: { from: place(line.length - 2), steps: `l${back.reverse().join("")}` },
  };
}
