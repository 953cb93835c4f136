import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../../../experiments/analysis/requirements/comparison.ts';
import { seedsOf, tableOf } from '../../../../experiments/analysis/requirements/table.ts';
import { trialId } from '../../../../experiments/base/identity.ts';
import { UserError } from '../../../../experiments/base/userError.ts';
import { choose } from '../../../../experiments/methods/proposal/choose.ts';
import { decide } from '../../../../experiments/methods/proposal/decide.ts';
import { refusedLevels } from '../../../../experiments/methods/proposal/eligible.ts';
import { verdictSentences } from '../../../../experiments/methods/proposal/page/answer.ts';
import { permissionSentences, verdictWords } from '../../../../experiments/methods/proposal/page/words.ts';
import { type Proposal, propose } from '../../../../experiments/methods/proposal/propose.ts';
import { rampOf } from '../../../../experiments/methods/proposal/ramp.ts';
import { writeProposal } from '../../../../experiments/methods/proposal/write.ts';
import type { CompleteRow } from '../../../../experiments/plan/rows.ts';
import { type Study, trialsOf } from '../../../../experiments/plan/study.ts';
import { termsOf } from '../../../../experiments/plan/termsOf.ts';
import { hyperparameter } from '../../../../sim/hyperparameters/registry.ts';
import { stream } from '../../../../sim/random.ts';
import { madeRows, writeResults } from '../../madeRows.ts';

const study: Study = {
  name: 'made',
  size: '12 seeds',
  question: 'Does a planted optimum come out?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-256',
  arithmetic: 'float64',
  set: {},
  factors: [
    { name: 'immunityPeriod', values: [512, 1024, 3072, 4096] },
    { name: 'validator.alpha', values: [0.05, 0.1] },
  ],
  seeds: 12,
  warmUpDays: 2,
  days: 10,
  objectives: [{ metric: 'networkQuality', margin: 0.002 }],
  statusQuo: [{ value: 1024, label: '1024: in force' }],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
  proposal: { statusQuo: 1024, guardrails: [{ metric: 'wrongEvictions', worseBy: 3 }], confirmSeeds: 6 },
};
const rowsOf = (plan: Study): CompleteRow[] =>
  madeRows(plan).map((row) => ({ ...row, id: trialId(row.plan) }));

let root: string;
let folders = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'propose-'));
});
afterAll(() => rmSync(root, { recursive: true }));

function folderOf(plan: Study, rows: readonly CompleteRow[] = rowsOf(plan)): string {
  const folder = join(root, String(folders++));
  writeResults(folder, plan, rows);
  return folder;
}
const confirm = async (plan: Study, folder: string) => writeResults(folder, plan, rowsOf(plan));
const proposeMade = (plan: Study, rows?: readonly CompleteRow[]): Promise<Proposal> =>
  propose(folderOf(plan, rows), { confirm });

