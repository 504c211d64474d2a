// The pages: which one is shown, who is logged in, and what the server tells all the time.
import { el } from "./elements.js";
import { graph } from "./graphs.js";
import { LogView } from "./log.js";
import { MapView, legend } from "./map.js";
import { filled, speak, spoken, toggleLanguage, word } from "./words.js";
import { WorldView } from "./world.js";

const byId = (id) => document.getElementById(id);
let csrf = "";
let acts = false;
let socket = null;
let told = { players: [], map: null, state: {}, dead: {} };
let redraw = () => {};
let sorted = { by: "name", up: true };
let searched = "";
let watched = { map: 0 };
let log = null;
let retry = 0;
let page = 0;

async function ask(method, path, body) {
  const headers = { "X-CSRF-Token": csrf };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const said = await answer.json();
  if (answer.status === 401 && csrf) leave();
  if (!answer.ok) throw new Error(said.text);
  return said;
}

const command = (name, given) => ask("POST", `/api/${name}`, given);

function tell(text) {
  byId("told").textContent = text;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { byId("told").textContent = ""; }, 5000);
}

/** Ask before something is done; the dialog stays open with the reason if the server refuses. */
function confirmed(title, text, label, fields, act) {
  byId("ask-title").textContent = title;
  byId("ask-text").textContent = text;
  byId("ask-fault").textContent = "";
  byId("ask-yes").textContent = label;
  byId("ask-yes").disabled = false;
  byId("ask-fields").replaceChildren(...fields.map((one) =>
    el("label", {}, word(one.word), el("input", { name: one.name, type: one.type ?? "text", required: one.required ?? true,
      value: one.value ?? "", maxLength: 200, autocomplete: "off", min: 0 }))));
  byId("ask-form").onsubmit = async (event) => {
    event.preventDefault();
    byId("ask-yes").disabled = true;
    const given = Object.fromEntries(fields.map((one) => {
      const input = byId("ask-form").elements[one.name];
      return [one.name, one.type === "number" ? Number(input.value) : input.value];
    }));
    try {
      tell((await act(given)).text);
      byId("ask").close();
    } catch (fault) {
      byId("ask-fault").textContent = fault.message;
      byId("ask-yes").disabled = false;
    }
  };
  byId("ask").showModal();
}

const REASON = { name: "reason", word: "reason" };
const ON_CHARACTER = {
  kick: ["kickAsk", [], (name) => command("kick", { name })],
  jail: ["jailAsk", [{ name: "minutes", word: "minutes", type: "number", value: 10 }, REASON],
    (name, given) => command("characters.jail", { name, ...given })],
  ban: ["banAsk", [REASON], (name, given) => command("characters.ban", { name, ...given })],
  unban: ["unbanAsk", [], (name) => command("characters.unban", { name })],
};

function actionButton(action, name, after = () => {}) {
  const [question, fields, act] = ON_CHARACTER[action];
  return el("button", { type: "button", "aria-label": `${word(action)}: ${name}`, "data-action": action, hidden: !acts, onclick: () =>
    confirmed(word(action), filled(question, name), word(action), fields, async (given) => {
      const said = await act(name, given);
      after();
      return said;
    }) }, word(action));
}

function showLogin() {
  byId("nav").hidden = byId("logout").hidden = true;
  byId("online").textContent = "";
  const fault = el("p", { className: "fault", role: "alert" });
  const field = el("input", { type: "password", id: "token", required: true, autocomplete: "current-password" });
  const form = el("form", { onsubmit: async (event) => {
    event.preventDefault();
    try {
      enter(await ask("POST", "/login", { token: field.value }));
    } catch (refusal) {
      fault.textContent = refusal.message;
      field.select();
    }
  } }, el("input", { autocomplete: "username", value: "operator", hidden: true }), el("label", {}, word("token"), field), el("p", { className: "soft" }, word("tokenHelp")), fault,
  el("button", { className: "main" }, word("login")));
  byId("main").replaceChildren(el("section", { className: "login card" }, el("h2", {}, word("login")), form));
  field.focus();
}

function enter(session) {
  ({ csrf, acts } = session);
  byId("nav").hidden = byId("logout").hidden = false;
  byId("nav-log").hidden = !acts;
  connect();
  route();
}

function leave() {
  csrf = "";
  clearTimeout(retry);
  socket?.close();
  byId("link").hidden = true;
  redraw = () => {};
  showLogin();
}

