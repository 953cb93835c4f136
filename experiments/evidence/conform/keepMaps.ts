import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { SplitGrids } from '../../figures/retention/chain/splitMapWorker.ts';
import { runPool } from '../../run/pool.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { digestOfGrids, type MapDigest, recordedStakes } from './mapDigest.ts';

/**
 * `npm run remake maps`: computes all cells of the three maps of consensus guarantees, compares them bit for bit with the
 * recorded ones, and keeps digests of what was computed in results/reference/conform/whole-maps.json. A minute on two
 * cores. Ends with 1 if a value differs.
 */
const root = fileURLToPath(new URL('../../../', import.meta.url));
const recorded = recordedStakes(`${root}test/golden/chain/consensus_map`);
const computed = new Map<string, MapDigest>();
await runPool({
  entry: new URL('../../figures/retention/chain/splitMapWorker.ts', import.meta.url),
  tasks: recorded.map(({ task }, place) => ({ id: String(place), input: task })),
  workers: availableParallelism(),
  onResult: (id, result: SplitGrids) => {
    const { file, index } = recorded[Number(id)];
    computed.set(id, digestOfGrids(file, index, result));
  },
  onFailure: (id, reason) => {
    throw new Error(`stake ${recorded[Number(id)].index} of ${recorded[Number(id)].file} failed: ${reason}`);
  },
});
const digests = recorded.map((_, place) => computed.get(String(place))!);
const differing = recorded.filter(({ digest }, place) => digest.sha256 !== digests[place].sha256);
for (const { file, index } of differing) console.log(`DIFFERS: stake ${index} of ${file}`);
const values = digests.reduce((total, digest) => total + digest.values, 0);
const result = { command: 'npm run remake maps', values, differingStakes: differing.length, digests };
const folder = `${root}results/reference/conform/`;
mkdirSync(folder, { recursive: true });
writeWhole(`${folder}whole-maps.json`, `${JSON.stringify(result, null, 2)}\n`);
console.log(
  `${values.toLocaleString('en-US')} values of ${digests.length} stakes, ${differing.length} stakes differ`,
);
process.exitCode = differing.length > 0 ? 1 : 0;
