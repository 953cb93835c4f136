import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { studyHash, trialId } from '../../../experiments/base/identity.ts';
import { holds, verify } from '../../../experiments/evidence/verify/verify.ts';
import { adhocStudy } from '../../../experiments/input/factorWords.ts';
import { parseStudyFile } from '../../../experiments/input/readStudyFile.ts';
import { studyOfFile } from '../../../experiments/input/studyFromFile.ts';
import { propose } from '../../../experiments/methods/proposal/propose.ts';
import { writeProposal } from '../../../experiments/methods/proposal/write.ts';
import { readSensitivityPlan } from '../../../experiments/methods/sensitivity/readPlan.ts';
import { readTunePlan } from '../../../experiments/methods/tune/readTunePlan.ts';
import { trialPlanOf } from '../../../experiments/methods/tune/tunePlan.ts';
import { checkStudy, type Study, trialsOf } from '../../../experiments/plan/study.ts';
import { rowsHash, type StoredRow } from '../../../experiments/run/journal.ts';
import { ownStaffOf } from '../../../experiments/run/ownStaff.ts';
import { type SweepOutcome, sweep } from '../../../experiments/run/resultsFolder.ts';
import { writeReportOf } from '../../../experiments/studies/reportOf.ts';
import { replay } from '../../../experiments/sweep/runTrials.ts';

const folder = mkdtempSync(join(tmpdir(), 'own-agents-'));
afterAll(() => rmSync(folder, { recursive: true }));

// mathjs loads seedrandom, which seeds itself from Math.random when it is loaded; nothing here draws from it.
beforeAll(async () => {
  const { random } = Math;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = random;
});

const world = { scenario: 'synthetic', days: 0.3, warmUp: 0.1 } as const;
const examples = ['agents/examples/followLargest.ts', 'agents/examples/servesWhileNew.ts'];

async function swept(study: Study, name: string, workers: number): Promise<SweepOutcome> {
  checkStudy(study);
  return sweep({
    study: { hash: studyHash(study), plan: study },
    trials: trialsOf(study).map(({ arm, levels, plan }) => ({
      id: trialId(plan),
      plan,
      labels: { arm, levels },
    })),
    folder: join(folder, name),
    entry: new URL('../../../experiments/run/trialWorker.ts', import.meta.url),
    workers,
    replay,
    ...(await ownStaffOf(study)),
  });
}

describe('the two example agents', () => {
  let study: Study;
  const outcomes: SweepOutcome[] = [];
  beforeAll(async () => {
    study = await adhocStudy(['novice.effort=0.2,0.5,1'], {
      ...world,
      seeds: 8,
      set: ['novice.share=0.4', 'follower.share=0.2'],
      with: examples,
    });
    for (const workers of [1, 2]) outcomes.push(await swept(study, `${workers}`, workers));
  });

  it('give the same bytes on one worker and on two', () => {
    expect(outcomes.map(({ total, failed }) => [total, failed])).toEqual([
      [24, 0],
      [24, 0],
    ]);
    expect(outcomes[0].rowsHash).toBe(outcomes[1].rowsHash);
  });

  it('are named in the plan by file and hash, and so in every trial', () => {
    const files = study.with!.map(({ file, sha256 }) => ({ file, sha256 }));
    expect(files.map(({ file }) => file)).toEqual(examples);
    for (const row of outcomes[0].rows.values())
      expect(row.plan).toMatchObject({ with: files, turnLimitMs: 10_000 });
  });

  it('bring their own measure into every row', () => {
    const kept = [...outcomes[0].rows.values()].map(({ measures }) => Object(measures).keptPromise);
    expect(kept.every(Number.isFinite)).toBe(true);
  });

  it('get a report with their measure and the command that runs them again', async () => {
    await writeReportOf(join(folder, '2'));
    const html = readFileSync(join(folder, '2', 'report.html'), 'utf8');
    expect(html).toContain('<th scope="row">keptPromise</th><td>ratio</td>');
    expect(html).toContain(examples.map((file) => `--with ${file}`).join(' '));
  });

  it('get a proposal, and are verified byte for byte', async () => {
    const proposal = await propose(join(folder, '2'));
    expect(proposal.row).toMatchObject({ name: 'novice.effort', unit: 'share of queries' });
    await writeProposal(proposal);
    const verification = await verify(join(folder, '2'), { sample: 6, seed: '1', workers: 2 });
    expect(verification.differences).toEqual([]);
    expect(holds(verification)).toBe(true);
  });
});

