// Ties a page to its server. The address is written here where the page itself chose what is shown; a map writes its
// own. While the server does not answer a word says so. What Streamlit itself says is said in the reader's language.

const CONNECTED = "CONNECTED";
// A moment's break is nobody's concern.
const AWAY_MS = 1500;

// Where Streamlit's own words stand. The map has none of them, and is not looked through at each step.
const ATTRIBUTES = ["aria-label", "placeholder", "title"];
const MAP = ".atlas-pair, .atlas-below";
// What it adds to the name that we gave.
const ADDED = / color picker$/;
// What it sets before that: "Fullscreen: a picture".
const NAMED = /^([^:]+)(: .*)$/;

let told = { away: "", dir: "ltr", words: {} };
let late = 0;
let watching = false;
let path = "";
let ask = () => {};

const app = () => document.querySelector("[data-testid=stApp]");
const connected = () => app()?.dataset.testConnectionState === CONNECTED;
const plain = (query) => new URLSearchParams(query).toString();

// Where something else stands by now the reader has gone on: that remains. A page just turned to has nothing there.
function write({ seen, query, adds }) {
  const now = plain(location.search);
  if ((now && !seen.some((one) => plain(one) === now)) || now === plain(query)) return;
  if (adds) history.pushState({}, "", `?${query}`);
  else history.replaceState(history.state, "", `?${query}`);
}

function turned() {
  clearTimeout(late);
  if (!connected()) {
    late = setTimeout(say, AWAY_MS);
    return;
  }
  say();
  window.dispatchEvent(new Event("online"));
  // A server that was started anew is told what is seen.
  ask(location.search);
}

function say() {
  const known = document.querySelector(".atlas-away");
  const text = connected() ? "" : told.away;
  if (!known && !text) return;
  const box = known ?? document.body.appendChild(document.createElement("p"));
  Object.assign(box, { className: "atlas-away", dir: told.dir, hidden: !text });
  box.setAttribute("role", "status");
  if (box.textContent !== text) box.textContent = text;
}

// Back and forward: what was seen in the map that stands here is there at once. Another page Streamlit turns to itself.
// What was seen on this one in another language is asked for: an address that comes again says nothing by itself.
function turnBack({ state }) {
  const seenHere = document.querySelector(".atlas-map")?.atlas?.back(state);
  if (!seenHere && location.pathname === path) ask(location.search);
}

// What Streamlit wrote, by what it wrote it in: in another language it is said anew.
const written = new WeakMap();

function said(box, name, now, write) {
  const own = written.get(box) ?? {};
  const first = own[name]?.ours === now ? own[name].first : now;
  const [, word, rest] = NAMED.exec(first) ?? [];
  const named = told.words[word] && told.words[word] + rest;
  const ours = told.words[first] ?? named ?? first.replace(ADDED, "");
  if (ours === now) return;
  written.set(box, { ...own, [name]: { first, ours } });
  write(ours);
}

function reword() {
  const pick = (box) => (box.matches(MAP) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT, pick);
  for (let box = walker.nextNode(); box; box = walker.nextNode()) {
    for (const name of ATTRIBUTES) {
      const now = box.getAttribute(name);
      if (now) said(box, name, now, (ours) => box.setAttribute(name, ours));
    }
    const { firstChild: text } = box;
    if (box.childNodes.length === 1 && text.nodeType === Node.TEXT_NODE) {
      said(box, "text", text.data, (ours) => (text.data = ours));
    }
  }
}

function watch() {
  if (watching || !app()) return;
  watching = true;
  const outside = ({ target }) => !target.closest?.(MAP);
  const parts = { childList: true, subtree: true, attributes: true, attributeFilter: ATTRIBUTES };
  new MutationObserver((changes) => changes.some(outside) && reword()).observe(document.body, parts);
  new MutationObserver(turned).observe(app(), { attributes: true, attributeFilter: ["data-test-connection-state"] });
  window.addEventListener("popstate", turnBack);
}

export default function ({ data, setTriggerValue }) {
  told = data;
  path = location.pathname;
  document.documentElement.lang = data.lang;
  ask = (address) => setTriggerValue("address", address || "?");
  watch();
  reword();
  write(data);
}
// end