function connect() {
  const opened = socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live`);
  opened.onopen = () => { byId("link").hidden = true; log?.restart(); watch(watched); };
  opened.onmessage = (event) => {
    const news = JSON.parse(event.data);
    told = { ...told, ...news };
    if (news.log) log?.take(news.log);
    byId("online").textContent = `· ${told.players.length} ${word("online")}`;
    redraw();
  };
  opened.onclose = () => {
    if (opened !== socket || !csrf) return;
    byId("link").hidden = false;
    retry = setTimeout(async () => {
      try {
        await ask("GET", "/session");
      } catch { /* the server is away: the next try tells */ }
      if (csrf) connect();
    }, 2000);
  };
}

/** Say what is looked at: `map`, a number or 0, and perhaps `world` or `log`. */
function watch(what) {
  watched = what;
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(what));
}

const COLUMNS = [["name", ""], ["level", "number"], ["where", ""], ["rank", "rare"], ["address", "rare"], ["idle", "number rare"]];
const CELLS = {
  name: (one) => one.name, level: (one) => one.level, where: (one) => one.map, rank: (one) => (one.rank === "USER" ? "–" : one.rank),
  address: (one) => one.ip, idle: (one) => one.idle_minutes,
};

function showPlayers() {
  const body = el("tbody");
  const search = el("input", { type: "search", id: "search", value: searched, "aria-label": word("search"), placeholder: word("search"),
    oninput: () => { searched = search.value; drawn = ""; redraw(); } });
  const none = el("p", { className: "soft" });
  let drawn = "";
  const heads = COLUMNS.map(([key, kind]) => el("th", { scope: "col", className: kind }, el("button", { type: "button", onclick: () => {
    sorted = { by: key, up: sorted.by === key ? !sorted.up : true };
    drawn = "";
    redraw();
  } }, word(key))));
  redraw = () => {
    const found = told.players.filter((one) => one.name.toLowerCase().includes(searched.toLowerCase()));
    const cell = CELLS[sorted.by];
    found.sort((a, b) => (sorted.up ? 1 : -1) * (cell(a) < cell(b) ? -1 : cell(a) > cell(b) ? 1 : 0));
    const now = JSON.stringify(found);
    if (now === drawn) return; // so that a button under the pointer or the keyboard stays the same
    drawn = now;
    COLUMNS.forEach(([key], index) => heads[index].setAttribute("aria-sort",
      key !== sorted.by ? "none" : sorted.up ? "ascending" : "descending"));
    const focused = document.activeElement?.closest?.("tr")?.dataset.name;
    const action = document.activeElement?.dataset?.action;
    body.replaceChildren(...found.map((one) => el("tr", { "data-name": one.name },
      el("td", {}, el("a", { href: `#character/${encodeURIComponent(one.name)}` }, one.name)),
      el("td", { className: "number" }, String(one.level)),
      el("td", {}, el("a", { href: `#map/${one.map}` }, `${one.map} (${one.x}, ${one.y})`)),
      el("td", { className: "rare" }, CELLS.rank(one)), el("td", { className: "rare" }, one.ip),
      el("td", { className: "number rare" }, String(one.idle_minutes)),
      el("td", {}, actionButton("kick", one.name)))));
    if (focused && action) body.querySelector(`tr[data-name="${CSS.escape(focused)}"] [data-action="${action}"]`)?.focus();
    none.textContent = found.length ? "" : told.players.length ? word("nobody") : word("empty");
  };
  byId("main").replaceChildren(el("h2", {}, word("players")),
    el("div", { className: "row" }, search, findForm()),
    el("div", { className: "wide" }, el("table", { id: "players" }, el("thead", {}, el("tr", {}, ...heads,
      el("th", { scope: "col" }, word("actions")))), body)), none);
  redraw();
}

function findForm() {
  const field = el("input", { required: true, "aria-label": word("name"), placeholder: word("name"), autocomplete: "off" });
  return el("form", { className: "row", onsubmit: (event) => {
    event.preventDefault();
    location.hash = `#character/${encodeURIComponent(field.value.trim())}`;
  } }, field, el("button", {}, word("find")));
}

