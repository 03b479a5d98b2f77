// The points, drawn by three.js.
//
// A frame draws only as many points as its time allows, the next frames the rest; while
// the view moves, every frame begins anew. The points come in random order, so that the
// first ones are a sample of all, and a million stay as fluid as a thousand.

import {
  BufferAttribute, BufferGeometry, OrthographicCamera, Points, Scene, ShaderMaterial,
  WebGLRenderer,
} from "./vendor/libraries.js";

const VERTEX = `
attribute vec4 tint;
uniform float size;
uniform vec3 back;
varying vec3 shade;
void main() {
  shade = mix(back, tint.rgb, tint.a);
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
  gl_PointSize = size;
}`;
const FRAGMENT = `
varying vec3 shade;
uniform float size;
void main() {
  vec2 off = gl_PointCoord - 0.5;
  if (size > 2.5 && dot(off, off) > 0.25) discard;
  gl_FragColor = vec4(shade, 1.0);
}`;
const PLAIN = [120, 126, 136, 255]; // until colours arrive
const FIRST_CHUNK = 100000; // points of the first frame
const SMALLEST_CHUNK = 20000;
const LARGEST_CHUNK = 1 << 22;
const SLOW_FRAME = 50; // milliseconds, after which a frame draws fewer points
const FAST_FRAME = 24;

export class Painter {
  // `started` is called before the first points of a picture are drawn.
  constructor(canvas, started) {
    this.started = started;
    this.renderer = new WebGLRenderer({
      canvas, antialias: false, preserveDrawingBuffer: true, alpha: false,
    });
    this.renderer.autoClear = false;
    this.scene = new Scene();
    this.flat = new OrthographicCamera(-1, 1, 1, -1, -1e6, 1e6);
    this.solid = new OrthographicCamera(-1, 1, 1, -1, -1e6, 1e6);
    this.camera = this.flat;
    this.material = new ShaderMaterial({
      vertexShader: VERTEX, fragmentShader: FRAGMENT, depthTest: false, depthWrite: false,
      uniforms: { size: { value: 3 }, back: { value: [1, 1, 1] } },
    });
    this.points = new Points(new BufferGeometry(), this.material);
    this.points.frustumCulled = false;
    this.scene.add(this.points);
    this.chunk = FIRST_CHUNK;
    this.drawn = 0;
    this.asked = 0; // number of the next frame, if one is asked for
    this.frames = 0;
    this.before = 0;
    this.n = 0;
  }

  setPoints(positions, isSolid) {
    this.n = positions.length / 3;
    this.camera = isSolid ? this.solid : this.flat;
    this.tints = new Uint8Array(4 * this.n);
    for (let i = 0; i < this.n; i += 1) this.tints.set(PLAIN, 4 * i);
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new BufferAttribute(positions, 3));
    geometry.setAttribute("tint", new BufferAttribute(this.tints, 4, true));
    this.points.geometry.dispose();
    this.points.geometry = geometry;
  }

  setTints(tints) {
    this.tints.set(tints);
    this.points.geometry.getAttribute("tint").needsUpdate = true;
  }

  resize(width, height, ratio, back) {
    Object.assign(this, { width, height, ratio });
    this.renderer.setPixelRatio(ratio);
    this.renderer.setSize(width, height, false);
    this.back = [1, 3, 5].map((at) => parseInt(back.slice(at, at + 2), 16) / 255);
    this.material.uniforms.back.value = this.back;
  }

  // Let the camera of three dimensions see all points, however they are turned.
  frameSolid({ radius }) {
    const half = 1.08 * (radius || 1);
    const unit = half / Math.min(this.width, this.height); // a narrow map has its width filled
    const [wide, tall] = [unit * this.width, unit * this.height];
    Object.assign(this.solid, { left: -wide, right: wide, top: tall, bottom: -tall });
    this.solid.updateProjectionMatrix();
  }

  // Set the size of points at a zoom, and what the camera of the plane sees.
  aim(k, sides) {
    const base = Math.min(7, Math.max(1.3, 260 / Math.sqrt(this.n)));
    this.material.uniforms.size.value = this.ratio * Math.min(12, base * Math.max(1, k) ** 0.35);
    if (this.camera === this.solid) return;
    Object.assign(this.flat, sides);
    this.flat.updateProjectionMatrix();
  }

  // Begin a picture anew.
  begin() {
    this.drawn = 0;
    if (this.asked) return;
    this.before = 0;
    this.ask();
  }

  // Ask for the next frame.
  ask() {
    this.asked = requestAnimationFrame((now) => this.frame(now));
  }

  dispose() {
    cancelAnimationFrame(this.asked);
    this.points.geometry.dispose();
    this.material.dispose();
    this.renderer.dispose();
  }

  frame(now) {
    if (this.before) {
      const took = now - this.before;
      if (took > SLOW_FRAME) this.chunk = Math.max(SMALLEST_CHUNK, this.chunk >> 1);
      else if (took < FAST_FRAME) this.chunk = Math.min(LARGEST_CHUNK, this.chunk << 1);
    }
    this.before = now;
    this.frames += 1;
    if (this.drawn === 0) {
      this.started();
      const gl = this.renderer.getContext();
      gl.clearColor(...this.back, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
    }
    this.points.geometry.setDrawRange(this.drawn, this.chunk);
    this.renderer.render(this.scene, this.camera);
    this.drawn += this.chunk;
    this.asked = 0;
    if (this.drawn < this.n) this.ask();
  }
}
