// What the explorer uses of other packages; build.mjs bundles it into one file.
export { tableFromIPC } from "@uwdata/flechette";
export { pointer, select } from "d3-selection";
export { zoom, zoomIdentity } from "d3-zoom";
export {
  BufferAttribute,
  BufferGeometry,
  OrthographicCamera,
  Points,
  Scene,
  ShaderMaterial,
  WebGLRenderer,
} from "three";
export { OrbitControls } from "three/addons/controls/OrbitControls.js";
