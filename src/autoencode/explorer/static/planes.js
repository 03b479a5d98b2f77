// Places in the plane of a view, and the codes that they are.

// Return a code, moved along the axes of a view by a position.
export function moved(code, axes, position) {
  return code.map((value, unit) => axes.reduce((sum, axis, k) => sum + axis[unit] * position[k], value));
}
