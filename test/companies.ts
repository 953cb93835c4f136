/**
 * Folders whose tests share a process, one file after another, so that what they import is loaded once a worker: they touch nothing that a
 * later file could see. Every other file has a process of its own.
 */
export const shared = [
  ...['sim', 'agents', 'properties', 'branching'],
  ...['analysis', 'base', 'calibrate', 'evidence', 'import', 'input', 'methods', 'plan', 'report'].map(
    (room) => `experiments/${room}`,
  ),
  ...['statistics', 'studies', 'tables'].map((room) => `experiments/${room}`),
].map((folder) => `test/${folder}/`);

/** Files in these folders that have a process of their own all the same: they replace modules, which takes the runner of Vite. */
export const own: readonly string[] = ['test/sim/kernel/float64/withoutSimd.test.ts'];

/** What a file that shares its process must not hold: it would change the process for those after it. */
export const unsociable =
  /\bvi\.(?:mock|hoisted|resetModules|stub|useFakeTimers)|\bprocess\.(?:chdir|emit)\(|\bprocess\.env[.[].* = |\bstartChromium|\bRedisServer/;

/**
 * Files that take longest, in the order in which they begin. Those that wait for daemons, downloads and processes that they have killed
 * alternate with those that compute, so that a core has work while others wait.
 */
export const longest = [
  'test/pack.test.ts',
  'test/experiments/panel/page.test.ts',
  'test/experiments/cluster/slurm.test.ts',
  'test/experiments/epochPage/page.test.ts',
  'test/queue/queue.test.ts',
  'test/commands.test.ts',
  'test/queue/kills.test.ts',
  'test/pageScript.test.ts',
  'test/kill.test.ts',
  'test/simulatedFaults/simulatedFaults.test.ts',
  'test/figures/figures.test.ts',
  'test/pages.test.ts',
  'test/queue/farFlung.test.ts',
  'test/yourSubnet.test.ts',
  'test/experiments/panel/brought.test.ts',
  'test/experiments/panel/kinds.test.ts',
  'test/experiments/cluster/shardedVerbs.test.ts',
  'test/experiments/sweep/adaptiveRun.test.ts',
  'test/experiments/sweep/ownAgents.test.ts',
  'test/experiments/evidence/formerResults.test.ts',
  'test/experiments/evidence/verify/settledRows.test.ts',
  'test/experiments/methods/proposal/reference.test.ts',
  'test/experiments/report/report.test.ts',
  'test/experiments/methods/tune/tuneRuns.test.ts',
  'test/experiments/evidence/verify/reference.test.ts',
  'test/agents/adversaries.test.ts',
  'test/experiments/statistics/maxT.test.ts',
  'test/sim/consensus/chain.test.ts',
  'test/branching/branching.test.ts',
  'test/experiments/analysis/analyse.test.ts',
  'test/experiments/report/answers.test.ts',
  'test/experiments/studies/nullStudies.test.ts',
  'test/sim/rules/emission.test.ts',
  'test/agents/ramp.test.ts',
  'test/properties/properties.test.ts',
] as const;
