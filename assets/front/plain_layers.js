// The layers of a map where there is no WebGL, drawn on a canvas by the browser itself: those kinds of
// deck.gl that Python writes, with the props that it gives them.
import { make, penOf } from "../dom.js";
import { REGION } from "./basemap.js";
import { cssColor } from "./hatching.js";
import { onCanvas, projected } from "./projection.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("./projection.js").Placement} Placement */
/** @typedef {import("./projection.js").Point} Point */
/** @typedef {Record<string, any>} Props As deck.gl takes them: values, or functions of a row. */
/** @typedef {{ row: object, apart: number }} Hit */

/** Shapes are counted from here: exact in the browser's paths, which know only some seven digits. */
export const ORIGIN = projected([REGION[0], REGION[3]]);

/** @param {any} accessor @param {object} row */
const valueOf = (accessor, row) => (typeof accessor === "function" ? accessor(row) : accessor);

class PlainLayer {
  /** @param {Props} props */
  constructor(props) {
    this.props = props;
  }

  get id() {
    return this.props.id;
  }

  /** @returns {any[]} */
  get rows() {
    const { data } = this.props;
    return data?.features ?? data ?? [];
  }

  /** @param {Pen} _pen @param {Placement} _where */
  draw(_pen, _where) {}

  /**
   * The row whose mark lies nearest under a point of the canvas, among those that can be pressed.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} more Pixels about a mark that count as it.
   * @param {Placement} where
   * @returns {Hit | null}
   */
  hit(x, y, more, where) {
    if (!this.props.pickable || this.props.visible === false) return null;
    /** @type {Hit | null} */
    let found = null;
    for (const row of this.rows) {
      const { at, radius } = this.spot(row, where);
      const apart = Math.hypot(at[0] - x, at[1] - y) - radius;
      // What is drawn later lies above.
      if (apart <= more * where.ratio && (!found || apart <= Math.max(0, found.apart)))
        found = { row, apart };
    }
    return found;
  }

  /**
   * Where the mark of a row lies on the canvas, and how far it reaches.
   *
   * @param {any} row
   * @param {Placement} where
   * @returns {{ at: Point, radius: number }}
   */
  spot(row, where) {
    const [x, y] = onCanvas(valueOf(this.props.getPosition, row), ORIGIN, where);
    const [right, down] = valueOf(this.props.getPixelOffset, row) ?? [0, 0];
    return { at: [x + right * where.ratio, y + down * where.ratio], radius: 0 };
  }
}

/** @type {WeakMap<object, Path2D>} The shapes of a file, which are made once. */
const paths = new WeakMap();

/** @param {Path2D} path @param {Point[]} points */
const trace = (path, points) =>
  points.forEach((point, at) => {
    const [x, y] = projected(point);
    path[at ? "lineTo" : "moveTo"](x - ORIGIN[0], y - ORIGIN[1]);
  });

/** @param {{ type: string, coordinates: any }} geometry @returns {Point[][]} */
const partsOf = ({ type, coordinates }) => {
  if (type === "LineString") return [coordinates];
  return type === "MultiPolygon" ? coordinates.flat() : coordinates;
};

class GeoJsonLayer extends PlainLayer {
  /** @override @param {Pen} pen @param {Placement} where */
  draw(pen, where) {
    const path = paths.get(this.props.data) ?? new Path2D();
    if (!paths.has(this.props.data)) {
      for (const { geometry } of this.rows) for (const part of partsOf(geometry)) trace(path, part);
      paths.set(this.props.data, path);
    }
    const { filled = true, stroked = true, getFillColor, getLineColor } = this.props;
    pen.setTransform(where.scale, 0, 0, where.scale, where.left, where.top);
    if (filled && getFillColor) {
      pen.fillStyle = cssColor(getFillColor);
      pen.fill(path, "evenodd");
    }
    if (stroked && getLineColor) stroke(pen, path, where, getLineColor, this.props);
  }
}

/**
 * @param {Pen} pen
 * @param {Path2D} path
 * @param {Placement} where
 * @param {number[]} color
 * @param {Props} props
 */
const stroke = (pen, path, where, color, { getLineWidth, getWidth, getDashArray = [] }) => {
  pen.lineWidth = ((getLineWidth ?? getWidth ?? 1) * where.ratio) / where.scale;
  pen.setLineDash(getDashArray.map((/** @type {number} */ dash) => dash * pen.lineWidth));
  pen.strokeStyle = cssColor(color);
  pen.stroke(path);
};

