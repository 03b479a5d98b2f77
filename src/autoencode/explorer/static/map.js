// The map: points, marks above them, and what the pointer and the keys do.

import { Marks } from "./marks.js";
import { Painter } from "./painter.js";
import { element } from "./show.js";
import { OrbitControls, pointer, select, zoom, zoomIdentity } from "./vendor/libraries.js";

const REACH = 10; // pixels from the pointer to a point
const MARGIN = 0.06;
const STEP = 10; // pixels that a key moves the mark
const MAX_NAMED = 40; // categories named on the map

const NOTHING = {
  hover() {}, // of a point, or -1, and the place on the screen
  follow() {}, // of the position under the pointer
  decode() {}, // of a position, and the point there, or -1
  select() {}, // of the points inside an outline
  path() {}, // of the positions along a way
  move() {}, // of the view
};

export class PointMap {
  // `on` has some of the functions of `NOTHING`: what the pointer does. Its `keys`, if
  // any, says what the keys do.
  constructor(place, name, on) {
    this.on = { ...NOTHING, ...on };
    this.mode = "decode";
    this.positions = new Float32Array(0);
    this.n = 0;
    this.mark = null; // in the units of the view
    this.way = [];
    this.outline = [];
    this.names = [];
    this.hovered = -1;
    this.place = place;
    this.canvas = element("canvas", { "aria-hidden": "true" });
    this.over = element("canvas", {
      class: "over", tabindex: "0", role: "application",
      "aria-label": `Map of ${name}. ${on.keys ?? "Arrow keys move the mark and decode its place, plus and minus zoom."}`,
    });
    this.tip = element("div", { class: "tip", hidden: "" });
    place.append(this.canvas, this.over, this.tip);
    this.painter = new Painter(this.canvas, () => {
      this.aim();
      this.drawOver();
    });
    this.marks = new Marks(this.over);
    this.listen();
    this.resized = () => this.resize();
    this.observer = new ResizeObserver(this.resized);
    this.observer.observe(place);
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", this.resized);
  }

  // Remove what outlives the map's place: what listens to page and screen, and the picture.
  dispose() {
    this.observer.disconnect();
    this.scheme.removeEventListener("change", this.resized);
    this.controls.dispose();
    this.painter.dispose();
  }

  listen() {
    this.transform = zoomIdentity;
    this.zoom = zoom()
      .scaleExtent([0.1, 1e5])
      .filter((event) => !this.isSolid && (event.type === "wheel" || event.type === "dblclick"
        || event.touches?.length > 1 || (this.mode === "decode" && !event.button)))
      .clickDistance(4)
      .on("zoom", (event) => {
        this.transform = event.transform;
        this.changed();
        this.on.move();
      });
    select(this.over).call(this.zoom).on("dblclick.zoom", null);
    this.controls = new OrbitControls(this.painter.solid, this.over);
    this.controls.enabled = false;
    this.controls.addEventListener("change", () => this.changed());
    this.over.addEventListener("pointermove", (event) => this.pointed(event));
    this.over.addEventListener("pointerleave", () => this.unhover());
    this.over.addEventListener("click", (event) => this.clicked(event));
    this.over.addEventListener("pointerdown", (event) => this.began(event));
    this.over.addEventListener("pointerup", () => this.ended());
    this.over.addEventListener("pointercancel", () => this.ended());
    this.over.addEventListener("keydown", (event) => this.typed(event));
  }

  // Set positions: `columns` are x, y and, in three dimensions, z.
  setPoints(columns) {
    this.n = columns[0].length;
    this.isSolid = columns.length === 3;
    this.positions = new Float32Array(3 * this.n);
    columns.forEach((column, axis) => {
      for (let i = 0; i < this.n; i += 1) this.positions[3 * i + axis] = column[i];
    });
    this.bounds = boundsOf(this.positions, this.n);
    this.painter.setPoints(this.positions, this.isSolid);
    this.controls.enabled = this.isSolid;
    this.mark = null;
    this.way = [];
    this.outline = [];
    this.hovered = -1;
    this.resize();
    this.showAll();
  }

  // Colours, four bytes a point: the last is how strongly it is drawn.
  setTints(tints, names) {
    this.painter.setTints(tints);
    this.names = names.slice(0, MAX_NAMED);
    this.changed();
  }

  resize() {
    this.width = Math.max(1, this.place.clientWidth);
    this.height = Math.max(1, this.place.clientHeight);
    this.ratio = Math.min(devicePixelRatio || 1, 2);
    const style = getComputedStyle(this.place); // of a page, or of a part of one
    const [ink, back] = ["--ink", "--back"].map((name) => style.getPropertyValue(name).trim());
    this.marks.resize(this.width, this.height, this.ratio, ink, back);
    this.painter.resize(this.width, this.height, this.ratio, back);
    if (this.isSolid) this.painter.frameSolid(this.bounds);
    this.changed();
  }

