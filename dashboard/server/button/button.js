// Has a file made and hands it over. It asks how far it is from time to time, which any proxy lets through.

const ASK_MS = 400;
// A server that does not answer for so long has gone.
const GONE_MS = 15000;

const instances = new WeakMap();

class Order {
  constructor(root) {
    this.root = root;
    this.number = 0;
    this.state = "idle";
    const make = (tag, className) => root.appendChild(Object.assign(document.createElement(tag), { className }));
    this.go = make("button", "go");
    this.bar = make("div", "bar");
    this.bar.setAttribute("role", "progressbar");
    this.done = this.bar.appendChild(document.createElement("i"));
    this.word = make("p", "");
    this.word.setAttribute("role", "status");
    this.out = make("button", "leave");
    this.go.type = this.out.type = "button";
    this.go.addEventListener("click", () => (this.state === "made" ? this.hand() : this.begin()));
    this.out.addEventListener("click", () => this.leave());
  }

  // Something else is wanted: what was made is not that.
  take(data) {
    const other = this.data?.wanted !== data.wanted;
    this.data = data;
    this.root.dir = data.dir;
    this.out.textContent = data.words.leave;
    if (other && this.state === "made") this.show("idle");
    else this.show(this.state, this.said);
  }

  show(state, said = "", share = null) {
    const { words, film } = this.data;
    this.state = state;
    this.said = said;
    this.go.textContent = film && state !== "made" ? words.make : words.download;
    this.go.disabled = state === "making";
    this.out.hidden = state !== "making";
    this.bar.hidden = share === null;
    if (share !== null) {
      this.done.style.width = `${Math.round(100 * share)}%`;
      for (const [name, value] of [["valuemin", 0], ["valuemax", 100], ["valuenow", Math.round(100 * share)]]) {
        this.bar.setAttribute(`aria-${name}`, String(value));
      }
      this.bar.setAttribute("aria-label", words.making);
    }
    if (this.word.textContent !== said) this.word.textContent = said;
    this.word.hidden = !said;
  }

  async begin() {
    const own = (this.number += 1);
    const { words, film } = this.data;
    this.show("making", words.making, film ? 0 : null);
    try {
      for (let method = "POST"; own === this.number; method = "GET") {
        const told = await this.ask(method);
        if (own !== this.number) return;
        if (told.error) return this.show("idle", words[told.error] ?? words.failed);
        if (told.made) return this.finish();
        const waits = told.place > 0;
        this.show("making", waits ? words.queue.replace("{place}", told.place) : words.making, film && !waits ? told.share : null);
        await new Promise((done) => setTimeout(done, ASK_MS));
      }
    } catch {
      if (own === this.number) this.show("idle", words.away);
    }
  }

  // A moment's break is nobody's concern: the file is made meanwhile.
  async ask(method) {
    for (const end = performance.now() + GONE_MS; ; ) {
      try {
        const answer = await fetch(this.data.address, { method });
        if (answer.ok) return await answer.json();
        throw new Error(String(answer.status));
      } catch (error) {
        if (method === "POST" || performance.now() > end) throw error;
        await new Promise((done) => setTimeout(done, ASK_MS));
      }
    }
  }

  finish() {
    if (this.data.film) return this.show("made");
    this.show("idle");
    return this.hand();
  }

  async hand() {
    const told = await this.ask("GET").catch(() => ({ error: "away" }));
    if (!told.made) return this.show("idle", this.data.words[told.error] ?? this.data.words.forgotten);
    const link = document.createElement("a");
    link.href = `${this.data.address}/file`;
    link.download = "";
    document.body.append(link);
    link.click();
    return link.remove();
  }

  leave(byHand = true) {
    this.number += 1;
    fetch(this.data.address, { method: "DELETE", keepalive: true }).catch(() => null);
    this.show("idle", this.data.words.left);
    if (byHand) this.go.focus();
  }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".atlas-order");
  if (!instances.has(root)) instances.set(root, new Order(root));
  const order = instances.get(root);
  order.take(data);
  return () => {
    if (order.state === "making") order.leave(false);
    instances.delete(root);
  };
}
// end
