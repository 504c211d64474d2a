// Lines over time, drawn as SVG.
import { el, svg } from "./elements.js";

const HIGH = 170, LEFT = 46, RIGHT = 10, TOP = 10, BOTTOM = 24;

/** The next round number at or above. */
function roundUp(value) {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].find((step) => step * power >= value * .9999) * power;
}

const brief = (value) => (value >= 10_000 ? `${+(value / 1000).toPrecision(3)}k` : String(+value.toPrecision(3)));
const clock = (seconds, language) => new Date(seconds * 1000).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** A figure with one line for each of `lines` ([key, label]) over `samples`, oldest first; `span` = seconds shown. */
export function graph(title, unit, lines, samples, span, language, nothing) {
  samples = samples.filter((one) => one.at_s >= samples.at(-1).at_s - span);
  const host = el("div", { className: "plot" });
  const said = el("figcaption", { className: "soft" });
  const figure = el("figure", { className: "card" }, el("h3", {}, title), host, said);
  const last = samples.at(-1);
  const now = last ? lines.map(([key, label]) => `${lines.length > 1 ? `${label} ` : ""}${brief(last[key])} ${unit}`).join(" · ") : nothing;
  said.textContent = now;
  if (!last) return figure;
  const draw = () => {
    const wide = Math.max(260, host.clientWidth);
    const end = last.at_s, start = end - span;
    const most = roundUp(Math.max(0, ...samples.flatMap((one) => lines.map(([key]) => one[key]))));
    const x = (at) => LEFT + (at - start) / span * (wide - LEFT - RIGHT);
    const y = (value) => HIGH - BOTTOM - value / most * (HIGH - TOP - BOTTOM);
    const grid = [0, .5, 1].flatMap((part) => [
      svg("line", { class: "grid", x1: LEFT, x2: wide - RIGHT, y1: y(part * most), y2: y(part * most) }),
      svg("text", { x: LEFT - 6, y: y(part * most) + 4, "text-anchor": "end" }, brief(part * most))]);
    const hours = [[start, "start"], [(start + end) / 2, "middle"], [end, "end"]].map(([at, anchor]) =>
      svg("text", { x: x(at), y: HIGH - 6, "text-anchor": anchor }, clock(at, language)));
    const drawn = lines.map(([key], index) => svg("polyline", { class: `line line-${index}`,
      points: samples.map((one) => `${x(one.at_s).toFixed(1)},${y(one[key]).toFixed(1)}`).join(" ") }));
    const mark = svg("line", { class: "mark", y1: TOP, y2: HIGH - BOTTOM, x1: -9, x2: -9 });
    const picture = svg("svg", { width: wide, height: HIGH, role: "img", "aria-label": `${title}: ${now}` }, ...grid, ...hours, ...drawn, mark);
    picture.addEventListener("pointermove", (event) => {
      const at = start + (event.offsetX - LEFT) / (wide - LEFT - RIGHT) * span;
      const near = samples.reduce((best, one) => (Math.abs(one.at_s - at) < Math.abs(best.at_s - at) ? one : best));
      mark.setAttribute("x1", x(near.at_s));
      mark.setAttribute("x2", x(near.at_s));
      said.textContent = `${clock(near.at_s, language)} · ${lines.map(([key, label]) => `${lines.length > 1 ? `${label} ` : ""}${brief(near[key])} ${unit}`).join(" · ")}`;
    });
    picture.addEventListener("pointerleave", () => { said.textContent = now; mark.setAttribute("x1", -9); mark.setAttribute("x2", -9); });
    host.replaceChildren(picture);
  };
  let drawnAt = -1;
  new ResizeObserver(() => {
    if (host.clientWidth === drawnAt) return;
    drawnAt = host.clientWidth;
    draw();
  }).observe(host);
  if (lines.length > 1) figure.append(el("ul", { className: "legend" }, ...lines.map(([, label], index) => el("li", {}, el("i", { className: `swatch-line-${index}` }), label))));
  return figure;
}
