/**
 * Contour lines of a map by marching squares: on every edge between two cells on different sides of the level a
 * vertex is placed by linear interpolation.
 */

/** A surface over the unit square. */
export interface Surface {
  /** Cells along a side less one. */
  readonly steps: number;
  /** [steps · x × steps · y], row-major. */
  readonly values: Float64Array;
}

export interface Vertex {
  readonly x: number;
  readonly y: number;
}

/** One piece of a contour line, within one square of four cells. */
export type Segment = readonly [Vertex, Vertex];

/** All pieces of the contour line at `level`; a value equal to the level counts as above it. */
export function contour(surface: Surface, level: number): Segment[] {
  const { steps } = surface;
  const segments: Segment[] = [];
  for (let column = 0; column < steps; column++) {
    for (let row = 0; row < steps; row++) segments.push(...squareOf(surface, level, column, row));
  }
  return segments;
}

/** [edge] the two corners of each edge of a square, around it. */
const edges = [
  [0, 0, 1, 0],
  [1, 0, 1, 1],
  [1, 1, 0, 1],
  [0, 1, 0, 0],
] as const;

function squareOf(surface: Surface, level: number, column: number, row: number): Segment[] {
  const crossings: Vertex[] = [];
  for (const [x0, y0, x1, y1] of edges) {
    const vertex = crossing(surface, level, [column + x0, row + y0], [column + x1, row + y1]);
    if (vertex !== null) crossings.push(vertex);
  }
  if (crossings.length === 2) return [[crossings[0], crossings[1]]];
  return crossings.length === 4 ? saddle(surface, level, column, row, crossings) : [];
}

/** Two lines cross a square: the mean of the corners says which corners belong together. */
function saddle(
  surface: Surface,
  level: number,
  column: number,
  row: number,
  [bottom, right, top, left]: readonly Vertex[],
): Segment[] {
  const corners = edges.map(([x, y]) => at(surface, column + x, row + y));
  const centre = corners.reduce((sum, value) => sum + value, 0) / corners.length;
  const joinsFirstCorner = centre >= level === corners[0] >= level;
  return joinsFirstCorner
    ? [
        [bottom, right],
        [top, left],
      ]
    : [
        [bottom, left],
        [right, top],
      ];
}

const at = ({ steps, values }: Surface, column: number, row: number): number =>
  values[column * (steps + 1) + row];

type Corner = readonly [column: number, row: number];

/** Where the edge between two neighbouring cells reaches the level, or null. */
function crossing(surface: Surface, level: number, from: Corner, to: Corner): Vertex | null {
  const start = at(surface, ...from);
  const end = at(surface, ...to);
  if (start >= level === end >= level) return null;
  const part = (level - start) / (end - start);
  return {
    x: (from[0] + part * (to[0] - from[0])) / surface.steps,
    y: (from[1] + part * (to[1] - from[1])) / surface.steps,
  };
}

/** Pieces joined end to end into lines, longest first. */
export function joined(segments: readonly Segment[]): Vertex[][] {
  const byEnd = new Map<string, Segment[]>();
  for (const segment of segments) {
    for (const end of segment) byEnd.set(nameOf(end), [...(byEnd.get(nameOf(end)) ?? []), segment]);
  }
  const used = new Set<Segment>();
  const lines: Vertex[][] = [];
  for (const segment of segments) {
    if (used.has(segment)) continue;
    used.add(segment);
    const forward = walk(segment[1], byEnd, used);
    const backward = walk(segment[0], byEnd, used);
    lines.push([...backward.reverse(), ...forward]);
  }
  return lines.sort((one, other) => other.length - one.length);
}

/** Vertices from `start` on, along pieces not used yet. */
function walk(start: Vertex, byEnd: ReadonlyMap<string, Segment[]>, used: Set<Segment>): Vertex[] {
  const line = [start];
  for (;;) {
    const end = line[line.length - 1];
    const next = byEnd.get(nameOf(end))?.find((segment) => !used.has(segment));
    if (next === undefined) return line;
    used.add(next);
    line.push(nameOf(next[0]) === nameOf(end) ? next[1] : next[0]);
  }
}

/** Neighbouring squares compute a shared vertex from the two ends of an edge, equal to the last bits only. */
const nameOf = ({ x, y }: Vertex): string => `${x.toFixed(9)},${y.toFixed(9)}`;