async function showMap(number) {
  const turn = page;
  const maps = await ask("GET", "/view/maps");
  const chosen = maps.find((one) => one.id === number) ?? maps.find((one) => told.players.some((who) => who.map === one.id)) ?? maps[0];
  const geometry = await ask("GET", `/view/maps/${chosen.id}`);
  if (turn !== page) return;
  const select = el("select", { id: "choose", onchange: () => { location.hash = `#map/${select.value}`; } },
    ...maps.map((one) => el("option", { value: one.id, selected: one.id === chosen.id }, `${one.id} ${one.name}`)));
  const hover = el("p", { className: "soft", role: "status" }, word("mapHelp"));
  const canvas = el("canvas", { id: "canvas", width: 1000, height: 1000, tabIndex: 0, role: "img", "aria-label": `${word("map")} ${chosen.id} ${chosen.name}` });
  const view = new MapView(canvas, geometry, (text) => { hover.textContent = text || word("mapHelp"); });
  const list = el("ul", { id: "here" });
  const count = el("p", { className: "soft" });
  let drawn = "";
  byId("main").replaceChildren(el("h2", {}, `${word("map")} ${chosen.id} ${chosen.name}`),
    el("div", { className: "map" },
      el("div", {}, canvas, legend(), hover),
      el("div", { className: "card" },
        el("label", {}, word("chooseMap"), select),
        el("div", { className: "row" },
          el("button", { type: "button", onclick: () => view.zoomBy(1.5) }, word("zoomIn")),
          el("button", { type: "button", onclick: () => view.zoomBy(1 / 1.5) }, word("zoomOut"))),
        el("h3", {}, word("here")), list, count)));
  redraw = () => {
    if (told.map?.id !== chosen.id) return;
    view.draw(told.map);
    const names = told.map.players.map((one) => one.name).sort();
    count.textContent = `${told.map.npcs.length} ${word("creatures")}`;
    if (JSON.stringify(names) === drawn) return;
    drawn = JSON.stringify(names);
    list.replaceChildren(...names.map((name) => el("li", {}, el("a", { href: `#character/${encodeURIComponent(name)}` }, name))));
  };
  watch({ map: chosen.id });
  redraw();
}

async function showCharacter(name) {
  const turn = page;
  const { data: it } = await command("characters.show", { name });
  const [names, trail, audit] = await Promise.all([ask("GET", "/view/names"), ask("GET", `/view/trail?name=${encodeURIComponent(name)}`), acts ? ask("GET", `/view/audit?target=${encodeURIComponent(name)}`) : []]);
  if (turn !== page) return;
  const again = () => showPage(() => showCharacter(name));
  const present = told.players.find((one) => one.name.toLowerCase() === it.name.toLowerCase());
  const facts = [["level", it.level], ["class", names.classes[it.player_class] ?? it.player_class], ["race", names.races[it.race] ?? it.race],
    ["health", `${it.vitals.hp} / ${it.vitals.max_hp}`], ["mana", `${it.vitals.mana} / ${it.vitals.max_mana}`],
    ["position", `${it.map} (${it.x}, ${it.y})`], ["gold", it.gold], ["bankGold", it.bank_gold],
    ["guild", names.guilds[it.guild.guild] ?? word("noGuild")], ["rank", it.ranks.join(", ") || "–"],
    ["banned", it.banned ? `${word("yes")}: ${it.ban_reason}` : word("no")],
    ["look", ["body", "head", "weapon", "shield", "helmet"].map((part) => it.look[part]).join(", ")]];
  const things = it.inventory.filter(Boolean).map((one) =>
    `${one.amount} × ${names.items[one.item] ?? one.item}${one.equipped ? ` (${word("worn")})` : ""}`);
  const skills = it.skills.map((one, index) => [names.skills[index], one.level]).filter(([, level]) => level);
  byId("main").replaceChildren(el("h2", {}, it.name),
    el("div", { className: "row card" },
      ...(present ? [actionButton("kick", it.name, again), el("a", { href: `#map/${present.map}` }, word("onMap"))] : []),
      actionButton("jail", it.name, again), it.banned ? actionButton("unban", it.name, again) : actionButton("ban", it.name, again)),
    el("div", { className: "columns" },
      el("section", { className: "card" }, el("h2", {}, word("character")),
        el("dl", {}, ...facts.flatMap(([key, value]) => [el("dt", {}, word(key)), el("dd", {}, String(value))]))),
      listCard("inventory", things), listCard("skills", skills.map(([skill, level]) => `${skill}: ${level}`)),
      listCard("penalties", it.penalties), trailCard(trail),
      listCard("audit", audit.map((one) => `${one.when.slice(0, 16).replace("T", " ")} · ${one.who} · ${one.command} · ${one.result}`))));
  redraw = () => {};
}