class PathLayer extends PlainLayer {
  /** @override @param {Pen} pen @param {Placement} where */
  draw(pen, where) {
    pen.setTransform(where.scale, 0, 0, where.scale, where.left, where.top);
    pen.lineJoin = pen.lineCap = "round";
    const path = new Path2D();
    for (const row of this.rows) trace(path, valueOf(this.props.getPath, row));
    stroke(pen, path, where, this.props.getColor, this.props);
  }
}

class ScatterplotLayer extends PlainLayer {
  /** @override @param {Pen} pen @param {Placement} where */
  draw(pen, where) {
    const { filled = true, stroked = false, getFillColor, getLineColor, getLineWidth } = this.props;
    for (const row of this.rows) {
      const { at, radius } = this.spot(row, where);
      pen.beginPath();
      pen.arc(at[0], at[1], radius, 0, 2 * Math.PI);
      if (filled && getFillColor) {
        pen.fillStyle = cssColor(valueOf(getFillColor, row));
        pen.fill();
      }
      if (!stroked) continue;
      pen.lineWidth = valueOf(getLineWidth ?? 1, row) * where.ratio;
      pen.strokeStyle = cssColor(valueOf(getLineColor, row));
      pen.stroke();
    }
  }

  /** @override @param {any} row @param {Placement} where */
  spot(row, where) {
    const { at } = super.spot(row, where);
    return { at, radius: valueOf(this.props.getRadius, row) * where.ratio };
  }
}

/** @type {WeakMap<ImageData, HTMLCanvasElement>} */
const atlases = new WeakMap();

/** @param {ImageData} image */
const atlasOf = (image) => {
  const known = atlases.get(image);
  if (known) return known;
  const canvas = make("canvas", { width: image.width, height: image.height });
  penOf(canvas).putImageData(image, 0, 0);
  atlases.set(image, canvas);
  return canvas;
};

class IconLayer extends PlainLayer {
  /** @override @param {Pen} pen @param {Placement} where */
  draw(pen, where) {
    const { iconAtlas, iconMapping, getIcon } = this.props;
    const atlas = atlasOf(iconAtlas);
    for (const row of this.rows) {
      const { x, y, width, height } = iconMapping[valueOf(getIcon, row)];
      const { at, radius } = this.spot(row, where);
      pen.drawImage(atlas, x, y, width, height, at[0] - radius, at[1] - radius, 2 * radius, 2 * radius);
    }
  }

  /** @override @param {any} row @param {Placement} where */
  spot(row, where) {
    const { at } = super.spot(row, where);
    return { at, radius: (valueOf(this.props.getSize, row) * where.ratio) / 2 };
  }
}

class TextLayer extends PlainLayer {
  /** @override @param {Pen} pen @param {Placement} where */
  draw(pen, where) {
    const {
      getText,
      getSize,
      getColor,
      fontFamily,
      fontWeight = 400,
      outlineWidth,
      outlineColor,
    } = this.props;
    Object.assign(pen, { textAlign: "center", textBaseline: "middle", lineJoin: "round" });
    for (const row of this.rows) {
      const { at } = this.spot(row, where);
      const text = valueOf(getText, row);
      pen.font = `${fontWeight} ${valueOf(getSize, row) * where.ratio}px ${fontFamily}`;
      if (outlineWidth) {
        pen.lineWidth = outlineWidth * 0.75 * where.ratio;
        pen.strokeStyle = cssColor(outlineColor);
        pen.strokeText(text, at[0], at[1]);
      }
      pen.fillStyle = cssColor(valueOf(getColor, row));
      pen.fillText(text, at[0], at[1]);
    }
  }
}

/**
 * Draws layers one over another; those that are hidden are left out.
 *
 * @param {Pen} pen
 * @param {PlainLayer[]} layers
 * @param {Placement} where
 */
export const drawLayers = (pen, layers, where) => {
  for (const layer of layers) {
    if (layer.props.visible === false) continue;
    pen.save();
    layer.draw(pen, where);
    pen.restore();
  }
};

/**
 * The topmost row under a point of the canvas.
 *
 * @param {PlainLayer[]} layers
 * @param {number} x
 * @param {number} y
 * @param {number} more
 * @param {Placement} where
 */
export const rowUnder = (layers, x, y, more, where) => {
  for (const layer of [...layers].reverse()) {
    const found = layer.hit(x, y, more, where);
    if (found) return found.row;
  }
  return undefined;
};

/** @typedef {PlainLayer} Layer */
export const LAYERS = { GeoJsonLayer, PathLayer, ScatterplotLayer, IconLayer, TextLayer };
