// What everybody may see: who is online, and the maps without names.
import { el } from "./elements.js";
import { MapView, legend } from "./map.js";
import { filled, speak, toggleLanguage, word } from "./words.js";

const byId = (id) => document.getElementById(id);
const EVERY_MS = 3000;
let shown = 0;
let view = null;
let turn = 0;

async function get(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function show() {
  turn += 1;
  const mine = turn;
  const state = await get(`/public/state?map=${shown}`);
  shown ||= state.maps.reduce((best, one) => (one.players > best.players ? one : best)).id;
  const geometry = await get(`/public/maps/${shown}`);
  if (mine !== turn) return;
  const canvas = el("canvas", { id: "canvas", width: 1000, height: 1000, tabIndex: 0, role: "img", "aria-label": `${word("map")} ${geometry.name}` });
  const hover = el("p", { className: "soft", role: "status" }, word("mapHelp"));
  view = new MapView(canvas, geometry, (text) => { hover.textContent = text || word("mapHelp"); });
  const select = el("select", { id: "choose", onchange: () => { shown = Number(select.value); show(); } });
  const names = el("ul", { id: "names", className: "names" });
  const none = el("p", { className: "soft" });
  byId("main").replaceChildren(el("div", { className: "map" },
    el("div", {}, canvas, legend(), hover),
    el("div", { className: "card" }, el("label", {}, word("chooseMap"), select),
      el("div", { className: "row" },
        el("button", { type: "button", onclick: () => view.zoomBy(1.5) }, word("zoomIn")),
        el("button", { type: "button", onclick: () => view.zoomBy(1 / 1.5) }, word("zoomOut"))),
      el("h2", {}, word("whoPlays")), names, none)));
  let drawn = "";
  const update = (now) => {
    byId("link").hidden = true;
    byId("online").textContent = `· ${now.names.length} ${word("online")}`;
    if (now.map) view.draw(now.map);
    none.textContent = now.names.length ? "" : word("empty");
    names.replaceChildren(...now.names.map((name) => el("li", {}, name)));
    const choices = now.maps.map((one) => `${one.id} ${one.name}${one.players ? ` (${one.players})` : ""}`);
    if (choices.join() !== drawn) select.replaceChildren(...now.maps.map((one, k) => el("option", { value: one.id, selected: one.id === shown }, choices[k])));
    drawn = choices.join();
  };
  const again = async () => {
    if (mine !== turn) return;
    try {
      update(await get(`/public/state?map=${shown}`));
    } catch {
      byId("link").hidden = false;
    }
    setTimeout(again, EVERY_MS);
  };
  await again();
}

byId("language").addEventListener("click", () => { toggleLanguage(); show(); });
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); byId("main").focus(); });
speak();
show().catch(() => { byId("main").replaceChildren(el("p", { className: "fault" }, filled("linkLost", ""))); });
