// What a symbol stands for: each that it holds can be opened, or the map goes so near that they part.

import { button, element, verbatim } from "../core/elements.js";
import { picture } from "./symbols.js";

/** @import { Feature } from "../types.js" */
/** @import { Account } from "../core/account.js" */
/** @import { Looks } from "./looks.js" */

// How large a symbol is in the list.
const SIZE = 18;

/**
 * The list of what is drawn as one.
 * @param {Account} account
 * @param {Looks} looks
 * @param {Feature[]} members
 * @param {(feature: Feature) => void} open  hears of what is chosen
 * @param {() => void} part  goes nearer
 */
export function together(account, looks, members, open, part) {
  const body = element("article", "atlas-popup atlas-cluster");
  body.lang = account.reader.language;
  body.dir = account.reader.direction;
  const count = account.reader.count(members.length);
  const list = element("ul");
  list.append(...members.map((feature) => item(account, looks, feature, open)));
  body.append(
    element("h2", "", account.text("cluster.title", { count })),
    button("part", account.text("cluster.part"), part),
    list,
  );
  return body;
}

/**
 * @param {Account} account
 * @param {Looks} looks
 * @param {Feature} feature
 * @param {(feature: Feature) => void} open
 */
function item(account, looks, feature, open) {
  const entry = element("li");
  const choice = button("", "", () => open(feature));
  const { look, layer, id, rows } = feature;
  choice.dataset.of = `${layer}/${id}`;
  if (look) choice.append(picture(SIZE, look.marks));
  choice.append(verbatim(element("span", "", account.name(rows[0]))));
  if (look?.change) {
    choice.append(element("small", "", account.text(`difference.${look.change}`)));
  }
  const known = looks.layers[layer].legend.find(({ kind }) => kind === look?.kind);
  if (known) {
    const said = known.actor ? account.actor(known.actor) : account.text(known.key ?? "");
    choice.append(element("small", "", said));
  }
  entry.append(choice);
  return entry;
}