const file = (text: string) => parseStudyFile(text, 'own.yaml', 'agents/examples');
const head = `
name: promises
scenario: synthetic
days: 0.5
warmUpDays: 0.1
with: [servesWhileNew.ts]
set: { novice.share: 0.4 }
`;

describe('a study file that names files of one’s own', () => {
  it('decides on their measures, the better side as they state it', async () => {
    const study = studyOfFile(
      await file(`${head}
factors: { novice.effort: [0.2, 1] }
replications: 8
objectives: [{ metric: keptPromise, margin: 0.05 }]
statusQuo: [{ value: 0.2, label: as it is }]
`),
    );
    await swept(study, 'promises', 2);
    await writeReportOf(join(folder, 'promises'));
    const html = readFileSync(join(folder, 'promises', 'report.html'), 'utf8');
    expect(html).toContain('Kept promise');
    expect(html).toContain('mean steady score of miners that can be evicted over that of immune ones');
    const { candidate, watched } = await propose(join(folder, 'promises'));
    expect(candidate.level).toBe(1);
    expect(watched[0]).toMatchObject({ metric: 'keptPromise', unit: 'ratio', rollBack: { side: 'below' } });
  });

  it('lets cells stop by the precision of their measures, and a tuner search their settings', async () => {
    const precise = await file(`${head}
factors: { novice.effort: [0.2, 1] }
precision: { metric: keptPromise, halfWidth: 0.5 }
`);
    expect(studyOfFile(precise).precision).toMatchObject({ metric: 'keptPromise' });
    const plan = await readTunePlan(['novice.effort~uniform(0,1)'], {
      ...world,
      set: ['novice.share=0.4'],
      with: [examples[1]],
      objective: ['max keptPromise +- 0.05'],
    });
    expect(plan).toMatchObject({ statusQuo: { 'novice.effort': 0.5 }, turnLimitMs: 10_000 });
    expect(trialPlanOf(plan, { 'novice.effort': 0.3 }, 1)).toMatchObject({
      with: [{ file: examples[1] }],
      set: { 'novice.share': 0.4, 'novice.effort': 0.3 },
    });
    const { with: files, ...rest } = await readSensitivityPlan(
      ['novice.effort~uniform(0,1)', 'novice.share~uniform(0,0.5)'],
      { ...world, with: [examples[1]], output: ['keptPromise / networkQuality'] },
    );
    expect([files?.[0].file, rest.outputs]).toEqual([examples[1], ['keptPromise / networkQuality']]);
  });

  it('may leave it to its scenario file, and a file that both name counts once', async () => {
    writeFileSync(
      join(folder, 'novices.yaml'),
      `name: novices\nstartsFrom: synthetic\nwith: [${join(process.cwd(), examples[1])}]\nsettings: { novice.share: 0.4 }\n`,
    );
    const read = await file(
      `name: two\nscenario: ${join(folder, 'novices.yaml')}\nwith: [servesWhileNew.ts]\nfactors: { novice.effort: [0.2, 1] }\n`,
    );
    expect([read.with?.map((one) => one.file), read.set]).toEqual([[examples[1]], { 'novice.share': 0.4 }]);
  });

  const faults: [string, RegExp][] = [
    ['set: { novice.efort: 1 }', /unknown setting "novice\.efort"; did you mean novice\.effort/],
    ['set: { novice.effort: 2 }', /novice\.effort must be .*0 … 1.*received 2/],
    [
      'objectives: [{ metric: keptPromis, margin: 1 }]',
      /unknown metric "keptPromis"; did you mean keptPromise/,
    ],
  ];
  it.each(faults)('refuses %s with the place and the nearest name', async (line, message) => {
    const text = `${head.replace(/^set:.*$/m, '')}\nfactors: { immunityPeriod: [1000, 2000] }\n${line}\n`;
    await expect(file(text)).rejects.toThrow(message);
    await expect(file(text)).rejects.toThrow(/own\.yaml:\d+:\d+/);
  });
});