  showAll() {
    select(this.over).call(this.zoom.transform, zoomIdentity);
    if (this.isSolid) {
      const [x, y, z] = this.middle();
      this.controls.target.set(x, y, z);
      this.painter.solid.position.set(x + 1, y + 0.7, z + 1.3);
      this.painter.solid.zoom = 1;
      this.painter.frameSolid(this.bounds);
      this.controls.update();
    }
    this.changed();
  }

  middle() {
    return [0, 1, 2].map((k) => (this.bounds.low[k] + this.bounds.high[k]) / 2);
  }

  // Pixels per unit before zooming.
  get scale() {
    const { low, high } = this.bounds;
    const room = 1 - 2 * MARGIN;
    const wide = (room * this.width) / (high[0] - low[0] || 1);
    const tall = (room * this.height) / (high[1] - low[1] || 1);
    return Math.min(wide, tall);
  }

  toScreen(x, y, z = 0) {
    if (this.isSolid) {
      const m = this.viewMatrix();
      const at = (row) => m[row] * x + m[row + 4] * y + m[row + 8] * z + m[row + 12];
      return [((at(0) + 1) / 2) * this.width, ((1 - at(1)) / 2) * this.height];
    }
    const [cx, cy] = this.middle();
    const s = this.scale;
    return this.transform.apply([this.width / 2 + (x - cx) * s, this.height / 2 - (y - cy) * s]);
  }

  toPlane(px, py) {
    const [cx, cy] = this.middle();
    const s = this.scale;
    const [bx, by] = this.transform.invert([px, py]);
    return [cx + (bx - this.width / 2) / s, cy - (by - this.height / 2) / s];
  }

  viewMatrix() {
    const { solid } = this.painter;
    solid.updateMatrixWorld();
    return solid.projectionMatrix.clone().multiply(solid.matrixWorldInverse).elements;
  }

  // Return the view in the plane: centre and scale, to keep in the address.
  get window() {
    const [x, y] = this.toPlane(this.width / 2, this.height / 2);
    return { x, y, k: this.transform.k };
  }

  set window({ x, y, k }) {
    const [cx, cy] = this.middle();
    const s = this.scale;
    const at = [this.width / 2 + (x - cx) * s, this.height / 2 - (y - cy) * s];
    const moved = zoomIdentity.translate(this.width / 2 - k * at[0], this.height / 2 - k * at[1]).scale(k);
    select(this.over).call(this.zoom.transform, moved);
  }

  changed() {
    if (this.bounds) this.painter.begin();
  }

  // Turn the camera of the plane to what is seen.
  aim() {
    const k = this.isSolid ? this.painter.solid.zoom : this.transform.k;
    const [left, top] = this.toPlane(0, 0);
    const [right, bottom] = this.toPlane(this.width, this.height);
    this.painter.aim(k, { left, right, top, bottom });
  }

  drawOver() {
    if (this.bounds) this.marks.draw(this, (at) => this.toScreen(...at));
  }

  at(index) {
    return Array.from(this.positions.subarray(3 * index, 3 * index + 3));
  }

  // Return the nearest point within reach of a place on the screen, or -1.
  nearest(px, py) {
    let best = REACH * REACH;
    let found = -1;
    if (this.isSolid) {
      const screen = this.projected();
      for (let i = 0; i < this.n; i += 1) {
        const d = (screen[2 * i] - px) ** 2 + (screen[2 * i + 1] - py) ** 2;
        if (d < best) [best, found] = [d, i];
      }
      return found;
    }
    const [x, y] = this.toPlane(px, py);
    const unit = this.scale * this.transform.k;
    best /= unit * unit;
    for (let i = 0, j = 0; i < this.n; i += 1, j += 3) {
      const dx = this.positions[j] - x;
      const dy = this.positions[j + 1] - y;
      const d = dx * dx + dy * dy;
      if (d < best) {
        best = d;
        found = i;
      }
    }
    return found;
  }

  // Return the places of all points on the screen.
  projected() {
    const screen = new Float32Array(2 * this.n);
    const solid = this.isSolid ? this.viewMatrix() : null;
    const [ox, oy] = solid ? [0, 0] : this.toScreen(0, 0);
    const unit = solid ? 0 : this.scale * this.transform.k;
    for (let i = 0, j = 0; i < this.n; i += 1, j += 3) {
      const x = this.positions[j];
      const y = this.positions[j + 1];
      if (solid) {
        const z = this.positions[j + 2];
        const sx = solid[0] * x + solid[4] * y + solid[8] * z + solid[12];
        const sy = solid[1] * x + solid[5] * y + solid[9] * z + solid[13];
        screen[2 * i] = ((sx + 1) / 2) * this.width;
        screen[2 * i + 1] = ((1 - sy) / 2) * this.height;
      } else {
        screen[2 * i] = ox + x * unit;
        screen[2 * i + 1] = oy - y * unit;
      }
    }
    return screen;
  }

