import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { canonical, NoCanonicalText, sha256 } from '../../experiments/base/canonical.ts';
import { trialId } from '../../experiments/base/identity.ts';
import { UserError } from '../../experiments/base/userError.ts';
import { merge } from '../../experiments/cluster/merge/merge.ts';
import { mergedLines } from '../../experiments/cluster/merge/words.ts';
import { labKinds } from '../../experiments/queue/trialKinds.ts';
import { readList } from '../../experiments/queue/trialList.ts';
import {
  readBrought,
  readCard,
  readHolder,
  readJob,
  readPresence,
  textOfFailure,
  textOfResult,
} from '../../experiments/queue/wire.ts';
import { sweep } from '../../experiments/run/resultsFolder.ts';
import type { Batch } from '../../experiments/run/workforce.ts';
import type { FuzzedReader } from './readers.ts';

/** Readers of what machines send each other: folders that are merged, and what travels through a queue. */
const fixture = fileURLToPath(new URL('../fixtures/results/cells', import.meta.url));
const texts = (...all: readonly string[]): Buffer[] => all.map((text) => Buffer.from(text));

const plan = () => readFileSync(join(fixture, 'study.json'), 'utf8');
const lines = () =>
  gunzipSync(readFileSync(join(fixture, 'journal.ndjson.gz')))
    .toString('utf8')
    .trimEnd()
    .split('\n');
const sealed = (text: string): string => `${sha256(text).slice(0, 16)} ${text}`;

function putFolder(folder: string, study: string, rows: readonly string[]): string {
  mkdirSync(folder);
  writeFileSync(join(folder, 'study.json'), study);
  writeFileSync(join(folder, 'journal.ndjson'), `${[lines()[0], ...rows].join('\n')}\n`);
  return folder;
}

async function merged(folders: readonly string[], into: string): Promise<unknown> {
  const outcome = await merge(folders, into);
  return [outcome, mergedLines(outcome)];
}

/** Rows whose checksums are right and whose content is not, beside those of another folder that has some of the same trials. */
const mergedRows: FuzzedReader = {
  name: 'rows that are merged',
  weight: 1,
  inputs: () => {
    const rows = lines()
      .slice(1)
      .map((line) => Buffer.from(line.slice(17)));
    return [...rows.slice(0, 6), Buffer.concat([rows[2], Buffer.from('\n'), rows[3]])];
  },
  async read(bytes, folder) {
    const rows = bytes.toString('utf8').split('\n').map(sealed);
    const one = putFolder(join(folder, 'one'), plan(), lines().slice(1, 5));
    const two = putFolder(join(folder, 'two'), plan(), rows);
    return await merged([one, two], join(folder, 'all'));
  },
};

const mark: FuzzedReader = {
  name: 'mark of a shard that is merged',
  weight: 1,
  inputs: () => {
    const { hash } = JSON.parse(plan());
    return texts(...['1/2', '2/2', '3/7'].map((shard) => JSON.stringify({ study: hash, shard })));
  },
  async read(bytes, folder) {
    const one = putFolder(join(folder, 'one'), plan(), lines().slice(1, 5));
    const two = putFolder(join(folder, 'two'), plan(), lines().slice(3, 8));
    writeFileSync(join(two, 'shard.json'), bytes);
    return await merged([one, two], join(folder, 'all'));
  },
};

/** Plans of trials as a queue has them, and their list. */
const plans = [1, 2, 3].map((seed) => ({
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  arithmetic: 'float64',
  set: { immunityPeriod: 512 * seed, 'scenario.synergy': 'table' },
  warmUpDays: 1,
  days: 2,
  seed: `${seed}`,
}));
const listText = (): string => {
  const { seed: _, set: __, ...common } = plans[0];
  return canonical({
    kind: 'trial',
    limitMilliseconds: 60_000,
    common,
    trials: plans.map(({ seed, set }) => ({ seed, set })),
  });
};

/** A plan that has no text has no id either, and its words say where it is at fault. */
function idOf(plan: unknown): string {
  try {
    return labKinds.trial.idOf(plan);
  } catch (error) {
    throw error instanceof NoCanonicalText ? new UserError(error.message) : error;
  }
}