describe('a proposal', () => {
  it('finds a planted gain on all seeds, and again on fresh ones', async () => {
    const proposal = await proposeMade(study);
    expect(verdictWords(proposal)).toBe('change');
    // Both scenarios have their best at 3072 or 4096, and 3072 is the nearer one to the status quo.
    expect(proposal.candidate.level).toBe(3072);
    expect(proposal.candidate.comparisons.map(({ harm }) => harm?.n)).toEqual(Array(5).fill(12));
    expect(proposal.confirmation?.rows.map(({ plan }) => Number(plan.seed)).sort((a, b) => a - b)).toEqual(
      [13, 14, 15, 16, 17, 18].flatMap((seed) => [seed, seed, seed, seed]),
    );
  });

  it('waits for its fresh seeds, and says how many runs they are', async () => {
    const proposal = await propose(folderOf(study));
    expect(verdictWords(proposal)).toBe('not enough evidence (24 more runs)');
  });

  it('needs no fresh seeds where the plan asks for none', async () => {
    const proposal = await propose(folderOf({ ...study, proposal: { ...study.proposal!, confirmSeeds: 0 } }));
    expect(verdictWords(proposal)).toBe('change');
    expect(proposal.confirmation).toBeNull();
  });

  it('leaves alone what is best already, and says that these seeds could have seen better', async () => {
    const plan: Study = { ...study, proposal: { ...study.proposal!, statusQuo: 3072 } };
    const proposal = await proposeMade(plan);
    expect(proposal.decision.verdict).toBe('no change');
    expect(verdictSentences(proposal).join(' ')).toMatch(
      /These seeds could have seen a gain that matters: with 12 seeds a gain of 0.004 nats, twice the margin, is found in more than 99 of 100 cases/,
    );
  });

  it('of too few seeds says how many would do, not that nothing is there', async () => {
    const rows = rowsOf(study).map((row) => {
      const own = stream('noise', row.plan.seed, JSON.stringify(row.levels)).normal();
      return {
        ...row,
        measures: { ...row.measures, networkQuality: 3 + 0.01 * own },
      };
    });
    const proposal = await proposeMade(study, rows);
    const { power, decision } = proposal;
    expect(decision.verdict).toBe('not enough evidence');
    expect(power!.enough).toBeGreaterThan(12);
    expect(decision.seeds).toBeGreaterThanOrEqual(power!.enough!);
    expect(verdictSentences(proposal).join(' ')).toContain(
      `${power!.enough} seeds, and as many fresh ones, would find and show all of it in 80`,
    );
  });

  it('says what margins are worth and what scenarios count, or that the plan does not', async () => {
    const terms = {
      ...study.proposal!,
      because: 'a nat less costs the client a tenth of its answers',
      weights: [
        { levels: { 'validator.alpha': 0.1 }, weight: 0.75 },
        { levels: { 'validator.alpha': 0.05 }, weight: 0.25 },
      ],
    };
    const pages = await Promise.all(
      [study, { ...study, proposal: terms }].map(async (plan) =>
        readFileSync((await writeProposal(await proposeMade(plan))).md, 'utf8'),
      ),
    );
    expect(pages[0]).toContain('0.002 nats; the plan does not say what it is worth.');
    expect(pages[0]).toContain('The 2 scenarios count the same, since the plan states no weights.');
    expect(pages[1]).toContain('0.002 nats; a nat less costs the client a tenth of its answers.');
    expect(pages[1]).toContain('The scenarios count: alpha 0.05 0.25; alpha 0.1 0.75.');
  });

  it('drops a gain that breaks a guardrail', async () => {
    const guardrails = [{ metric: 'deterred', worseBy: 0.5 }];
    const proposal = await proposeMade({ ...study, proposal: { ...study.proposal!, guardrails } });
    expect(proposal.decision.verdict).not.toBe('change');
    expect(proposal.decision.reasons.join()).toMatch(/deterred|mean loss/);
  });

  it('counts the trials that are missing, and decides nothing without them', async () => {
    const proposal = await proposeMade(study, rowsOf(study).slice(3));
    expect(verdictWords(proposal)).toBe('not enough evidence (3 more runs)');
    expect(proposal.decision.reasons[0]).toContain('3 of the 96 planned trials of made have not run');
  });

  it('decides nothing on trials of another engine', async () => {
    const folder = folderOf(study);
    const old = rowsOf(study).map((row) => ({ ...row, id: row.id.split('').reverse().join('') }));
    const other = join(root, 'old');
    writeResults(other, study, old);
    for (const name of ['study.json', 'journal.ndjson']) {
      const path = join(other, name);
      const { hash } = JSON.parse(readFileSync(join(folder, 'study.json'), 'utf8'));
      writeFileSync(path, readFileSync(path, 'utf8').replace(hash, 'e'.repeat(64)));
    }
    const proposal = await propose(other, { confirm });
    expect(verdictWords(proposal)).toBe('not enough evidence (96 more runs)');
    expect(proposal.evidence.faults[0].kind).toBe('engine');
    const page = await writeProposal(proposal);
    expect(readFileSync(page.md, 'utf8')).toContain(
      '**Difference from the plan:** the trials were run by another engine',
    );
  });

  it('is written twice to the same bytes, with every part a voter asks for', async () => {
    const folder = folderOf(study);
    const first = await writeProposal(await propose(folder, { confirm }));
    const [html, md] = [first.html, first.md].map((path) => readFileSync(path, 'utf8'));
    await writeProposal(await propose(folder, { confirm }));
    expect(readFileSync(first.html, 'utf8')).toBe(html);
    expect(html).not.toMatch(/(?:src|href)="http/);
    const headings = [...md.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual([
      'What to do',
      'For whom',
      'What it brings',
      'What could go wrong',
      'Who can do it, and where',
      'How sure',
      'When it does not hold',
      'How to check it',
      'Every value and every scenario',
      'What is assumed',
    ]);
    expect(md.split('\n\n')[1]).toMatch(
      /^\*\*Set the immunity period from 1,024 blocks to 3,072 blocks: that lowers mean loss by 0\.\d+ \[0\.\d+, 0\.\d+\] nats on average \(12 worlds, found again in \d+ fresh ones\)\.\*\*$/,
    );
    expect(md).toContain('| `immunityPeriod` | 1,024 blocks (3.4 h) | 3,072 blocks (10.2 h) |');
    expect(md).toContain('Set by: root alone');
    expect(md).toContain('Differences from the plan: none');
  });
});

describe('bad input', () => {
  const edited = (change: (plan: Study) => Study): string => {
    const folder = folderOf(study);
    const path = join(folder, 'study.json');
    const file = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...file, plan: change(file.plan) }));
    return folder;
  };

  it('a plan edited after its first trial is refused by name, and nothing is written', async () => {
    const folder = edited((plan) => ({ ...plan, objectives: [{ metric: 'networkQuality', margin: 1e-9 }] }));
    const before = readFileSync(join(folder, 'journal.ndjson'));
    await expect(propose(folder, { confirm })).rejects.toThrow(/was edited after its first trial/);
    await expect(propose(folder, { confirm })).rejects.toThrow(UserError);
    expect(readFileSync(join(folder, 'journal.ndjson'))).toEqual(before);
  });

  const refusals: readonly (readonly [string, Partial<Study>, RegExp])[] = [
    [
      'a status quo that was not tried',
      { proposal: { ...study.proposal!, statusQuo: 2000 } },
      /2000, is not among/,
    ],
    [
      'an unknown guardrail',
      { proposal: { ...study.proposal!, guardrails: [{ metric: 'x', worseBy: 1 }] } },
      /x is no metric/,
    ],
    [
      'a guardrail without a limit',
      { proposal: { ...study.proposal!, guardrails: [{ metric: 'churn' }] } },
      /needs one of/,
    ],
    ['a metric without a better side', { objectives: [{ metric: 'churn', margin: 1 }] }, /no better side/],
    [
      'a guardrail that no value meets',
      { proposal: { ...study.proposal!, guardrails: [{ metric: 'spearman', atLeast: 0.99 }] } },
      /no value of immunityPeriod keeps spearman at least 0.99/,
    ],
    [
      'an objective that never varies',
      { objectives: [{ metric: 'timeTo50', margin: 1 }] },
      /timeTo50 never varies/,
    ],
    [
      'an objective without values',
      { objectives: [{ metric: 'timeTo90', margin: 1 }] },
      /no value in any trial/,
    ],
    ['too few seeds', { seeds: 6 }, /has 6 seeds/],
    [
      'scenario weights that do not sum to one',
      {
        proposal: {
          ...study.proposal!,
          weights: [
            { levels: { 'validator.alpha': 0.05 }, weight: 0.5 },
            { levels: { 'validator.alpha': 0.1 }, weight: 0.4 },
          ],
        },
      },
      /scenario weights of made must sum to 1; received 0.5 \+ 0.4 = 0.9 \(divide each by their sum/,
    ],
    [
      'a regret below zero',
      { proposal: { ...study.proposal!, regret: -1 } },
      /must be 0 or more; received -1/,
    ],
    [
      'two seeds that would confirm',
      { proposal: { ...study.proposal!, confirmSeeds: 2 } },
      /confirmSeeds of made must be 0 or a whole number of at least 4; received 2/,
    ],
  ];
  it.each(refusals)('%s is refused by name', async (_, change, message) => {
    const folder = folderOf({ ...study, ...change });
    await expect(propose(folder, { confirm })).rejects.toThrow(message);
    await expect(propose(folder, { confirm })).rejects.toThrow(UserError);
  });
});

