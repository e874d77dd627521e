// A table as CSV (RFC 4180) that a spreadsheet opens and does not run.

// A spreadsheet would run a text that begins with one of these.
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A value as a cell.
 * @param {unknown} value
 */
export function cell(value) {
  if (value === undefined || value === null) return "";
  const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Rows of values as text.
 * @param {unknown[][]} rows
 */
export function csv(rows) {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/**
 * Hands a text to the reader as a file. A byte order mark tells Excel that its letters are Unicode.
 * @param {string} name
 * @param {string} text
 */
export function save(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
