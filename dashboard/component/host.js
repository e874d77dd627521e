// Hosts Folium's own output inside a Streamlit component: loads its scripts once, puts its element into the page,
// runs its script, and then only passes selections back and forth. The map is torn down when the language changes.

const instances = new WeakMap();
const loading = new Map();

function load(tag, attribute, address) {
  if (!loading.has(address)) {
    loading.set(address, new Promise((resolve, reject) => {
      const element = document.createElement(tag);
      element.onload = resolve;
      element.onerror = () => reject(new Error(`${address} cannot be loaded`));
      element[attribute] = address;
      if (tag === "link") element.rel = "stylesheet";
      else element.async = false;
      document.head.append(element);
    }));
  }
  return loading.get(address);
}

async function start(instance, data) {
  const styles = data.styles.map((address) => load("link", "href", address));
  const scripts = data.scripts.map((address) => load("script", "src", address));
  await Promise.all([...styles, ...scripts]);
  // The reader may have turned the page meanwhile: Leaflet finds no container in a part that left the document.
  if (!instance.host.isConnected) return;
  instance.host.innerHTML = data.html;
  // Folium's script declares the map as a variable named like its element.
  const map = new Function(`${data.script}\nreturn ${data.key};`)();
  instance.atlas = map.atlas;
  document.documentElement.lang = map.atlas.options.language;
  instance.atlas.onselect = (selection) => instance.send(selection);
}

export default function ({ data, parentElement, setStateValue }) {
  let instance = instances.get(parentElement);
  if (!instance || instance.key !== data.key) {
    instance?.atlas?.remove();
    const host = parentElement.querySelector(".atlas-host");
    instance = { key: data.key, host, atlas: null, sequence: 0 };
    instance.ready = start(instance, data);
    instances.set(parentElement, instance);
  }
  instance.send = (selection) => setStateValue("selection", selection);
  const current = instance;
  instance.ready.then(() => {
    if (!current.atlas || data.sequence <= current.sequence) return;
    current.sequence = data.sequence;
    // The reader has gone on since: the host will hear of it, and its word is too late.
    if (data.heard >= current.atlas.acted) current.atlas.show(data.selection);
  });
  return () => {
    instances.get(parentElement)?.atlas?.remove();
    instances.delete(parentElement);
  };
}
