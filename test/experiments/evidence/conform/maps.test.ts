import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ConformReport } from '../../../../experiments/evidence/conform/conformReport.ts';
import {
  digestOfGrids,
  type MapDigest,
  recordedStakes,
} from '../../../../experiments/evidence/conform/mapDigest.ts';
import type { SplitGrids } from '../../../../experiments/figures/retention/chain/splitMapWorker.ts';
import { runPool } from '../../../../experiments/run/pool.ts';
import { labWords } from '../../../compiled.ts';

const maps = fileURLToPath(new URL('../../../golden/chain/consensus_map', import.meta.url));
const kept = JSON.parse(
  readFileSync(new URL('../../../../results/reference/conform/whole-maps.json', import.meta.url), 'utf8'),
) as { values: number; differingStakes: number; digests: MapDigest[] };
const recorded = recordedStakes(maps);

describe('the maps of consensus guarantees', () => {
  it('were computed whole, 3 × 28,611 × 2 values, and are the recorded ones in every bit', () => {
    expect(kept.digests).toEqual(recorded.map(({ digest }) => digest));
    expect(kept.values).toBe(3 * 28_611 * 2);
    expect(kept.differingStakes).toBe(0);
    expect(new Set(kept.digests.map(({ sha256 }) => sha256)).size).toBe(33);
  });

  it('come out the same today: one whole stake of each map', async () => {
    const maps = [...new Set(recorded.map(({ file }) => file))];
    const chosen = recorded.filter(({ file, index }) => index === 3 * maps.indexOf(file) + 2);
    const computed: MapDigest[] = [];
    // In a thread of its own the loops are spared what the test runner wraps around every import.
    await runPool({
      entry: new URL('../../../../experiments/figures/retention/chain/splitMapWorker.ts', import.meta.url),
      tasks: chosen.map(({ task }, place) => ({ id: String(place), input: task })),
      workers: 1,
      onResult: (id, result) => {
        const { file, index } = chosen[Number(id)];
        computed.push(digestOfGrids(file, index, result as SplitGrids));
      },
      onFailure: (_, reason) => {
        throw new Error(reason);
      },
    });
    expect(computed).toEqual(chosen.map(({ digest }) => digest));
    expect(computed).toHaveLength(3);
  });

  it('of every map 330 cells are compared by conform itself', () => {
    const command = [...labWords(), 'conform', maps, '--json'];
    const root = fileURLToPath(new URL('../../../..', import.meta.url));
    const { status, stdout } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
    expect(status).toBe(0);
    const { rows } = JSON.parse(stdout) as ConformReport;
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      expect(row.compared).toBe(2 * 330);
      expect(row.compared + row.skipped).toBe(2 * 28_611);
      expect(row.differing).toBe(0);
    }
  });
});
