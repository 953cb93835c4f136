import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { knobView } from '../../../../experiments/analysis/requirements/knobView.ts';
import { trialId } from '../../../../experiments/base/identity.ts';
import { verify } from '../../../../experiments/evidence/verify/verify.ts';
import { composeProposal } from '../../../../experiments/methods/proposal/page/compose.ts';
import { ownerCall } from '../../../../experiments/methods/proposal/page/ownerCall.ts';
import { verdictWords } from '../../../../experiments/methods/proposal/page/words.ts';
import { propose } from '../../../../experiments/methods/proposal/propose.ts';
import { rampOf } from '../../../../experiments/methods/proposal/ramp.ts';
import { writeProposal } from '../../../../experiments/methods/proposal/write.ts';
import type { CompleteRow } from '../../../../experiments/plan/rows.ts';
import { type Study, trialsOf } from '../../../../experiments/plan/study.ts';
import { hyperparameter } from '../../../../sim/hyperparameters/registry.ts';
import { stream } from '../../../../sim/random.ts';
import { madeRows, writeResults } from '../../madeRows.ts';
import { sweptStudy } from '../../sweptStudy.ts';

const { guardrails: _, ...plain } = sweptStudy;
const study: Study = {
  ...plain,
  factors: [
    { name: 'immunityPeriod', values: [5000, 7200] },
    { name: 'liquidAlphaOn', values: [false, true] },
  ],
};

const [shape] = madeRows({ ...study, seeds: 1 });

/** Liquid alpha lowers the loss by 0.02 where immunity is 5,000, and by nothing at 7,200; immunity alone does nothing. */
function rowsOf(plan: Study): CompleteRow[] {
  return trialsOf(plan).map((trial) => {
    const { immunityPeriod, liquidAlphaOn } = { ...trial.plan.set };
    const gain = liquidAlphaOn === true && immunityPeriod === 5000 ? 0.02 : 0;
    const own = stream(trial.plan.seed, 'own', `${immunityPeriod} ${liquidAlphaOn}`).normal();
    const measures = { ...shape.measures, servedQuality: 2.7 - gain + 0.0005 * own };
    return { ...shape, ...trial, id: trialId(trial.plan), measures };
  });
}

