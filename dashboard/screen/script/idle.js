// Work that can wait, done while nothing else is to be done.

(function (Atlas) {
  "use strict";
  // Time left over below which nothing is begun; and where a browser does not say how idle it is, how much it is taken
  // to have, and how often.
  const [LEAST_MS, SLICE_MS, PAUSE_MS] = [5, 12, 60];

  const sliced = (task) => setTimeout(() => {
    const end = performance.now() + SLICE_MS;
    task({ timeRemaining: () => end - performance.now() });
  }, PAUSE_MS);
  const ask = window.requestIdleCallback?.bind(window) ?? sliced;
  const dismiss = window.cancelIdleCallback?.bind(window) ?? clearTimeout;

  // Does `each` to each of a list, the last first, then `done`; answers with what gives the rest up.
  Atlas.idly = (list, each, done = () => {}) => {
    const left = list.slice();
    const some = (idle) => {
      while (left.length && idle.timeRemaining() > LEAST_MS) each(left.pop());
      if (left.length) asked = ask(some);
      else done();
    };
    let asked = ask(some);
    return () => dismiss(asked);
  };
})(window.Atlas);