  // Return the points inside a polygon on the screen.
  inside(polygon) {
    const screen = this.projected();
    const xs = polygon.map((at) => at[0]);
    const ys = polygon.map((at) => at[1]);
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    const found = [];
    for (let i = 0; i < this.n; i += 1) {
      const x = screen[2 * i];
      const y = screen[2 * i + 1];
      if (x < left || x > right || y < top || y > bottom) continue;
      let within = false;
      for (let a = 0, b = xs.length - 1; a < xs.length; b = a, a += 1) {
        if (ys[a] > y !== ys[b] > y && x < ((xs[b] - xs[a]) * (y - ys[a])) / (ys[b] - ys[a]) + xs[a]) {
          within = !within;
        }
      }
      if (within) found.push(i);
    }
    return found;
  }

  pointed(event) {
    const [px, py] = pointer(event, this.over);
    if (this.gesture) {
      this.gesture.push([px, py]);
      const way = this.gesture.map((at) => this.toPlane(...at));
      if (this.mode === "select" && !this.isSolid) this.outline = way;
      if (this.mode === "path") this.way = way;
      this.changed();
      return;
    }
    const found = this.nearest(px, py);
    if (found !== this.hovered) {
      this.hovered = found;
      this.drawOver();
      this.on.hover(found, px, py);
    }
    if (!event.buttons && !this.isSolid) this.on.follow(...this.toPlane(px, py));
  }

  unhover() {
    if (this.hovered < 0) return;
    this.hovered = -1;
    this.drawOver();
    this.on.hover(-1);
  }

  clicked(event) {
    if (this.mode !== "decode") return;
    const [px, py] = pointer(event, this.over);
    const found = this.nearest(px, py);
    if (this.isSolid) {
      if (found >= 0) this.on.decode(this.at(found), found);
      return;
    }
    this.on.decode(this.toPlane(px, py), found);
  }

  began(event) {
    if (this.mode === "decode" || event.button || (this.isSolid && this.mode === "path")) return;
    this.controls.enabled = false;
    this.over.setPointerCapture(event.pointerId);
    this.gesture = [pointer(event, this.over)];
    this.tip.hidden = true;
  }

  ended() {
    const gesture = this.gesture;
    this.gesture = null;
    this.controls.enabled = this.isSolid;
    if (!gesture) return;
    if (this.mode === "select") this.on.select(gesture.length > 2 ? this.inside(gesture) : []);
    else if (gesture.length > 1) this.on.path(gesture.map((at) => this.toPlane(...at)));
  }

  typed(event) {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.key === "+" || event.key === "=") select(this.over).call(this.zoom.scaleBy, 1.3);
    else if (event.key === "-") select(this.over).call(this.zoom.scaleBy, 1 / 1.3);
    else if (moves[event.key] && !this.isSolid) {
      const step = event.shiftKey ? 1 : STEP;
      const middle = this.toPlane(this.width / 2, this.height / 2);
      const [px, py] = this.toScreen(...(this.mark ?? middle));
      const [dx, dy] = moves[event.key];
      this.on.decode(this.toPlane(px + step * dx, py + step * dy), -1);
    } else return;
    event.preventDefault();
  }
}

// Return the bounds of positions, outliers left out.
function boundsOf(positions, n) {
  const low = [0, 0, 0];
  const high = [0, 0, 0];
  const step = Math.max(1, Math.floor(n / 50000));
  for (let axis = 0; axis < 3; axis += 1) {
    const some = [];
    for (let i = 0; i < n; i += step) some.push(positions[3 * i + axis]);
    some.sort((a, b) => a - b);
    const edge = some.length > 1000 ? Math.floor(some.length / 1000) : 0;
    low[axis] = some[edge];
    high[axis] = some[some.length - 1 - edge];
  }
  return { low, high, radius: radiusOf(positions, n, step, low, high) };
}

// How far points are from the middle, except for a thousandth of them.
function radiusOf(positions, n, step, low, high) {
  const some = [];
  for (let i = 0; i < n; i += step) {
    some.push(Math.hypot(...low.map((value, k) => positions[3 * i + k] - (value + high[k]) / 2)));
  }
  some.sort((a, b) => a - b);
  return some[some.length - 1 - Math.floor(some.length / 1000)] ?? 1;
}
