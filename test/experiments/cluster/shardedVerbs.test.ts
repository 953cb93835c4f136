import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { merge } from '../../../experiments/cluster/merge/merge.ts';
import type { Study } from '../../../experiments/plan/study.ts';
import { readJournal } from '../../../experiments/run/journal.ts';
import { runStudy } from '../../../experiments/sweep/runStudy.ts';
import { labHere } from '../cli/inProcess.ts';
import { smallStudy } from './smallStudy.ts';

const root = mkdtempSync(join(tmpdir(), 'sharded-'));
const at = (name: string) => join(root, name);
// mathjs loads seedrandom, which seeds itself from Math.random when it is loaded; nothing here draws from it.
beforeAll(async () => {
  const guard = Math.random;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = guard;
});
afterAll(() => rmSync(root, { recursive: true }));

async function lab(...words: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await labHere(words);
  expect(status, stderr).toBe(0);
  return stdout;
}
const hashIn = (text: string): string => /rows SHA-256 (\w+)/.exec(text)?.[1] ?? text;

describe('a study whose worlds settle first', () => {
  const study: Study = {
    ...smallStudy,
    name: 'begun',
    set: { 'validator.sweepBlocks': 1200 },
    factors: [{ name: 'immunityPeriod', values: [200, 7000] }],
    seeds: 2,
    days: 12,
    objectives: [{ metric: 'networkQuality', margin: 0.8 }],
    beginning: {
      rule: 'settled',
      statusQuo: { immunityPeriod: 200 },
      limitDays: 60,
      pilots: 2,
      pathDays: [1, 3, 10, 12],
      alsoFollowed: ['immuneShare'],
    },
  };
  const pilotsIn = (folder: string) => readJournal(join(folder, 'beginning/journal.ndjson')).rows;
  const seedsIn = (folder: string) =>
    new Set(
      [...readJournal(join(folder, 'journal.ndjson')).rows.values()].map(({ plan }) => Object(plan).seed),
    );

  it('runs the same pilots in each shard or takes them over, keeps the worlds of one seed together, and joins to the same rows', async () => {
    const whole = await runStudy(study, { folder: at('begun-whole'), workers: 2 });
    await runStudy(study, { folder: at('begun-1'), workers: 2, shard: { index: 1, of: 2 } });
    expect(pilotsIn(at('begun-1'))).toEqual(pilotsIn(at('begun-whole')));
    expect(pilotsIn(at('begun-1')).size).toBeGreaterThanOrEqual(2);
    const plan = join(at('begun-whole'), 'study.json');
    const words = ['sweep', plan, '--shard', '2/2', '--dir', at('begun-2'), '--workers', '2', '--after'];
    const said = await labHere([...words, at('begun-1')]);
    expect(said.stderr).toContain(`took over ${pilotsIn(at('begun-1')).size} pilots`);
    expect(existsSync(at('begun-2/beginning/measurements.ndjson')), 'a pilot ran again').toBe(false);
    expect([seedsIn(at('begun-1')).size, seedsIn(at('begun-2')).size]).toEqual([1, 1]);
    const merged = await merge([at('begun-2'), at('begun-1')], at('begun-joined'));
    expect(merged).toMatchObject({ total: 4, missing: [], rowsHash: whole.rowsHash });
    const again = await runStudy(study, { folder: at('begun-joined'), workers: 1 });
    expect(again).toMatchObject({ ran: 0, found: 4, rowsHash: whole.rowsHash });
  }, 240_000);

  it('takes pilots over only from a folder that has them, and only for a shard', async () => {
    const plan = join(at('begun-whole'), 'study.json');
    const none = await labHere([
      'sweep',
      plan,
      '--shard',
      '1/2',
      '--dir',
      at('none'),
      '--after',
      at('nowhere'),
    ]);
    expect(none).toMatchObject({ status: 2, stderr: expect.stringContaining('holds no pilots') });
    const whole = await labHere(['sweep', plan, '--dir', at('w'), '--after', at('begun-1')]);
    expect(whole).toMatchObject({ status: 2, stderr: expect.stringContaining('--after is for a shard') });
  });
});

describe('a sensitivity study', () => {
  const words = [
    ...['sensitivity', 'immunityPeriod~uniform(200,2000)', 'validator.alpha~uniform(0.02,0.2)'],
    ...'--method morris --points 4 --seeds 1 --scenario synthetic --days 0.2 --warm-up 0 --workers 1'.split(
      ' ',
    ),
  ];

  it('runs in shards and joins to the rows and the report of one process', async () => {
    const whole = hashIn(await lab(...words, '--dir', at('sens'), '--no-panel'));
    for (const index of [1, 2, 3])
      expect(
        await lab(...words, '--dir', at(`sens/shards/${index}-of-3`), '--shard', `${index}/3`),
      ).toContain(`this is shard ${index}/3`);
    const shards = [3, 1, 2].map((index) => at(`sens/shards/${index}-of-3`));
    const joined = await lab('merge', ...shards, '--dir', at('sens-joined'), '--no-panel');
    expect(hashIn(joined)).toBe(whole);
    expect(existsSync(at('sens-joined/report.html'))).toBe(true);
    const part = await labHere(['merge', shards[0], '--dir', at('sens-part')]);
    expect(part.stdout).toMatch(
      /missing: \d+ trials of shard 1\/3: npm run -s lab -- sensitivity .* --shard 1\/3/,
    );
  });
});

describe('a search', () => {
  const words = [
    ...'tune immunityPeriod~uniform(300,7200) --status-quo immunityPeriod=7200 --scenario synthetic'.split(
      ' ',
    ),
    ...'--days 0.3 --warm-up 0 --search random --budget 4 --search-seeds 2 --confirm-seeds 4 --workers 1'.split(
      ' ',
    ),
  ];

  it('shares its search among shards, deals the trials that judge, and joins to the same verdict', async () => {
    const whole = await lab(...words, '--dir', at('tune'), '--no-panel');
    const shards = [1, 2].map((index) => at(`tune-${index}`));
    await lab(...words, '--dir', shards[0], '--shard', '1/2');
    const second = await labHere([...words, '--dir', shards[1], '--shard', '2/2', '--after', shards[0]]);
    expect(second.stderr).toContain('took over 6 trials of the search');
    const stages = shards.map((folder) => {
      const rows = [...readJournal(join(folder, 'journal.ndjson')).rows.values()];
      return ['status quo', 'random', 'confirm'].map(
        (stage) => rows.filter((row) => row.stage === stage).length,
      );
    });
    expect(stages[0].slice(0, 2)).toEqual([2, 4]);
    expect(stages[1]).toEqual(stages[0]);
    const part = await labHere(['merge', shards[0], '--dir', at('tune-part')]);
    expect(part.stdout).toMatch(/missing: 4 trials of shard 2\/2: npm run -s lab -- tune .* --shard 2\/2/);
    const joined = await lab('merge', ...shards, '--dir', at('tune-joined'), '--no-panel');
    expect(hashIn(joined)).toBe(hashIn(whole));
    const outcome = (folder: string) => readFileSync(join(at(folder), 'outcome.json'), 'utf8');
    expect(outcome('tune-joined')).toBe(outcome('tune'));
  });
});

describe('figures', () => {
  it('are dealt by their place, each in its own folder, and one figure has no shards', async () => {
    const one = await labHere(['reproduce', 'cabal-decay', '--shard', '1/2', '--out', at('figures')]);
    expect(one).toMatchObject({ status: 2, stderr: expect.stringContaining('at most as many parts') });
    expect(existsSync(at('figures'))).toBe(false);
  });
});
