// A map on a canvas: its ground, and who stands where at the moment.
import { el } from "./elements.js";
import { word } from "./words.js";

const SIDE = 100;
const BLOCKED = 1, WATER = 4, LAVA = 8;
const FREE = "#dfe6cf", WALL = "#6d6557", SEA = "#6ba4c9", HOT = "#d9793a", EXIT = "#b06ad4";
const PLAYER = "#c02020", NPC = "#2c5f2d";

export class MapView {
  /** `told` is called with what lies under the pointer, or "" for nothing. */
  constructor(canvas, geometry, told) {
    this.canvas = canvas;
    this.told = told;
    this.exits = new Map(geometry.exits.map(([x, y, map, toX, toY]) => [`${x},${y}`, `→ ${map} (${toX}, ${toY})`]));
    this.ground = this.#ground(geometry);
    this.now = { players: [], npcs: [] };
    this.zoom = 1;
    this.left = this.top = 0;
    canvas.addEventListener("pointermove", (event) => this.#hover(event));
    canvas.addEventListener("pointerleave", () => told(""));
    canvas.addEventListener("wheel", (event) => { event.preventDefault(); this.zoomBy(event.deltaY < 0 ? 1.25 : 0.8); }, { passive: false });
    canvas.addEventListener("keydown", (event) => this.#key(event));
    this.#paint();
  }

  draw(now) {
    this.now = now;
    this.#paint();
  }

  zoomBy(factor) {
    const seen = SIDE / this.zoom;
    const [x, y] = [this.left + seen / 2, this.top + seen / 2];
    this.zoom = Math.min(8, Math.max(1, this.zoom * factor));
    this.#look(x, y);
  }

  #look(x, y) {
    const seen = SIDE / this.zoom;
    this.left = Math.min(SIDE - seen, Math.max(0, x - seen / 2));
    this.top = Math.min(SIDE - seen, Math.max(0, y - seen / 2));
    this.#paint();
  }

  #key(event) {
    const seen = SIDE / this.zoom;
    const step = { ArrowLeft: [-8, 0], ArrowRight: [8, 0], ArrowUp: [0, -8], ArrowDown: [0, 8] }[event.key];
    if (step) this.#look(this.left + seen / 2 + step[0] / this.zoom, this.top + seen / 2 + step[1] / this.zoom);
    else if (event.key === "+") this.zoomBy(1.5);
    else if (event.key === "-" || event.key === "−") this.zoomBy(1 / 1.5);
    else return;
    event.preventDefault();
  }

  #ground(geometry) {
    const picture = document.createElement("canvas");
    picture.width = picture.height = SIDE;
    const pen = picture.getContext("2d");
    const flags = atob(geometry.tiles);
    for (let at = 0; at < flags.length; at += 1) {
      const flag = flags.charCodeAt(at);
      pen.fillStyle = flag & LAVA ? HOT : flag & WATER ? SEA : flag & BLOCKED ? WALL : FREE;
      pen.fillRect(at % SIDE, Math.floor(at / SIDE), 1, 1);
    }
    pen.fillStyle = EXIT;
    for (const [x, y] of geometry.exits) pen.fillRect(x - 1, y - 1, 1, 1);
    return picture;
  }

  #paint() {
    const pen = this.canvas.getContext("2d");
    const size = this.canvas.width, seen = SIDE / this.zoom, tile = size / seen;
    pen.imageSmoothingEnabled = false;
    pen.drawImage(this.ground, this.left, this.top, seen, seen, 0, 0, size, size);
    const dot = (one, colour, radius) => {
      const x = (one.x - .5 - this.left) * tile, y = (one.y - .5 - this.top) * tile;
      pen.beginPath();
      pen.arc(x, y, radius, 0, 7);
      pen.fillStyle = colour;
      pen.strokeStyle = "#fff";
      pen.lineWidth = 2;
      pen.fill();
      pen.stroke();
      return [x, y];
    };
    for (const one of this.now.npcs) dot(one, NPC, Math.max(6, tile * .35));
    pen.font = "600 22px system-ui, sans-serif";
    pen.textAlign = "center";
    pen.lineJoin = "round";
    const taken = [];
    for (const one of this.now.players) {
      const [x, y] = dot(one, PLAYER, Math.max(8, tile * .45));
      if (one.name) this.#label(pen, taken, one.name, x, y, Math.max(14, tile * .6));
    }
  }

  /** A name above its dot, or below or beside it where another name stands already; where all is full, none. */
  #label(pen, taken, name, x, y, gap) {
    const wide = pen.measureText(name).width + 8, high = 26;
    const places = [[x, y - gap], [x, y + gap + 18], [x + gap + wide / 2, y + 8], [x - gap - wide / 2, y + 8]];
    const free = places.find(([atX, atY]) => !taken.some((one) => Math.abs(one.x - atX) < (one.wide + wide) / 2 && Math.abs(one.y - atY) < high));
    if (!free) return;
    const [atX, atY] = free;
    taken.push({ x: atX, y: atY, wide });
    pen.lineWidth = 5;
    pen.strokeStyle = "#fff";
    pen.strokeText(name, atX, atY);
    pen.fillStyle = "#1f1b14";
    pen.fillText(name, atX, atY);
  }

  #hover(event) {
    const box = this.canvas.getBoundingClientRect();
    const seen = SIDE / this.zoom;
    const x = Math.floor(this.left + (event.clientX - box.left) / box.width * seen) + 1;
    const y = Math.floor(this.top + (event.clientY - box.top) / box.height * seen) + 1;
    const near = (one) => Math.max(Math.abs(one.x - x), Math.abs(one.y - y)) <= 1;
    const names = [...this.now.players, ...this.now.npcs].filter(near).map((one) => `${one.name || word("player")} (${one.x}, ${one.y})`);
    const exit = this.exits.get(`${x},${y}`);
    this.told(`(${x}, ${y}) ${[...names, ...(exit ? [exit] : [])].join(" · ")}`);
  }
}

/** What the colours mean. */
export function legend() {
  const kinds = [["free", "free"], ["wall", "blocked"], ["water", "water"], ["lava", "lava"], ["exit", "exit"], ["player", "player"], ["npc", "creature"]];
  return el("ul", { className: "legend" }, ...kinds.map(([kind, key]) => el("li", {}, el("i", { className: `swatch-${kind}` }), word(key))));
}
