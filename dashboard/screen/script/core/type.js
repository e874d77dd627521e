// How large the reader has type. The style sheet has it in rem; what is measured here has to follow.

// As large as browsers have it by themselves, in pixels.
const USUAL = 16;
// Where the style sheet has the layout of a narrow page.
const NARROW = "(max-width: 47.5em)";

/** How many times as large as usual. */
export function larger() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL || 1;
}

/** Whether the page is narrow for its type. */
export function isNarrow() {
  return matchMedia(NARROW).matches;
}
