// Places in the plane of a view, and the codes that they are.

// Return a code, moved along the axes of a view by a position.
export function moved(code, axes, position) {
  return code.map((value, unit) => axes.reduce((sum, axis, k) => sum + axis[unit] * position[k], value));
}

// Return places at equal distances along a way.
export function evenly(way, steps) {
  const lengths = [0];
  for (let k = 1; k < way.length; k += 1) {
    lengths.push(lengths[k - 1] + Math.hypot(way[k][0] - way[k - 1][0], way[k][1] - way[k - 1][1]));
  }
  const whole = lengths[lengths.length - 1];
  return Array.from({ length: steps }, (_, step) => {
    const at = (whole * step) / (steps - 1);
    let k = 1;
    while (k < way.length - 1 && lengths[k] < at) k += 1;
    const share = (at - lengths[k - 1]) / (lengths[k] - lengths[k - 1] || 1);
    return way[k].map((value, axis) => way[k - 1][axis] + share * (value - way[k - 1][axis]));
  });
}