const queueList: FuzzedReader = {
  name: 'list of a queue',
  weight: 1,
  inputs: () =>
    texts(
      listText(),
      canonical({ kind: 'trial', study: { hash: JSON.parse(plan()).hash, plan: JSON.parse(plan()).plan } }),
    ),
  read(bytes) {
    const text = bytes.toString('utf8');
    const list = readList(sha256(text).slice(0, 32), text);
    list.plans.forEach(idOf);
    return list;
  },
};

const queueJob: FuzzedReader = {
  name: 'job of a queue',
  weight: 1,
  inputs: () => {
    const trials = plans.map((one, place) => [place, trialId(one)]);
    return texts(
      ...[trials, trials.slice(0, 1)].map((some) =>
        JSON.stringify({ list: sha256(listText()).slice(0, 32), trials: some }),
      ),
    );
  },
  read(bytes) {
    const job = readJob(parsedOr(bytes.toString('utf8'), null));
    if (job === null) throw new UserError('no job of ours');
    const text = listText();
    const known = readList(sha256(text).slice(0, 32), text).plans;
    return job.trials.map(([place, id]) => (known[place] === undefined ? null : idOf(known[place]) === id));
  },
};

const trial = {
  id: trialId(plans[0]),
  plan: plans[0],
  labels: { arm: null, levels: { immunityPeriod: 512 } },
};
const result = {
  measures: { networkQuality: 0.5, churn: null },
  tables: { to50: [] },
  days: [{ day: 1, alive: 64 }],
};

/** A result on its way from the stream into the journal, and out of it again. */
const queueResult: FuzzedReader = {
  name: 'result of a queue',
  weight: 2,
  inputs: () =>
    texts(
      textOfResult(trial.id, result, 12.5),
      textOfResult(trial.id, result, 3, 'an agent cannot be copied'),
      textOfFailure({
        id: trial.id,
        reason: 'validator 3 set a weight below 0',
        place: { agent: 'validator 3', block: 7200 },
      }),
      textOfFailure({ id: trial.id, reason: 'exceeded 60000 ms', byTime: true }),
    ),
  async read(bytes, folder) {
    const brought = readBrought(bytes.toString('utf8'));
    if (brought?.id !== trial.id) return null;
    const bring = (batch: Batch<object>) => {
      if ('reason' in brought) batch.onFailure(brought.id, brought.reason, brought.place, brought.byTime);
      else batch.onResult(brought.id, brought.result, brought.milliseconds, brought.ranWhole);
    };
    const outcome = await sweep({
      study: { hash: sha256('fuzz'), plan: { name: 'fuzz' } },
      trials: [trial],
      folder: join(folder, 'results'),
      entry: new URL('file:///nowhere'),
      workers: 1,
      workforce: () => ({
        async run(batch) {
          // The journal takes what a workforce brings; its type is the caller's.
          bring({ ...batch, onResult: (id, told, ms, whole) => batch.onResult(id, Object(told), ms, whole) });
        },
        async close() {},
      }),
      replay: () => 'yuma-lab simulate',
    });
    return { ...outcome, rows: [...outcome.rows.values()] };
  },
};

const notes: FuzzedReader = {
  name: 'notes of a queue',
  weight: 1,
  inputs: () =>
    texts(
      JSON.stringify({
        hash: sha256('study'),
        name: 'immunity-period',
        ruleset: 'burn-2026',
        engine: 'yuma-lab-2',
        schema: 1,
        version: '0.1.0',
        by: 'process 7 on host-a',
      }),
      JSON.stringify({ name: 'host-b', threads: 8, beat: 12, done: 340 }),
      JSON.stringify({
        token: 'ab12',
        host: 'host-a',
        boot: null,
        space: null,
        pid: 7,
        started: '123',
        folder: '/results',
        beat: 3,
      }),
    ),
  read(bytes) {
    const text = bytes.toString('utf8');
    return [readCard(text), readPresence(text), readHolder(text)];
  },
};

export const messageReaders: readonly FuzzedReader[] = [
  mergedRows,
  mark,
  queueList,
  queueJob,
  queueResult,
  notes,
];

function parsedOr(text: string, other: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return other;
  }
}
