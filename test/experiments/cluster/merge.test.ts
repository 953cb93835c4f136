import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../experiments/base/userError.ts';
import { merge } from '../../../experiments/cluster/merge/merge.ts';
import { mergedLines } from '../../../experiments/cluster/merge/words.ts';
import type { Study } from '../../../experiments/plan/study.ts';
import { lineOf, readJournal } from '../../../experiments/run/journal.ts';
import { runStudy, type StudyOutcome } from '../../../experiments/sweep/runStudy.ts';
import { stream } from '../../../sim/random.ts';
import { labHere } from '../cli/inProcess.ts';
import { smallStudy } from './smallStudy.ts';

const root = mkdtempSync(join(tmpdir(), 'merge-'));
const of = 4;
const at = (name: string) => join(root, name);
const shardAt = (index: number) => at(`shards/${index}-of-${of}`);
const shards = [1, 2, 3, 4].map(shardAt);
const journalIn = (folder: string) => join(folder, 'journal.ndjson');
let whole: StudyOutcome;
let into: string;
let serial = 0;

beforeAll(async () => {
  whole = await runStudy(smallStudy, { folder: at('whole'), workers: 2 });
  for (const index of [1, 2, 3, 4])
    await runStudy(smallStudy, { folder: shardAt(index), workers: 1, shard: { index, of } });
}, 240_000);
beforeEach(() => {
  into = at(`joined-${++serial}`);
});
afterAll(() => rmSync(root, { recursive: true }));