describe('who may set it', () => {
  const about = (name: string, values: number[], ruleset: Study['ruleset'], scenario: string): Study => ({
    ...study,
    ruleset,
    scenario,
    set: {},
    factors: [{ name, values }],
    statusQuo: [{ value: values[0], label: 'in force' }],
    proposal: { statusQuo: values[0], guardrails: [], confirmSeeds: 6 },
  });
  const subnet = (name: string, values: number[]) => about(name, values, 'burn-2026', 'modern-subnet');
  const refusedIn = (plan: Study, setter: 'owner' | 'root' | null) =>
    refusedLevels(plan, termsOf(plan), hyperparameter(plan.ruleset, plan.factors[0].name), setter);

  it.each<[string, Study, 'owner' | 'root' | undefined, RegExp]>([
    [
      'what root alone may set, to the owner',
      subnet('kappa', [32_767, 40_000]),
      'owner',
      /kappa cannot be proposed under burn-2026: it is set by root alone.*not by the owner \(name it: --setter root\)/,
    ],
    [
      'what people are like',
      about('scenario.poorShare', [0.1, 0.2], 'nakamoto-2022', 'nakamoto-256'),
      undefined,
      /it is set by no call: it describes people/,
    ],
    [
      'a constant of the runtime',
      about('selfOwnership', [2, 3], 'nakamoto-2022', 'nakamoto-256'),
      'root',
      /it is set by no call: it is a constant of the runtime/,
    ],
    [
      'values that the chain takes from nobody',
      subnet('burnIncreaseMult', [1.26, 5]),
      undefined,
      /nothing can be proposed.*\n.*burnIncreaseMult set by root must be 1 … 3 under burn-2026; received 5 \(choose another value\)/,
    ],
    [
      'values beyond the owner’s limits, to the owner',
      subnet('tempo', [360, 100]),
      'owner',
      /tempo set by the owner must be 360 … 50,400 under burn-2026; received 100 \(choose another value, or name root as the setter\)/,
    ],
  ])('%s is not proposed', async (_, plan, setter, message) => {
    const folder = folderOf(plan, rowsOf(study));
    const asked = propose(folder, { confirm, ...(setter !== undefined && { setter }) });
    await expect(asked).rejects.toThrow(message);
    await expect(asked).rejects.toThrow(UserError);
  });

  it('leaves out the values that the setter may not set, and no others', () => {
    const plan = subnet('bondsMovingAverage', [900_000, 950_000, 990_000]);
    expect(refusedIn(plan, 'owner').map(({ level }) => level)).toEqual([990_000]);
    expect(refusedIn(plan, 'root')).toEqual([]);
    expect(refusedIn(plan, null)).toEqual([]);
    // The ceiling of the network itself: 0.9 TAO is below the default of 100, not below 0.5.
    const floor = subnet('minBurn', [500_000, 4e8, 9e8]);
    expect(refusedIn(floor, 'owner')).toEqual([]);
    expect(refusedIn({ ...floor, set: { maxBurn: 5e8 } }, 'owner').map(({ level }) => level)).toEqual([9e8]);
  });

  it('decides who is a candidate: the best value is none if it may not be set', () => {
    const table = tableOf(study, rowsOf(study), seedsOf(study));
    const terms = termsOf(study);
    const chosen = (candidates: number[]) =>
      choose(judge(study, terms, table, candidates), {
        statusQuo: 1024,
        margin: 0.002,
        levels: [512, 1024, 3072, 4096],
      }).level;
    expect(chosen([512, 3072, 4096])).toBe(3072);
    expect(chosen([512, 4096])).toBe(4096);
  });

  it('is told with limits, rate limit and freeze window', async () => {
    const proposal = await proposeMade(study);
    const owned = { ...proposal, study: subnet('tempo', [360]), setter: 'owner' as const };
    const row = hyperparameter('burn-2026', 'tempo');
    expect(permissionSentences({ ...owned, row })).toEqual([
      'Set by: the owner of the subnet, or root. Proposed here: to the owner.',
      'Limits on the chain of burn-2026: owner 360 … 50,400; root any u16.',
      'When: an owner once in 360 blocks; not in the 10 blocks before an epoch.',
      'The owner’s command: `btcli sudo set --netuid N --param tempo --value 3072` (btcli 11 and later: --name in place of --param).',
    ]);
  });
});

