// All maps in one picture, and how many people or deaths there are on each.
const FREE = "#dfe6cf", WALL = "#6d6557", SEA = "#6ba4c9", HOT = "#d9793a";
const BLOCKED = 1, WATER = 4, LAVA = 8;
const GAP = 1;

export class WorldView {
  /** `chosen` is called with the map that is clicked, `told` with the one under the pointer, or null. */
  constructor(canvas, world, { chosen, told }) {
    this.canvas = canvas;
    this.world = world;
    this.at = new Map(world.maps.map((one) => [`${one.x},${one.y}`, one]));
    this.heat = new Map();
    this.zoom = 1;
    this.left = this.top = 0;
    this.marked = null;
    this.told = told;
    this.chosen = chosen;
    this.ground = this.#ground();
    canvas.width = 1200;
    canvas.height = Math.round(1200 * world.rows / world.columns);
    canvas.addEventListener("pointermove", (event) => this.#mark(this.#under(event)));
    canvas.addEventListener("pointerleave", () => this.#mark(null));
    canvas.addEventListener("click", (event) => { const one = this.#under(event); if (one) chosen(one); });
    canvas.addEventListener("wheel", (event) => { event.preventDefault(); this.zoomBy(event.deltaY < 0 ? 1.25 : .8, this.#point(event)); }, { passive: false });
    canvas.addEventListener("keydown", (event) => this.#key(event));
    this.#paint();
  }

  /** `counts`: how many there are on each map. */
  show(counts) {
    this.heat = counts;
    this.#paint();
  }

  zoomBy(factor, [x, y] = [this.left + .5 / this.zoom, this.top + .5 / this.zoom]) {
    const before = this.zoom;
    this.zoom = Math.min(8, Math.max(1, this.zoom * factor));
    this.#look(x - (x - this.left) * before / this.zoom, y - (y - this.top) * before / this.zoom);
  }

  #look(left, top) {
    this.left = Math.min(1 - 1 / this.zoom, Math.max(0, left));
    this.top = Math.min(1 - 1 / this.zoom, Math.max(0, top));
    this.#paint();
  }

  #key(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) {
      const from = this.marked ?? this.world.maps[0];
      this.#mark(this.#beside(from, step) ?? from);
    } else if (event.key === "Enter" && this.marked) this.chosen(this.marked);
    else if (event.key === "+") this.zoomBy(1.5);
    else if (event.key === "-" || event.key === "−") this.zoomBy(1 / 1.5);
    else return;
    event.preventDefault();
  }

  /** The nearest map in a direction. */
  #beside(from, [dx, dy]) {
    const far = (one) => {
      const along = (one.x - from.x) * dx + (one.y - from.y) * dy;
      return along > 0 ? along + 3 * Math.abs((one.x - from.x) * dy + (one.y - from.y) * dx) : Infinity;
    };
    const best = this.world.maps.reduce((a, b) => (far(b) < far(a) ? b : a));
    return far(best) < Infinity ? best : null;
  }

  #mark(one) {
    if (one === this.marked) return;
    this.marked = one;
    this.canvas.classList.toggle("over", Boolean(one));
    this.told(one);
    this.#paint();
  }

  /** The point of the world, 0..1 in both directions, under the pointer. */
  #point(event) {
    const box = this.canvas.getBoundingClientRect();
    return [this.left + (event.clientX - box.left) / box.width / this.zoom, this.top + (event.clientY - box.top) / box.height / this.zoom];
  }

  #under(event) {
    const [x, y] = this.#point(event);
    return this.at.get(`${Math.floor(x * this.world.columns)},${Math.floor(y * this.world.rows)}`) ?? null;
  }

  #ground() {
    const { side, columns, rows, maps } = this.world;
    const picture = document.createElement("canvas");
    picture.width = columns * side;
    picture.height = rows * side;
    const pen = picture.getContext("2d");
    for (const one of maps) {
      const flags = atob(one.ground);
      for (let k = 0; k < flags.length; k += 1) {
        const flag = flags.charCodeAt(k);
        pen.fillStyle = flag & LAVA ? HOT : flag & WATER ? SEA : flag & BLOCKED ? WALL : FREE;
        pen.fillRect(one.x * side + k % side, one.y * side + Math.floor(k / side), 1, 1);
      }
    }
    return picture;
  }

  #paint() {
    const { canvas, world, zoom } = this;
    const pen = canvas.getContext("2d");
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingEnabled = false;
    pen.drawImage(this.ground, this.left * this.ground.width, this.top * this.ground.height, this.ground.width / zoom, this.ground.height / zoom,
      0, 0, canvas.width, canvas.height);
    const wide = canvas.width * zoom / world.columns, high = canvas.height * zoom / world.rows;
    const most = Math.max(1, ...this.heat.values());
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    for (const one of world.maps) {
      const x = one.x * wide - this.left * canvas.width * zoom, y = one.y * high - this.top * canvas.height * zoom;
      if (x + wide < 0 || y + high < 0 || x > canvas.width || y > canvas.height) continue;
      const count = this.heat.get(one.id) ?? 0;
      if (count) {
        pen.fillStyle = `rgb(200 20 20 / ${.25 + .5 * Math.sqrt(count / most)})`;
        pen.fillRect(x, y, wide, high);
      }
      pen.lineWidth = one === this.marked ? 6 : GAP;
      pen.strokeStyle = one === this.marked ? "#f0b45a" : "rgb(0 0 0 / 45%)";
      const inset = pen.lineWidth / 2;
      pen.strokeRect(x + inset, y + inset, wide - 2 * inset, high - 2 * inset);
      if (wide > 44) {
        pen.font = "600 16px system-ui, sans-serif";
        pen.fillStyle = "rgb(0 0 0 / 65%)";
        pen.textAlign = "left";
        pen.fillText(String(one.id), x + 6, y + 14);
        pen.textAlign = "center";
      }
      if (count) {
        pen.font = `700 ${Math.max(18, Math.min(30, wide * .4))}px system-ui, sans-serif`;
        pen.lineWidth = 5;
        pen.lineJoin = "round";
        pen.strokeStyle = "#fff";
        pen.strokeText(String(count), x + wide / 2, y + high / 2);
        pen.fillStyle = "#5c0000";
        pen.fillText(String(count), x + wide / 2, y + high / 2);
      }
    }
  }
}
