// The last lines of the log, and which of them are shown.
import { el } from "./elements.js";
import { word } from "./words.js";

const MOST = 1000;
const LEVELS = ["debug", "info", "warning", "error", "critical"];

export class LogView {
  constructor() {
    this.lines = [];
    this.last = 0;
    this.list = el("ol", { id: "log", tabIndex: 0, "aria-label": word("log") });
    this.none = el("p", { className: "soft" });
    this.filters = { level: "debug", module: "", who: "", text: "" };
    this.held = false;
    const field = (key) => el("label", {}, word(key), el("input", { type: "search", name: key, autocomplete: "off",
      oninput: (event) => { this.filters[key] = event.target.value.trim().toLowerCase(); this.#draw(); } }));
    this.page = el("section", {},
      el("div", { className: "row filters" },
        el("label", {}, word("severity"), el("select", { name: "level", onchange: (event) => { this.filters.level = event.target.value; this.#draw(); } },
          ...LEVELS.map((one) => el("option", { value: one }, word(`level_${one}`))))),
        field("module"), field("who"), field("text"),
        el("label", { className: "check" }, el("input", { type: "checkbox", name: "held", onchange: (event) => { this.held = event.target.checked; this.#draw(); } }), word("hold"))),
      this.list, this.none);
    this.#draw();
  }

  /** Forget everything: the server tells it again, and may be another one by now. */
  restart() {
    this.lines = [];
    this.last = 0;
    this.#draw();
  }

  /** Take new lines, oldest first. */
  take(lines) {
    const fresh = lines.filter((one) => one.number > this.last);
    if (!fresh.length) return;
    this.last = fresh.at(-1).number;
    this.lines = [...this.lines, ...fresh].slice(-MOST);
    if (!this.held) this.#draw(fresh);
  }

  #passes(one) {
    const { level, module, who, text } = this.filters;
    const fields = Object.entries(one.fields);
    const named = (key) => fields.some(([name, value]) => name === "connection" ? value === key : NAMES.has(name) && value.toLowerCase().includes(key));
    return LEVELS.indexOf(one.level) >= LEVELS.indexOf(level) && one.module.toLowerCase().includes(module) && (!who || named(who))
      && (!text || `${one.event} ${fields.map(([name, value]) => `${name}=${value}`).join(" ")}`.toLowerCase().includes(text));
  }

  /** Draw everything, or only what is `fresh`, and follow the end unless somebody has scrolled up. */
  #draw(fresh) {
    const follows = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 40;
    const rows = (fresh ?? this.lines).filter((one) => this.#passes(one)).map((one) => this.#row(one));
    if (fresh) this.list.append(...rows);
    else this.list.replaceChildren(...rows);
    while (this.list.childElementCount > MOST) this.list.firstElementChild.remove();
    this.none.textContent = this.list.childElementCount ? "" : word(this.lines.length ? "noneMatch" : "logEmpty");
    if (follows || !fresh) this.list.scrollTop = this.list.scrollHeight;
  }

  #row(one) {
    const time = one.when.includes("T") ? one.when.slice(11, 19) : one.when;
    return el("li", { className: `level-${one.level}` },
      el("time", {}, time), el("b", {}, one.level), el("span", { className: "module" }, one.module), el("span", { className: "event" }, one.event,
        ...Object.entries(one.fields).flatMap(([name, value]) => [" ", el("span", { className: "field" }, `${name}=`), value])));
  }
}

/** Fields that say whose line it is, besides the number of the connection, which has to be typed whole. */
const NAMES = new Set(["ip", "name", "character"]);