/** A copy of a shard's folder that a test may spoil. */
function copyOf(folder: string): string {
  const copy = at(`copy-${++serial}`);
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** Writes another value into the first row of a journal, with the checksum that belongs to it. */
function alter(folder: string): string {
  const path = journalIn(folder);
  const [header, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const row = JSON.parse(lines[0].slice(17));
  row.measures.networkQuality += 1e-12;
  writeFileSync(path, [header, lineOf(row).trimEnd(), ...lines.slice(1), ''].join('\n'));
  return row.id;
}

describe('shards joined', () => {
  it('are the same rows as one process gives, byte for byte', async () => {
    const merged = await merge(shards, into);
    expect(merged).toMatchObject({ total: 12, parts: 4, failed: 0, missing: [], conflicts: [], notes: [] });
    expect(merged.rowsHash).toBe(whole.rowsHash);
    expect(readJournal(journalIn(into)).rows).toEqual(
      new Map([...readJournal(journalIn(at('whole'))).rows].sort(byPlace(merged.rows))),
    );
    expect(readFileSync(join(into, 'study.json'), 'utf8')).toBe(
      readFileSync(join(at('whole'), 'study.json'), 'utf8'),
    );
  });

  it('are the same file in every order, and with one shard twice', async () => {
    await merge(shards, into);
    const bytes = readFileSync(journalIn(into));
    const random = stream('merge', 'orders', 1);
    const int = (below: number) => Math.floor(below * random.next());
    for (let trial = 0; trial < 6; trial++) {
      const order = [...shards, shards[int(4)], copyOf(shards[int(4)])];
      for (let k = order.length - 1; k > 0; k--) {
        const other = int(k + 1);
        [order[k], order[other]] = [order[other], order[k]];
      }
      const folder = at(`order-${trial}`);
      expect((await merge(order, folder)).repeated).toBe(3);
      expect(readFileSync(journalIn(folder))).toEqual(bytes);
    }
  });

  it('one by one into the same folder come to the same bytes', async () => {
    for (const shard of [...shards].reverse()) await merge([shard], into);
    await merge(shards, at('at-once'));
    expect(readFileSync(journalIn(into))).toEqual(readFileSync(journalIn(at('at-once'))));
  });

  it('are an ordinary folder: the sweep finds all done, and verify takes it', async () => {
    await merge(shards, into);
    expect(await runStudy(smallStudy, { folder: into, workers: 1 })).toMatchObject({
      ran: 0,
      found: 12,
      rowsHash: whole.rowsHash,
    });
    const verified = await labHere(['verify', into, '--sample', '2', '--workers', '1']);
    expect(verified.stdout).toContain('verified 2 of 2');
  });

  it('may be all in one command, which writes the report and says the hash', async () => {
    const said = await labHere(['merge', ...shards, '--dir', into, '--no-panel']);
    expect(said).toMatchObject({ status: 0, stderr: '' });
    expect(said.stdout).toContain(`joined 12 of 12 trials from 4 folders into ${into}`);
    expect(said.stdout).toContain(`rows SHA-256 ${whole.rowsHash}`);
    expect(existsSync(join(into, 'report.html'))).toBe(true);
    const json = JSON.parse(
      (await labHere(['merge', ...shards, '--dir', into, '--no-panel', '--json'])).stdout,
    );
    expect(json).toMatchObject({
      total: 12,
      joined: 12,
      missing: [],
      conflicts: [],
      rowsHash: whole.rowsHash,
    });
  });
});

const byPlace =
  (rows: ReadonlyMap<string, unknown>) =>
  ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) =>
    [...rows.keys()].indexOf(one) - [...rows.keys()].indexOf(other);

describe('a trial with two results', () => {
  it('is an alarm: exit 1, the trial, both folders, the command that repeats it, and nothing is written', async () => {
    const spoiled = copyOf(shards[1]);
    const id = alter(spoiled);
    const said = await labHere(['merge', ...shards, spoiled, '--dir', into]);
    expect(said.status).toBe(1);
    expect(said.stdout).toBe('');
    expect(said.stderr).toContain(
      `trial ${id} differs between ${shards[1]} and ${spoiled}: measures.networkQuality`,
    );
    expect(said.stderr).toMatch(/run it again: npm run -s lab -- simulate --scenario synthetic .*--seed \d/);
    expect(said.stderr).toContain('ALARM: 1 trials have two results');
    expect(existsSync(into)).toBe(false);
  });

  it('leaves a joined folder as it was', async () => {
    await merge(shards.slice(0, 2), into);
    const before = readdirSync(into).map((name) => readFileSync(join(into, name)));
    const spoiled = copyOf(shards[0]);
    alter(spoiled);
    expect((await merge([spoiled], into)).conflicts).toHaveLength(1);
    expect(readdirSync(into).map((name) => readFileSync(join(into, name)))).toEqual(before);
  });

  it.each([
    ['a limit of time ended it', { reason: 'exceeded 5 ms', byTime: true }],
    ['it failed', { reason: 'its worker ended with code 134' }],
  ])(
    'is none where %s in one folder and not in the other: the complete row is kept, in either order',
    async (_, fault) => {
      const slow = copyOf(shards[0]);
      const [header, line, ...lines] = readFileSync(journalIn(slow), 'utf8').split('\n');
      const { measures, tables, market, ...head } = JSON.parse(line.slice(17));
      const failed = { ...head, status: 'failed', ...fault };
      writeFileSync(journalIn(slow), [header, lineOf(failed).trimEnd(), ...lines].join('\n'));
      for (const order of [
        [...shards, slow],
        [slow, ...shards],
      ]) {
        const merged = await merge(order, at(`slow-${++serial}`));
        expect(merged).toMatchObject({ conflicts: [], failed: 0, rowsHash: whole.rowsHash });
        expect(merged.notes).toEqual([expect.stringContaining('failed or ran out of time in one folder')]);
      }
      const alone = await merge([slow, ...shards.slice(1)], at(`slow-${++serial}`));
      expect(alone).toMatchObject({ conflicts: [], missing: [], failed: 1 });
    },
  );
});

describe('what is missing', () => {
  it('is told shard by shard with the command that runs it, and one for all of it; exit 1, what there is is kept', async () => {
    const said = await labHere(['merge', shards[3], shards[0], '--dir', into]);
    expect(said.status).toBe(1);
    expect(said.stdout).toContain('joined 6 of 12 trials');
    for (const index of [2, 3])
      expect(said.stdout).toContain(
        `missing: 3 trials of shard ${index}/4: npm run -s lab -- sweep ${into}/study.json --shard ${index}/4 --dir ${shardAt(index)}`,
      );
    expect(said.stdout).toContain(`npm run -s lab -- sweep ${into}/study.json --dir ${into}`);
    expect(existsSync(join(into, 'report.html'))).toBe(false);
  });

  it('runs by the commands told, and the joined folder is whole then', async () => {
    await merge(shards.slice(0, 3), into);
    const last = at('last-shard');
    const run = await labHere([
      'sweep',
      join(into, 'study.json'),
      '--shard',
      '4/4',
      '--dir',
      last,
      '--workers',
      '1',
    ]);
    expect(run.stdout).toContain('ran 3 of 3 trials');
    expect((await merge([last], into)).rowsHash).toBe(whole.rowsHash);
    const other = at('run-whole');
    await merge(shards.slice(0, 3), other);
    const rest = await labHere(['sweep', join(other, 'study.json'), '--dir', other, '--workers', '1']);
    expect(rest.stdout).toContain('ran 3 of 12 trials');
    expect(rest.stdout).toContain(whole.rowsHash);
  });

  it('includes trials whose lines are damaged; a torn last line is told too', async () => {
    const damaged = copyOf(shards[2]);
    const text = readFileSync(journalIn(damaged), 'utf8');
    writeFileSync(journalIn(damaged), text.replace(/("networkQuality":\d\.\d)\d/, '$1x'));
    appendFileSync(journalIn(damaged), 'half a li');
    const merged = await merge([...shards.slice(0, 2), damaged, shards[3]], into);
    expect(merged.rows.size).toBe(11);
    expect(merged.missing).toMatchObject([
      { shard: '3/4', trials: 1 },
      { shard: null, trials: 1 },
    ]);
    expect(merged.notes).toEqual([
      expect.stringContaining('damaged lines: 1'),
      expect.stringContaining('9 bytes of a torn last line'),
    ]);
    expect(mergedLines(merged).join('\n')).toContain('damaged lines: 1');
  });

  it('is everything of a shard that was stopped before its first trial', async () => {
    const unbegun = at('unbegun');
    mkdirSync(unbegun);
    writeFileSync(join(unbegun, 'shard.json'), JSON.stringify({ study: whole.hash, shard: '4/4' }));
    const merged = await merge([...shards.slice(0, 3), unbegun], into);
    expect(merged.notes).toEqual([`${unbegun}: no trial has run`]);
    expect(merged.missing[0]).toMatchObject({ shard: '4/4', trials: 3 });
    await expect(merge([unbegun], at('of-nothing'))).rejects.toThrow(/nothing to join/);
  });
});

describe('an interrupted merge', () => {
  it('has written its journal whole or not at all, and repeated it goes on', async () => {
    // What a kill leaves: a draft, a lock of a process that is gone, and no plan.
    mkdirSync(into);
    writeFileSync(`${journalIn(into)}.tmp`, readFileSync(journalIn(shards[0])).subarray(0, 900));
    writeFileSync(join(into, 'lock'), '999999999');
    expect((await merge(shards, into)).rowsHash).toBe(whole.rowsHash);
    rmSync(join(into, 'study.json'));
    expect((await merge(shards, into)).rowsHash).toBe(whole.rowsHash);
    expect(readdirSync(into).sort()).toEqual(['journal.ndjson', 'study.json']);
  });

  it('never takes rows away that only the joined folder has, and keeps a damaged journal of it aside', async () => {
    await merge(shards, into);
    appendFileSync(journalIn(into), 'half');
    const merged = await merge([shards[0]], into);
    expect(merged).toMatchObject({ rowsHash: whole.rowsHash, missing: [] });
    expect(readdirSync(into)).toContain('journal.ndjson.damaged-1');
    expect(readJournal(journalIn(into)).tornBytes).toBe(0);
  });
});

describe('what cannot be joined is refused before anything is written', () => {
  const refusal = async (folders: readonly string[], target = into) => {
    const error: unknown = await merge(folders, target).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(existsSync(join(target, 'study.json'))).toBe(target !== into);
    return error instanceof Error ? error.message : '';
  };

  it('another plan, with what differs', async () => {
    const other = at('other');
    await runStudy({ ...smallStudy, seeds: 4 }, { folder: other, workers: 1, shard: { index: 1, of: 8 } });
    expect(await refusal([...shards, other])).toMatch(/they differ in seeds.*Join shards of one plan only/);
  });

  it('another engine, or a plan that was edited', async () => {
    const edited = copyOf(shards[0]);
    const path = join(edited, 'study.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"days": 0.2', '"days": 0.3'));
    expect(await refusal([edited])).toMatch(/another engine wrote it, or it was edited/);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"schema": 1', '"schema": 9'));
    expect(await refusal([edited])).toMatch(/has schema 9; this version joins 1/);
  });

  it('what is no results folder', async () => {
    const empty = at('empty');
    mkdirSync(empty, { recursive: true });
    expect(await refusal([at('nowhere')])).toMatch(/does not exist/);
    expect(await refusal([empty])).toMatch(/study\.json is missing/);
    expect(await refusal([join(shards[0], 'study.json')])).toMatch(/is a file/);
    const noJournal = copyOf(shards[0]);
    rmSync(journalIn(noJournal));
    expect(await refusal([noJournal])).toMatch(/journal\.ndjson is missing/);
    writeFileSync(join(noJournal, 'study.json'), 'no JSON');
    expect(await refusal([noJournal])).toMatch(/is not JSON/);
    const misread = copyOf(shards[0]);
    writeFileSync(join(misread, 'shard.json'), '{');
    expect(await refusal([misread])).toMatch(/is not the mark of a shard/);
  });

  it('into the folder of a shard, a finished one, or one in use', async () => {
    expect(await refusal(shards, copyOf(shards[0]))).toMatch(/holds shard 1\/4 of a study/);
    const packed = copyOf(at('whole'));
    writeFileSync(join(packed, 'journal.ndjson.gz'), '');
    expect(await refusal(shards, packed)).toMatch(/finished results/);
    const used = copyOf(at('whole'));
    writeFileSync(join(used, 'lock'), '1');
    expect(await refusal(shards, used)).toMatch(/is in use by process 1/);
  });
});

