// Hosts Folium's own output inside a Streamlit component: loads its scripts once, puts its element into the page,
// runs its script, and then only passes selections back and forth. The map is torn down when the language changes.

const instances = new WeakMap();
const loading = new Map();
// What a map of this page has told last: one that takes its place before the server knew of it goes on from there.
let last = null;
// How the reader has arranged the map that was taken down last: one in another language stands the same.
let arrangement = null;

// The page's document may have asked for the script already.
function load(tag, attribute, address) {
  if (!loading.has(address)) {
    loading.set(address, new Promise((resolve, reject) => {
      const known = document.querySelector(`${tag}[${attribute}="${address}"]:not([rel=preload])`);
      // A document that is complete has run it: it will say nothing more.
      if (known && (window.Atlas?.mount || document.readyState === "complete")) return resolve();
      const element = known ?? document.createElement(tag);
      element.addEventListener("load", resolve);
      element.addEventListener("error", () => {
        // It may come another time.
        loading.delete(address);
        element.remove();
        reject(new Error(`${address} cannot be loaded`));
      });
      if (known) return undefined;
      element[attribute] = address;
      if (tag === "link") element.rel = "stylesheet";
      return document.head.append(element);
    }));
  }
  return loading.get(address);
}

async function start(instance, data) {
  const { script, sheet } = data.files;
  await Promise.all([load("link", "href", sheet), load("script", "src", script)]);
  // The reader may have turned the page meanwhile: Leaflet finds no container in a part that left the document.
  // Or another language may stand in the same part by now.
  if (instance.gone || !instance.host.isConnected) return;
  instance.host.innerHTML = data.html;
  // A script that came garbled or cut off declares nothing.
  if (!window.Atlas?.mount) throw new Error(`${script} is not the atlas's script`);
  // Folium's script declares the map as a variable named like its element.
  const map = new Function(`${data.code}\nreturn ${data.key};`)();
  instance.atlas = map.atlas;
  instance.atlas.resume(data.heard);
  instance.atlas.onselect = (told) => tell(instance.hearing, told);
}

// Fails where nobody answers; answers with false where the server does not know this reader, or no longer.
async function tell({ address, key }, { acted, query, ...selection }) {
  const own = (last = { key, acted, selection, known: false });
  const body = JSON.stringify({ key, acted, query });
  const answer = await fetch(address, { method: "POST", body, keepalive: true });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  own.known = (await answer.json()).heard;
  return own.known;
}

// What the page says, or what was chosen since on the map that stood here before: that is told anew.
function newest(data) {
  if (!last || (last.key === data.hearing.key ? last.acted <= data.heard : last.known)) return data;
  return { ...data, heard: Math.max(last.acted, data.heard), selection: last.selection, anew: true };
}

// What the reader is told in place of a map that cannot be.
function sorry(instance, data, error) {
  console.error(error);
  instance.atlas = null;
  if (!instance.host.isConnected) return;
  const told = document.createElement("p");
  told.className = "atlas-sorry";
  told.setAttribute("role", "alert");
  told.textContent = data.sorry;
  instance.host.replaceChildren(told);
}

export default function ({ data: said, parentElement }) {
  let [instance, data] = [instances.get(parentElement), said];
  if (!instance || instance.key !== data.key) {
    leave(instance);
    data = newest(said);
    const host = parentElement.querySelector(".atlas-host");
    instance = { key: data.key, host, atlas: null, sequence: 0, hearing: data.hearing };
    const begun = instance;
    const fail = (error) => sorry(begun, data, error);
    instance.ready = start(instance, data).catch(fail);
    // A record that does not come leaves a map with nothing on it.
    instance.ready.then(() => begun.atlas?.ready).catch(fail);
    if (arrangement) instance.ready.then(() => begun.gone || begun.atlas?.arrange(arrangement)).catch(console.error);
    instances.set(parentElement, instance);
  }
  const current = instance;
  // A server that was started anew counts from the beginning, and is told what it cannot know.
  const forgotten = current.hearing.key !== data.hearing.key;
  if (forgotten) current.sequence = 0;
  current.hearing = data.hearing;
  instance.ready.then(() => obey(current, data, forgotten));
  return () => {
    leave(instances.get(parentElement));
    instances.delete(parentElement);
  };
}

function leave(instance) {
  if (!instance) return;
  instance.gone = true;
  arrangement = instance.atlas?.arrangement ?? arrangement;
  instance.atlas?.remove();
}

function obey(instance, data, forgotten) {
  const { atlas } = instance;
  if (!atlas) return;
  atlas.hear(data.heard);
  if (forgotten) atlas.again();
  if (data.sequence <= instance.sequence) return;
  instance.sequence = data.sequence;
  // The reader has gone on since: the host will hear of it, and its word is too late.
  if (data.heard >= atlas.acted) atlas.show(data.selection);
  atlas.addressed();
  if (data.anew) atlas.release();
}
// end