const root = mkdtempSync(join(tmpdir(), 'knobs-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
function folderOf(plan: Study): string {
  const folder = join(root, String(folders++));
  writeResults(folder, plan, rowsOf(plan));
  return folder;
}
const confirm = async (plan: Study, folder: string) => writeResults(folder, plan, rowsOf(plan));

describe('a study that asks about several settings', () => {
  it('gives a proposal for each, judged where the others are in force', async () => {
    const folder = folderOf(study);
    const immunity = await propose(folder, { confirm });
    expect([immunity.row.name, verdictWords(immunity)]).toEqual(['immunityPeriod', 'no change']);
    const liquid = await propose(folder, { confirm, knob: 'liquidAlphaOn' });
    expect([liquid.row.name, verdictWords(liquid), liquid.candidate.level]).toEqual([
      'liquidAlphaOn',
      'change',
      1,
    ]);
    // Averaged over both immunity periods it would be half.
    const [gain] = liquid.candidate.comparisons;
    expect(gain.effect?.mean).toBeCloseTo(-0.02, 2);
    expect(gain.effect?.mean).toBeLessThan(-0.015);
  });

  it('sees the other setting’s value in force, whatever that is', async () => {
    const asks = [
      { name: 'immunityPeriod', inForce: 7200 },
      { name: 'liquidAlphaOn', inForce: false },
    ];
    const liquid = await propose(folderOf({ ...study, asks }), { confirm, knob: 'liquidAlphaOn' });
    expect(verdictWords(liquid)).toBe('no change');
    const immunity = await propose(folderOf({ ...study, asks }), { confirm });
    expect([immunity.terms.statusQuo, immunity.candidate.level]).toEqual([7200, 5000]);
  });

  it('runs only trials of its own cells: the view is a part of the plan, trial by trial', () => {
    const planned = new Set(trialsOf(study).map(({ plan }) => trialId(plan)));
    for (const [name, other] of [
      ['immunityPeriod', 'liquidAlphaOn'],
      ['liquidAlphaOn', 'immunityPeriod'],
    ]) {
      const view = knobView(study, rowsOf(study), name);
      const own = trialsOf(view.toRun(view.study)).map(({ plan }) => trialId(plan));
      expect(own).toHaveLength(24);
      expect(own.every((id) => planned.has(id))).toBe(true);
      expect(view.rows.map(({ id }) => id).sort()).toEqual(own.sort());
      expect(view.study.set).toHaveProperty(other);
    }
  });

  it('confirms a switch on fresh seeds with true and false, in a folder of its own that verify reads', async () => {
    const folder = folderOf(study);
    const confirmed: Study[] = [];
    const keep = async (plan: Study, inner: string) => {
      confirmed.push(plan);
      await confirm(plan, inner);
    };
    const { confirmation } = await propose(folder, { confirm: keep, knob: 'liquidAlphaOn' });
    expect(confirmed[0].factors).toEqual([{ name: 'liquidAlphaOn', values: [false, true] }]);
    expect(confirmed[0].set).toEqual({ immunityPeriod: 5000 });
    expect(confirmation?.rows).toHaveLength(12);
    const { kept } = await verify(folder, { sample: 1, seed: 'x', workers: 1 });
    expect(kept).toBe(48 + 12);
  });

  it('is written to a page for each, in the words of the setting', async () => {
    const folder = folderOf(study);
    const liquid = await propose(folder, { confirm, knob: 'liquidAlphaOn' });
    const { html } = await writeProposal(liquid);
    expect(html).toMatch(/proposal-liquidAlphaOn\.html$/);
    expect(composeProposal(liquid, []).title).toBe('Proposal: liquidAlphaOn false → true under autumn-2026');
    expect(liquid.ramp.steps.map(({ value }) => value)).toEqual([1]);
  });

  it('is refused for a setting that it does not ask about, and where the value in force was not run', async () => {
    const folder = folderOf(study);
    await expect(propose(folder, { knob: 'kappa' })).rejects.toThrow(/Known: immunityPeriod, liquidAlphaOn/);
    const asks = [{ name: 'immunityPeriod', inForce: 7000 }, study.asks?.[1] ?? { name: '', inForce: null }];
    await expect(propose(folderOf({ ...study, asks }))).rejects.toThrow(
      /has run immunityPeriod=5000,7200, not 7000 \(sweep it with immunityPeriod=7000,5000,7200\)/,
    );
  });
});

/** Names: one scoring rule serves better by 0.02, another by nothing; their order says nothing. */
const named: Study = {
  ...study,
  question: 'What does validator.scoringRule do?',
  factors: [{ name: 'validator.scoringRule', values: ['shapley', 'synergy', 'base'] }],
  asks: [{ name: 'validator.scoringRule', inForce: 'synergy' }],
};
const namedRows = (plan: Study): CompleteRow[] =>
  trialsOf(plan).map((trial) => {
    const rule = trial.plan.set['validator.scoringRule'];
    const own = stream(trial.plan.seed, 'own', String(rule)).normal();
    const measures = {
      ...shape.measures,
      servedQuality: 2.7 - (rule === 'shapley' ? 0.02 : 0) + 0.0005 * own,
    };
    return { ...shape, ...trial, id: trialId(trial.plan), measures };
  });

describe('a setting that has names', () => {
  const folder = join(root, 'named');
  writeResults(folder, named, namedRows(named));
  const confirmNamed = async (plan: Study, inner: string) => writeResults(inner, plan, namedRows(plan));

  it('is proposed by its names, to those who set it, and confirmed on fresh seeds with names', async () => {
    const confirmed: Study[] = [];
    const found = await propose(folder, {
      confirm: async (plan, inner) => {
        confirmed.push(plan);
        await confirmNamed(plan, inner);
      },
    });
    expect(verdictWords(found)).toBe('change');
    const { title, sections } = composeProposal(found, []);
    expect(title).toBe(`Proposal: validator.scoringRule synergy → shapley under ${study.ruleset}`);
    expect(JSON.stringify(sections)).toContain('each validator for itself');
    expect(confirmed[0].factors[0].values.toSorted()).toEqual(['shapley', 'synergy']);
  });

  it('goes to its new name in one step, and its page shows no numbers in place of names', async () => {
    const found = await propose(folder, { confirm: confirmNamed });
    expect(found.ramp.steps).toHaveLength(1);
    const { md } = await writeProposal(found);
    const text = readFileSync(md, 'utf8');
    expect(text).toMatch(/\| synergy; announcement/);
    expect(text).toMatch(/\| shapley/);
  });

  it('is refused where it describes people, with what to do', async () => {
    const name = 'scenario.foresight';
    const plan: Study = {
      ...named,
      factors: [{ name, values: ['observed', 'perfect'] }],
      asks: [{ name, inForce: 'observed' }],
    };
    const own = join(root, 'people');
    writeResults(own, plan, namedRows(plan));
    await expect(propose(own)).rejects.toThrow(
      /it describes people, not the chain \(sweep tells what its values do, by report; propose what an owner/,
    );
  });
});

describe('the owner’s command', () => {
  const call = (name: string, value: number) =>
    ownerCall('autumn-2026', hyperparameter('autumn-2026', name), value);

  it('has the tool’s name and the value of the chain', () => {
    expect(call('immunityPeriod', 7200)).toBe(
      'btcli sudo set --netuid N --param immunity_period --value 7200',
    );
    expect(call('liquidAlphaOn', 1)).toMatch(/--param liquid_alpha_enabled --value true$/);
  });

  it('is not given for what root alone sets, nor beyond the owner’s limits, nor for an old chain', () => {
    expect(call('kappa', 30_000)).toBeNull();
    expect(call('tempo', 100)).toBeNull();
    expect(ownerCall('finney-2024', hyperparameter('finney-2024', 'immunityPeriod'), 7200)).toBeNull();
  });
});

describe('the way of a switch', () => {
  it('is a single step', () => {
    const { steps } = rampOf(0, 1, hyperparameter('autumn-2026', 'liquidAlphaOn'), 1);
    expect(steps.map(({ value }) => value)).toEqual([1]);
  });
});
