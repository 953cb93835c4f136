const reference = (study: string): string[] =>
  ['study.json', 'journal.ndjson.gz'].map((file) => `results/reference/${study}/${file}`);

/** What the package carries besides compiled modules: files and folders, from the project's root. */
export const dataFiles: readonly string[] = [
  'agents/examples',
  'experiments/boot/child.mjs',
  'experiments/boot/worker.mjs',
  'experiments/evidence/replay/recorded',
  'experiments/examples',
  'experiments/input/scenarios/cheats-in-a-crash.yaml',
  'results/reference/assumptions',
  'results/reference/patterns',
  ...reference('immunity-start-up-full'),
  ...reference('immunity-start-up-quick'),
];
