// When work is done: what can wait while nothing else is to be done, and what follows once the browser has painted.

// Time left over below which nothing is begun; and where a browser does not say how idle it is, how much it is taken
// to have, and how often.
const [LEAST_MS, SLICE_MS, PAUSE_MS] = [5, 12, 60];

/** @typedef {{ timeRemaining: () => number }} Idle */

/** @type {(task: (idle: Idle) => void) => number} */
const sliced = (task) =>
  window.setTimeout(() => {
    const end = performance.now() + SLICE_MS;
    task({ timeRemaining: () => end - performance.now() });
  }, PAUSE_MS);
const ask = window.requestIdleCallback?.bind(window) ?? sliced;
const dismiss = window.cancelIdleCallback?.bind(window) ?? window.clearTimeout;

/**
 * Does `each` to each of a list, the last first, then `done`.
 * @template T
 * @param {readonly T[]} list
 * @param {(one: T) => void} each
 * @param {() => void} [done]
 * @returns {() => void} gives the rest up
 */
export function idly(list, each, done = () => {}) {
  const left = list.slice();
  let asked = 0;
  /** @param {Idle} idle */
  const some = (idle) => {
    while (left.length && idle.timeRemaining() > LEAST_MS) each(/** @type {T} */ (left.pop()));
    if (left.length) asked = ask(some);
    else done();
  };
  asked = ask(some);
  return () => dismiss(asked);
}

/** @param {() => void} task */
function soon(task) {
  if (window.scheduler?.postTask) window.scheduler.postTask(task, { priority: "user-blocking" });
  else setTimeout(task);
}

/**
 * When the browser has shown what was drawn.
 * @returns {Promise<void>}
 */
export function painted() {
  return new Promise((done) => requestAnimationFrame(() => soon(done)));
}
