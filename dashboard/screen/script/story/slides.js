// The slides of a briefing in their order: its question with the answer, its steps, and the answer once more at the end.

/** @import { Selection, Slide, StoryDocument } from "../types.js" */

/**
 * @param {StoryDocument} story
 * @param {Selection} opening  what stands behind the question
 * @returns {Slide[]}
 */
export function slidesOf({ name, end, question, answer, closing, lines, steps }, opening) {
  const points = lines.map(({ text }) => text);
  const plain = { objection: "", notes: "", alt: "", figure: null, annotations: [], sources: [] };
  const last = steps[steps.length - 1].selection;
  return [
    {
      ...plain,
      id: "",
      title: question,
      text: answer,
      lines: points,
      selection: { ...opening, story: name, step: "" },
    },
    ...steps.map((step) => ({ ...step, lines: [] })),
    { ...plain, id: end, title: question, text: closing, lines: points, selection: { ...last, step: end } },
  ];
}

/**
 * Whether a selection shows what a slide shows.
 * @param {Selection} selection
 * @param {Slide} slide
 */
export function isShown(selection, { selection: own }) {
  const parts = /** @type {(keyof Selection)[]} */ (["day", "compare", "mode", "view", "bounds", "style", "layers"]);
  const needed = parts.filter((part) => part !== "mode" || own.compare);
  return needed.every((part) => String(selection[part] ?? "") === String(own[part] ?? ""));
}
