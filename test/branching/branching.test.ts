import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defineMiner } from '../../agents/own/define.ts';
import { runBranches, stemOf } from '../../experiments/plan/branches.ts';
import { begin, finish, runTo, runTrial, type TrialPlan } from '../../experiments/plan/trial.ts';
import { copyOf } from '../../sim/copy.ts';
import { rulesetNames } from '../../sim/rulesets.ts';
import { compare } from './comparison.ts';
import { randomFamily } from './randomFamilies.ts';

const stem: TrialPlan = {
  ruleset: 'autumn-2026',
  scenario: 'synthetic',
  arithmetic: 'float64',
  set: { 'scenario.synergy': 'table' },
  warmUpDays: 0.25,
  days: 0.75,
  seed: '5',
};
const at = (day: number, set: TrialPlan['set']): TrialPlan => ({ ...stem, change: { day, set } });

describe('trials that share their beginning', () => {
  // `npm run branching` does the same for 200 trials and more.
  it.each(Array.from({ length: 12 }, (_, k) => k))(
    'give the bytes of trials that ran whole: random family %i',
    (k) => {
      const { different, refusals } = compare(randomFamily('suite', k, 0.06));
      expect(different).toEqual([]);
      expect(refusals).toEqual([]);
    },
    60_000,
  );

  it('do so where a path of the price begins, or a change is decided on, announced or not', () => {
    const plan: TrialPlan = {
      ...stem,
      ruleset: 'nakamoto-2022',
      set: {
        'scenario.synergy': 'table',
        'scenario.foresight': 'observed',
        'market.on': true,
        // A GPU pays back, so that some change device before what is announced.
        'market.startPrice': 5000,
        'market.shockDay': 0,
        'governance.day': 0.9,
      },
      days: 1.5,
    };
    const decided = { 'governance.change': 'validatorSequenceLength', 'governance.value': 2048 };
    const notice = { 'governance.noticeDays': 0.9, 'market.foresightDays': 21 };
    const plans = [
      {},
      { 'market.price': 'crash' },
      { 'market.price': 'bootstrap' },
      decided,
      { ...decided, ...notice },
      { 'governance.change': 'immunityPeriod', 'governance.value': 100 },
    ].map((set) => ({ ...plan, change: { day: 0.5, set } }));
    const texts = [...runBranches(plans)].map((branch) => {
      expect(branch.ranWhole).toBeUndefined();
      const text = JSON.stringify('result' in branch ? branch.result : branch.fault);
      expect(text).toBe(JSON.stringify(runTrial(branch.plan)));
      return text;
    });
    expect(new Set(texts).size).toBe(plans.length);
  });

  it('do so under every ruleset, in both arithmetics', () => {
    for (const [k, ruleset] of rulesetNames.entries()) {
      const plan: TrialPlan = { ...stem, ruleset, arithmetic: k % 2 === 0 ? 'chain' : 'float64' };
      const plans = [50, 5000].map((immunityPeriod) => ({
        ...plan,
        change: { day: 0.4, set: { immunityPeriod } },
      }));
      expect(compare({ name: ruleset, plans })).toMatchObject({ different: [], refusals: [], failed: 0 });
    }
  });

  it('run the beginning once: the world is founded once, and time is not told twice', () => {
    let [early, late] = [0, 0];
    const { founding } = begin(stem);
    const half = founding.block + 3600;
    const note = (_: number, __: number, block: number) => {
      if (block < half) early += 1;
      else late += 1;
    };
    const plans = [10, 100, 1000].map((immunityPeriod) => at(0.5, { immunityPeriod }));
    expect([...runBranches(plans, { note })]).toHaveLength(3);
    const shared = { early, late };
    [early, late] = [0, 0];
    for (const plan of plans) runTrial(plan, { note });
    expect(early).toBe(3 * shared.early);
    expect(late).toBe(shared.late);
  });

  it('come back in the order of their days, those without a change last, and each is told of before it runs', () => {
    const plans = [stem, at(0.5, {}), at(0.2, { immunityPeriod: 7 })];
    const begun: TrialPlan[] = [];
    const ended = [...runBranches(plans, {}, (plan) => begun.push(plan))].map(({ plan }) => plan);
    expect(ended).toEqual([plans[2], plans[1], plans[0]]);
    expect(begun).toEqual(ended);
  });

  it('fail alone where their change cannot be, and all alike where their beginning does', () => {
    const wrong = at(0.5, { immunityPeriod: -1 });
    const outcomes = [...runBranches([at(0.5, { immunityPeriod: 5 }), wrong, stem])];
    expect(outcomes.map((one) => 'fault' in one)).toEqual([false, true, false]);
    const mad = { ...stem, set: { ...stem.set, 'scenario.ownerBurn': 0.5 } };
    const plans = [mad, { ...mad, change: { day: 0.5, set: {} } }];
    const faults = [...runBranches(plans)].map((one) => ('fault' in one ? String(one.fault) : 'none'));
    expect(faults).toHaveLength(2);
    for (const fault of faults)
      expect(fault).toMatch(/UnrunnableWorld: scenario.ownerBurn 0.5 .*has no owner/);
  });

  it('have one stem if and only if they differ in their change alone', () => {
    expect(stemOf(at(0.5, { kappa: 1 }))).toBe(stemOf(stem));
    expect(stemOf({ ...stem, seed: '6' })).not.toBe(stemOf(stem));
    expect(stemOf({ ...stem, warmUpDays: 0.5 })).not.toBe(stemOf(stem));
  });
});

describe('a world that was copied', () => {
  it('goes on as if nothing had happened, whichever of the two runs first', () => {
    const whole = runTrial(stem);
    const original = begin(stem);
    runTo(original, original.founding.block + 3000);
    const copy = copyOf(original);
    const copyOfCopy = copyOf(copy);
    expect(finish(copy)).toEqual(whole);
    expect(finish(original)).toEqual(whole);
    expect(finish(copyOfCopy)).toEqual(whole);
  });

  it('hides no state in private fields, which no copy could read', () => {
    const files = ['sim', 'agents'].flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${room}/${name}`),
    );
    expect(files.length).toBeGreaterThan(300);
    expect(files.filter((file) => /^\s+(readonly )?#\w/m.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});

describe('an agent of one’s own whose state cannot be copied', () => {
  /** Its state looks like plain data, and counts where no one can see it. */
  const secret = defineMiner({
    name: 'secret',
    share: 0.3,
    start: () => {
      let hidden = 0;
      return {
        get count() {
          return hidden++;
        },
      };
    },
    act: ({ count }) => ({ responds: 1 / (1 + (count % 7)) }),
  });
  const own = { agents: [{ ...secret, file: 'secret.ts' }], measures: [] };

  it('costs nothing but time: its trials run whole, with the same bytes, and say why', () => {
    const plans = [10, 100].map((immunityPeriod) => at(0.5, { immunityPeriod }));
    const outcomes = [...runBranches(plans, { own })];
    for (const outcome of outcomes) {
      expect(outcome.ranWhole).toMatch(/state.*\.agent\.state\.count is an accessor/);
      expect(outcome).toHaveProperty('result', runTrial(outcome.plan, { own }));
    }
  });
});
