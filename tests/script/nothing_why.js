// A land document's part that tells why, of land of which nothing is told.

/** @import { WhyDocument } from "../../dashboard/screen/script/types.js" */

/** @type {WhyDocument} */
export const NOTHING = {
  places: [],
  owner: [],
  rival: [],
  lent: [],
  sieges: [],
  cases: {},
  of_sieges: {},
  group: "",
  fought: "",
};