describe('a shard', () => {
  it('writes no report, says so, and how to merge', async () => {
    const folder = at('2-of-3');
    const said = await labHere([
      'sweep',
      join(at('whole'), 'study.json'),
      '--shard',
      '2/3',
      '--dir',
      folder,
      '--workers',
      '1',
    ]);
    expect(said.status).toBe(0);
    expect(said.stdout).toContain('ran 4 of 4 trials');
    expect(said.stdout).toContain(`join them: npm run -s lab -- merge ${join(root, '*')}`);
    expect(readdirSync(folder).sort()).toEqual([
      'journal.ndjson',
      'measurements.ndjson',
      'shard.json',
      'study.json',
    ]);
    const report = await labHere(['report', folder]);
    expect(report.status).toBe(2);
    expect(report.stderr).toContain(
      'holds shard 2/3 of a study, not the whole: join it with the others by merge',
    );
  });

  it('repeated runs nothing', async () => {
    const again = await runStudy(smallStudy, { folder: shards[1], workers: 1, shard: { index: 2, of } });
    expect(again).toMatchObject({ ran: 0, found: 3, total: 3 });
  });

  it.each([
    ['another shard', { index: 3, of }, /holds shard 2\/4, not 3\/4/],
    ['the whole study', undefined, /holds shard 2\/4 of a study, not the whole/],
  ])('keeps its folder from %s', async (_, shard, message) => {
    const run = runStudy(smallStudy, {
      folder: shards[1],
      workers: 1,
      ...(shard !== undefined && { shard }),
    });
    await expect(run).rejects.toThrow(message);
  });

  it('does not begin in the folder of a whole study, or with more parts than trials', async () => {
    const shard = { index: 1, of };
    await expect(runStudy(smallStudy, { folder: at('whole'), workers: 1, shard })).rejects.toThrow(
      /holds a whole study, not shard 1\/4/,
    );
    const many = runStudy(smallStudy, { folder: into, workers: 1, shard: { index: 1, of: 13 } });
    await expect(many).rejects.toThrow(/at most as many parts .* 12; received 13/);
    expect(existsSync(into)).toBe(false);
  });

  it('of a study by precision is refused with the remedy', async () => {
    const study: Study = {
      ...smallStudy,
      precision: { metric: 'networkQuality', halfWidth: 0.1, of: 'difference', least: 4 },
    };
    const run = runStudy(study, { folder: into, workers: 1, shard: { index: 1, of } });
    await expect(run).rejects.toThrow(/by precision.*cannot be dealt.*--seeds n/);
    expect(existsSync(into)).toBe(false);
  });
});
