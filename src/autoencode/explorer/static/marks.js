// Marks above the points: names of categories, outlines, paths, the decoded place.

export class Marks {
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d");
  }

  resize(width, height, ratio, ink, back) {
    Object.assign(this, { width, height, ratio, ink, back });
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
  }

  // Draw the marks of a map; `place` turns positions into places on the screen.
  draw(map, place) {
    const { pen } = this;
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    pen.clearRect(0, 0, this.width, this.height);
    pen.font = "600 13px system-ui, sans-serif";
    pen.textAlign = "center";
    pen.lineWidth = 4;
    pen.strokeStyle = this.back;
    pen.fillStyle = this.ink;
    for (const { text, at } of map.names) {
      pen.strokeText(text, ...place(at));
      pen.fillText(text, ...place(at));
    }
    this.line(map.way.map(place), false);
    this.line(map.outline.map(place), true);
    if (map.hovered >= 0) this.ring(place(map.at(map.hovered)), 7);
    if (map.mark) this.cross(place(map.mark));
  }

  // Stroke a path in ink, with a rim in the colour of the background.
  stroke(trace) {
    for (const [width, style] of [[5, this.back], [2, this.ink]]) {
      this.pen.beginPath();
      trace(this.pen);
      this.pen.lineWidth = width;
      this.pen.strokeStyle = style;
      this.pen.stroke();
    }
  }

  line(way, closed) {
    if (way.length < 2) return;
    this.stroke((pen) => {
      way.forEach((at, k) => pen[k ? "lineTo" : "moveTo"](...at));
      if (closed) pen.closePath();
    });
  }

  ring(at, radius) {
    this.stroke((pen) => pen.arc(...at, radius, 0, 2 * Math.PI));
  }

  cross([x, y]) {
    this.ring([x, y], 9);
    this.stroke((pen) => {
      for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
        pen.moveTo(x + 4 * dx, y + 4 * dy);
        pen.lineTo(x + 14 * dx, y + 14 * dy);
      }
    });
  }
}
