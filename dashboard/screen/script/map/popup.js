// What a symbol tells when it is opened.

import { element } from "../core/elements.js";

/** @import { LayerLook, Row } from "../types.js" */
/** @import { Account } from "../core/account.js" */

/**
 * The content of a popup: a row's names, what its layer tells of it, its notes and who says so.
 * @param {Account} account
 * @param {LayerLook} look
 * @param {Row} row
 */
export function popup(account, { facts, notes }, row) {
  const body = element("article", "atlas-popup");
  body.lang = account.reader.language;
  body.dir = account.reader.direction;
  body.append(
    account.head(row),
    account.facts(facts.map((fact) => [fact.label, account.fact(fact, row)])),
    ...notes.map((stem) => account.note(row, stem)),
    account.sources(row.sources),
  );
  return body;
}