function trailCard(trail) {
  return el("section", { className: "card", id: "trail" }, el("h2", {}, word("trail")),
    trail.length ? el("ol", { className: "trail" }, ...trail.map((one) => el("li", {}, el("time", {}, moment(one.at_s)), " ",
      el("a", { href: `#map/${one.map}` }, `${one.map} (${one.x}, ${one.y})`)))) : el("p", { className: "soft" }, word("nothing")),
    el("p", { className: "soft" }, word("trailHelp")));
}

const moment = (seconds) => new Date(seconds * 1000).toLocaleString(spoken(), { dateStyle: "short", timeStyle: "medium", hourCycle: "h23" });

function listCard(key, lines) {
  return el("section", { className: "card" }, el("h2", {}, word(key)),
    lines.length ? el("ul", {}, ...lines.map((line) => el("li", {}, line))) : el("p", { className: "soft" }, word("nothing")));
}

function showServer() {
  const facts = el("dl");
  const button = (key, kind, text, fields, act) => el("button", { type: "button", className: kind, "data-action": key, hidden: !acts,
    onclick: () => confirmed(word(key), word(text), word(key), fields, act) }, word(key));
  byId("main").replaceChildren(el("h2", {}, word("server")),
    el("section", { className: "card" }, el("h2", {}, word("state")), facts),
    el("section", { className: "card row" },
      button("say", "main", "sayAsk", [{ name: "text", word: "text" }], (given) => command("say", given)),
      button("save", "", "saveAsk", [], () => command("save", {})),
      button("reload", "", "reloadAsk", [], () => command("reload", {})),
      button("pause", "", "pauseAsk", [], () => command("pause", {})),
      button("resume", "", "resumeAsk", [], () => command("resume", {})),
      button("stop", "danger", "stopAsk", [{ name: "in_s", word: "seconds", type: "number", value: 300 },
        { ...REASON, required: false }], (given) => command("stop", given)),
      button("stopCancel", "", "stopCancelAsk", [], () => command("stop", { cancel: true }))));
  redraw = () => {
    const now = told.state;
    if (now.uptime_s === undefined) return;
    const clock = `${Math.floor(now.uptime_s / 3600)} h ${Math.floor(now.uptime_s / 60) % 60} min ${now.uptime_s % 60} s`;
    const shown = [["players", told.players.length], ["record", now.record], ["connections", now.connections], ["creaturesAll", now.creatures],
      ["tick", `${(now.late_s * 1000).toFixed(1)} ms`], ["unsaved", `${now.unsaved_s.toFixed(0)} s`], ["uptime", clock]];
    facts.replaceChildren(...shown.flatMap(([key, value]) => [el("dt", {}, word(key)), el("dd", {}, String(value))]));
  };
  redraw();
}

const HEATS = ["peopleNow", "killsHour", "deathsHour"];
let heat = HEATS[0];

