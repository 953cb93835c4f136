import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Rooms whose code computes, and the folders and files in them that only write what people read. */
const rooms = [
  'sim/metrics',
  'agents',
  ...['statistics', 'analysis', 'methods', 'run', 'sweep'].map((room) => `experiments/${room}`),
];
const writes =
  /\/page\/|\/(charts|tuneCharts|words|sentences|tables?|report|tuneReport|command|remake|write|format|describe|atTerminal|kernelNotice|options|metricTitle)\.ts$/;
/** Plain lists, one line for each thing there is, and the examples of files of one's own, which nothing imports. */
const lists = /\/(catalogue|index)\.ts$|^agents\/examples\//;

/** file → text of everything whose tokens may be changed, in the order of names. */
export function sourcesIn(project: string): Map<string, string> {
  const files = rooms
    .flatMap((room) =>
      readdirSync(join(project, room), { recursive: true, encoding: 'utf8' }).map(
        (name) => `${room}/${name}`,
      ),
    )
    .filter((file) => file.endsWith('.ts') && !writes.test(file) && !lists.test(file))
    .sort();
  return new Map(files.map((file) => [file, readFileSync(join(project, file), 'utf8')]));
}
