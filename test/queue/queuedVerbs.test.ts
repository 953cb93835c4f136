import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rowsIn } from './farFlung.ts';
import { lab, type Program } from './programs.ts';
import { RedisServer } from './redisServer.ts';

const root = mkdtempSync(join(tmpdir(), 'queued-verbs-'));
const running: Program[] = [];
let server: RedisServer;
beforeAll(async () => {
  server = await RedisServer.start();
});
afterEach(async () => {
  for (const program of running.splice(0)) if (program.isRunning) await program.kill();
});
afterAll(async () => {
  await server.end();
  rmSync(root, { recursive: true });
});

const held = (...words: readonly string[]): Program => {
  const program = lab(...words);
  running.push(program);
  return program;
};

/** Runs a verb in one process and, at the same time, on two workers of a queue. Returns the folders, and what the queued one said. */
async function bothWays(name: string, words: string) {
  const [alone, queued] = ['alone', 'queued'].map((way) => join(root, `${name}-${way}`));
  const verb = (folder: string, ...more: readonly string[]) =>
    held(...words.split(' '), '--dir', folder, '--no-panel', ...more);
  const workers = [1, 2].map(() => held('worker', server.url, '--workers', '1', '--json'));
  const runs = [verb(alone, '--workers', '1'), verb(queued, '--queue', server.url)];
  for (const run of runs) expect(await run.ended(), run.stderr).toBe(0);
  for (const worker of workers) worker.child.kill('SIGTERM');
  const brought = await Promise.all(
    workers.map(async (worker) => {
      expect(await worker.ended(), worker.stderr).toBe(130);
      return JSON.parse(worker.stdout).trials as number;
    }),
  );
  return { alone, queued, brought, said: runs[1] };
}

describe('through a queue', () => {
  it('a sensitivity study has the rows of one process, each run by a worker, and its report', async () => {
    const { alone, queued, brought, said } = await bothWays(
      'sensitivity',
      'sensitivity immunityPeriod~uniform(200,2000) validator.alpha~uniform(0.02,0.2) --method morris --points 4 --seeds 1 --scenario synthetic --days 0.2 --warm-up 0',
    );
    expect(rowsIn(queued).length).toBeGreaterThanOrEqual(12);
    expect(rowsIn(queued)).toEqual(rowsIn(alone));
    expect(brought[0] + brought[1]).toBe(rowsIn(queued).length);
    expect(said.stderr).not.toContain('ALARM');
    expect(existsSync(join(queued, 'report.html'))).toBe(true);
    expect(await server.keys()).toEqual([]);
  }, 180_000);

  it('a search has the rows of one process in every stage, whose trials are no study’s own, and the same verdict', async () => {
    const { alone, queued, brought, said } = await bothWays(
      'tune',
      'tune immunityPeriod~uniform(300,7200) --status-quo immunityPeriod=7200 --scenario synthetic --days 0.3 --warm-up 0 --search gaussian --budget 8 --search-seeds 2 --confirm-seeds 4',
    );
    const stages = new Set(rowsIn(queued).map((row): string => JSON.parse(row).stage));
    expect(stages.size).toBeGreaterThanOrEqual(3);
    expect(stages).toContain('confirm');
    expect(rowsIn(queued)).toEqual(rowsIn(alone));
    expect(brought[0] + brought[1]).toBe(rowsIn(queued).length);
    expect(said.stderr).not.toContain('ALARM');
    const [verdict, other] = [queued, alone].map((folder) =>
      readFileSync(join(folder, 'outcome.json'), 'utf8'),
    );
    expect(verdict).toBe(other);
    expect(await server.keys()).toEqual([]);
  }, 180_000);
});