async function showWorld() {
  const turn = page;
  const world = await ask("GET", "/view/world");
  if (turn !== page) return;
  const byNumber = new Map(world.maps.map((one) => [one.id, one]));
  const hover = el("p", { className: "soft", role: "status" }, word("worldHelp"));
  const canvas = el("canvas", { id: "world", tabIndex: 0, role: "img", "aria-label": word("world") });
  let counts = new Map();
  const describe = (one) => `${one.id} ${one.name}${counts.get(one.id) ? ` · ${counts.get(one.id)}` : ""}${one.leads.length ? ` · ${word("leadsTo")} ${one.leads.join(", ")}` : ""}`;
  const view = new WorldView(canvas, world, {
    chosen: (one) => { location.hash = `#map/${one.id}`; },
    told: (one) => { hover.textContent = one ? describe(one) : word("worldHelp"); },
  });
  const select = el("select", { id: "heat", onchange: () => { heat = select.value; redraw(); } },
    ...HEATS.map((key) => el("option", { value: key, selected: key === heat }, word(key))));
  const list = el("ol", { id: "busiest" });
  const none = el("p", { className: "soft" });
  byId("main").replaceChildren(el("h2", {}, word("world")),
    el("div", { className: "row low" }, el("label", {}, word("heat"), select),
      el("button", { type: "button", onclick: () => view.zoomBy(1.5) }, word("zoomIn")),
      el("button", { type: "button", onclick: () => view.zoomBy(1 / 1.5) }, word("zoomOut"))),
    canvas, hover, el("section", { className: "card" }, el("h3", {}, word("busiest")), list, none));
  let drawn = "";
  redraw = () => {
    counts = new Map();
    if (heat === "peopleNow") for (const one of told.players) counts.set(one.map, (counts.get(one.map) ?? 0) + 1);
    else for (const [number, dead] of Object.entries(told.dead)) counts.set(Number(number), dead[heat === "killsHour" ? "kills" : "deaths"]);
    const now = JSON.stringify([heat, ...counts]);
    if (now === drawn) return;
    drawn = now;
    view.show(counts);
    const most = [...counts].filter(([number, count]) => count && byNumber.has(number)).sort((a, b) => b[1] - a[1]).slice(0, 10);
    list.replaceChildren(...most.map(([number, count]) => el("li", {}, el("a", { href: `#map/${number}` }, `${number} ${byNumber.get(number).name}`), ` · ${count}`)));
    none.textContent = most.length ? "" : word("nothing");
  };
  watch({ map: 0, world: true });
  redraw();
}

let span = "hour";

async function showGraphs() {
  const turn = page;
  const graphs = el("div", { className: "graphs" });
  const select = el("select", { id: "span", onchange: () => { span = select.value; draw(); } },
    ...["hour", "day"].map((key) => el("option", { value: key, selected: key === span }, word(key))));
  byId("main").replaceChildren(el("h2", {}, word("graphs")), el("div", { className: "row" }, el("label", {}, word("span"), select)), graphs);
  const draw = async () => {
    const { span_s, fields, samples } = await ask("GET", `/view/history/${span}`);
    if (turn !== page) return;
    const kept = samples.map((one) => Object.fromEntries(fields.map((field, k) => [field, one[k]])));
    const one = (title, unit, ...lines) => graph(word(title), unit, lines, kept, span_s, spoken(), word("noSamples"));
    graphs.replaceChildren(one("players", "", ["players", word("players")]),
      one("packets", word("perSecond"), ["packets_in", word("packetsIn")], ["packets_out", word("packetsOut")]),
      one("late", "ms", ["late_ms", word("late")]), one("ping", "ms", ["ping_ms", word("ping")]),
      one("goldFlow", word("perMinute"), ["gold_born", word("goldBorn")], ["gold_gone", word("goldGone")]));
  };
  await draw();
  const timer = setInterval(() => {
    if (turn !== page) clearInterval(timer);
    else if (!graphs.matches(":hover")) draw().catch(() => { /* the line that is lost says so */ });
  }, 10_000);
}

function showLog() {
  log = new LogView();
  byId("main").replaceChildren(el("h2", {}, word("log")), log.page);
  watch({ map: 0, log: true });
}

async function showPage(show) {
  page += 1;
  scrollTo(0, 0);
  log = null;
  redraw = () => {};
  try {
    await show();
  } catch (fault) {
    if (csrf) byId("main").replaceChildren(el("p", { className: "fault", role: "alert" }, fault.message), findForm());
  }
}

function route() {
  if (!csrf) return;
  const [kind, argument = ""] = location.hash.slice(1).split("/");
  for (const link of byId("nav").children) {
    if (link.hash === `#${kind || "players"}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  watch({ map: 0 });
  if (kind === "map") showPage(() => showMap(Number(argument)));
  else if (kind === "character") showPage(() => showCharacter(decodeURIComponent(argument)));
  else if (kind === "world") showPage(showWorld);
  else if (kind === "graphs") showPage(showGraphs);
  else if (kind === "log" && acts) showPage(showLog);
  else if (kind === "server") showPage(showServer);
  else showPage(showPlayers);
}

byId("language").addEventListener("click", () => {
  toggleLanguage();
  if (csrf) route();
  else showLogin();
});
byId("logout").addEventListener("click", async () => { await ask("POST", "/logout"); leave(); });
byId("ask-no").addEventListener("click", () => byId("ask").close());
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); byId("main").focus(); });
addEventListener("hashchange", route);

speak();
try {
  enter(await ask("GET", "/session"));
} catch {
  showLogin();
}
