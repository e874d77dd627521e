// What a symbol tells when it is opened.

import { textOf } from "../core/account.js";
import { element } from "../core/elements.js";

/** @import { AffiliateRow, AttackRow, Feature, Row, SiteRow } from "../types.js" */
/** @import { Account } from "../core/account.js" */

/** @typedef {[key: string, value: string | null | undefined][]} Facts */

/**
 * The content of a feature's popup, told of the row that holds.
 * @param {Account} account
 * @param {Feature} feature
 * @param {Row} row
 */
export function popup(account, feature, row) {
  const body = element("article", "atlas-popup");
  body.lang = account.reader.language;
  body.dir = account.reader.direction;
  const facts = [...factsOf(account, feature.layer, row), ["popup.certainty", account.certainty(row)]];
  body.append(account.head(row), account.facts(/** @type {Facts} */ (facts)), account.note(row));
  if (feature.layer === "affiliates") body.append(account.note(row, "status_note"));
  body.append(account.sources(row.sources));
  return body;
}

/**
 * @param {Account} account
 * @param {string} layer
 * @param {Row} row
 * @returns {Facts}
 */
function factsOf(account, layer, row) {
  if (layer === "heritage_sites") return ofSite(account, /** @type {SiteRow} */ (row));
  if (layer === "affiliates") return ofAffiliate(account, /** @type {AffiliateRow} */ (row));
  return ofAttack(account, /** @type {AttackRow} */ (row));
}

/**
 * @param {Account} account
 * @param {SiteRow} row
 * @returns {Facts}
 */
function ofSite(account, row) {
  return [
    ["popup.damage", account.text(`damage.${row.damage}`)],
    ["popup.damaged", account.day(row, "event_date")],
    ["popup.reported", account.day(row, "reported_date")],
    ["popup.confirmed", account.day(row, "confirmed_date")],
    ["popup.state_now", row.state_now === "unknown" ? null : account.text(`state.${row.state_now}`)],
  ];
}

/**
 * @param {Account} account
 * @param {AffiliateRow} row
 * @returns {Facts}
 */
function ofAffiliate(account, row) {
  return [
    ["popup.status", account.text(`status.${row.status}`)],
    ["popup.since", account.day(row, "start_date")],
    ["popup.until", account.day(row, "end_date")],
    ["popup.pledged", account.day(row, "pledged_date")],
    ["popup.recognised", account.day(row, "recognised_date")],
    ["popup.area", textOf(row, `area_${account.reader.language}`)],
  ];
}

/**
 * @param {Account} account
 * @param {AttackRow} row
 * @returns {Facts}
 */
function ofAttack(account, row) {
  return [
    ["popup.day", account.day(row, "event_date")],
    ["popup.attribution", account.text(`attribution.${row.attribution}`)],
    ["popup.killed", account.range(row, "killed")],
    ["popup.injured", account.range(row, "injured")],
  ];
}