describe('definitions of which a world has nobody', () => {
  it('change no byte of its rows', async () => {
    const plain = await adhocStudy(['immunityPeriod=1024,2048'], { ...world, seeds: 4 });
    const idle = await adhocStudy(['immunityPeriod=1024,2048'], { ...world, seeds: 4, with: [examples[0]] });
    const [one, other] = [
      await swept({ ...plain, seeds: 2 }, 'plain', 2),
      await swept({ ...idle, seeds: 2 }, 'idle', 2),
    ];
    const results = ({ rows }: SweepOutcome) =>
      [...rows.values()]
        .map(({ id, plan, ...result }) => ({ ...result, id: '' }))
        .map((row) => rowsHash([row]))
        .sort();
    expect(results(one)).toEqual(results(other));
  });
});

const rogue = `
import { defineValidator } from 'yuma-lab/agents';
export default defineValidator({
  name: 'rogue',
  share: 0.3,
  settings: { does: { default: 0, range: [0, 5], unit: '', definition: 'what it does wrong' } },
  start: () => ({ seen: null as unknown }),
  act(state, { settings: { does }, network }) {
    if (does === 1) return [[0, Number.NaN]];
    if (does === 2) return [[network.size, 1]];
    if (does === 3) throw new Error('no weights today');
    if (does === 4) for (;;);
    if (does === 5) state.seen = () => 1;
    return [[8, 1], [9, 1]];
  },
});
`;

describe('a trial that an agent breaks', () => {
  const file = join(folder, 'rogue.ts');
  let outcome: SweepOutcome;
  const rowOf = (does: number): StoredRow =>
    [...outcome.rows.values()].find(({ levels }) => Object(levels)['rogue.does'] === does)!;
  beforeAll(async () => {
    writeFileSync(file, rogue);
    const study = await adhocStudy(['rogue.does=0,1,2,3,4,5'], {
      ...world,
      seeds: 4,
      with: [file],
      turnLimit: 1500,
    });
    outcome = await swept({ ...study, seeds: 1 }, 'rogue', 2);
  });

  it('is a failed row, and the sweep goes on', () => {
    expect(outcome).toMatchObject({ total: 6, failed: 5, stopped: false });
    expect(rowOf(0).status).toBe('complete');
  });

  const faults: [number, RegExp][] = [
    [1, /returned a weight of NaN for uid 0; a weight is 0 or more, and finite/],
    [2, /returned a weight for uid 48, which does not exist; uids are 0 … 47/],
    [3, /threw “no weights today”/],
    [
      4,
      /a turn of rogue of .*rogue\.ts, uid \d took more than 1500 ms, the turnLimitMs of the plan: make it end/,
    ],
    [5, /its state\.seen is a function; a state is plain data that can be copied/],
  ];
  it.each(faults)('by misdeed %i says whose doing it was, what, and how to repeat it', (does, reason) => {
    const row = rowOf(does);
    expect(row.status).toBe('failed');
    expect(row.reason).toMatch(reason);
    expect(row.agent).toMatch(/^rogue of .*rogue\.ts, uid \d$/);
    expect(row.replay).toMatch(
      new RegExp(`^yuma-lab simulate .*--with .*rogue\\.ts .*--set rogue\\.does=${does}`),
    );
  });

  it('by time says so, and is compared with no other row', async () => {
    expect(rowOf(4).byTime).toBe(true);
    const others = [...outcome.rows.values()].filter((row) => row !== rowOf(4));
    expect(outcome.rowsHash).toBe(rowsHash(others));
    const verification = await verify(join(folder, 'rogue'), { sample: 6, seed: '1', workers: 2 });
    expect(verification).toMatchObject({ kept: 5, sampled: 5, agreed: 5, differences: [] });
  });
});