describe('a knob that does nothing', () => {
  it('is never proposed to be changed: 400 null studies of 12 seeds', () => {
    const verdicts = { change: 0, 'no change': 0, 'not enough evidence': 0 };
    for (let repeat = 0; repeat < 400; repeat++) {
      const rows = trialsOf(study).map((trial): CompleteRow => {
        const own = stream(`null ${repeat}`, trial.plan.seed, JSON.stringify(trial.levels)).normal;
        const measures = { networkQuality: 3 + 0.01 * own(), wrongEvictions: 10 + own() };
        return { id: trialId(trial.plan), ...trial, status: 'complete', measures } as unknown as CompleteRow;
      });
      const terms = termsOf(study);
      const table = tableOf(study, rows, seedsOf(study));
      const levels = [512, 1024, 3072, 4096];
      const judged = judge(study, terms, table, [512, 3072, 4096]);
      const chosen = choose(judged, { statusQuo: 1024, margin: 0.002, levels });
      const { verdict } = decide({
        faults: [],
        judged: chosen.comparisons,
        others: judged.filter((one) => one !== chosen),
        confirmed: null,
        runsPerSeed: { study: 8, confirmation: 4 },
        confirmSeeds: 0,
        enough: null,
      });
      verdicts[verdict] += 1;
    }
    expect(verdicts.change).toBe(0);
    expect(verdicts['no change'] + verdicts['not enough evidence']).toBe(400);
  });
});

describe('the ramp', () => {
  const row = hyperparameter('nakamoto-2022', 'immunityPeriod');

  it('is announced, moves by at most a quarter at a time, and ends at the proposed value', () => {
    const { notice, hold, steps } = rampOf(3072, 7200, row, 2);
    expect(notice).toBe(50_400);
    expect(hold).toBe(14_400);
    expect(steps.at(-1)?.value).toBe(7200);
    const values = [3072, ...steps.map(({ value }) => value)];
    for (const [k, value] of values.slice(1).entries()) expect(value / values[k]).toBeLessThanOrEqual(1.2501);
    expect(steps.map(({ block }) => block)).toEqual(steps.map((_, k) => 50_400 + k * 14_400));
  });

  it('goes down to nothing in equal steps, and in whole numbers', () => {
    const penalty = hyperparameter('burn-2026', 'bondsPenalty');
    expect(rampOf(65_535, 0, penalty, 1).steps.map(({ value }) => value)).toEqual([
      49_151, 32_768, 16_384, 0,
    ]);
  });
});
