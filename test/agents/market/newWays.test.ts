import { describe, expect, it } from 'vitest';
import { runBranches } from '../../../experiments/plan/branches.ts';
import { checkPlan, runTrial, type TrialPlan } from '../../../experiments/plan/trial.ts';

type Settings = Record<string, number | string | boolean>;

const followed = [
  'servedQuality',
  'minerProfit',
  'cpuProfit',
  'gpuShare',
  'adopterShare',
  'adopterPay',
  'adopterProfit',
  'otherProfit',
  'finderProfit',
];

/** A market of hard times that changes on its second day, three days measured from then on. */
const plan = (change: Settings, set: Settings = {}, days = 3): TrialPlan => ({
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-256',
  arithmetic: 'float64',
  set: { 'market.on': true, 'market.startPrice': 5, ...set },
  warmUpDays: 2,
  days,
  seed: '1',
  path: followed,
  change: { day: 2, set: change },
});

const still = { 'scenario.arrivalRate': 0, 'market.exitDays': 1000 };
const invented = { 'market.invented': true };

describe('an invention that a market hears of while it runs', () => {
  const status = runTrial(plan({}));
  const found = runTrial(plan(invented, { 'market.diffusionDays': 1e6 }));

  it('comes to one running miner, and to no other while nobody talks', () => {
    const { inventions, waysCopied, cheapShare } = found.measures;
    expect(inventions).toBe(1);
    expect(waysCopied).toBe(0);
    // One of those that run; of 224 some have given up.
    expect(1 / cheapShare!).toBeGreaterThan(200);
    expect(1 / cheapShare!).toBeLessThanOrEqual(224);
  });

  it('is not in the row of the world in which nothing is found, whose own numbers are all there', () => {
    expect(status.path).not.toHaveProperty('adopterShare');
    expect(status.measures).not.toHaveProperty('inventions');
    expect(Object.keys(status.path!).sort()).toEqual([
      'cpuProfit',
      'gpuShare',
      'minerProfit',
      'servedQuality',
    ]);
  });

  it('is a miner’s that cannot rent a GPU: its profit is that of the finder', () => {
    const all = runTrial(plan(invented, { ...still, 'market.gpuAccess': 1, 'market.diffusionDays': 1e6 }));
    expect(all.measures.inventions).toBe(0);
    expect(found.path!.finderProfit).toEqual(found.path!.adopterProfit);
  });

  it('spreads the sooner the more miners talk', () => {
    const shares = [0.2, 1, 5].map((days) => {
      const { path } = runTrial(plan({ ...invented, 'market.diffusionDays': days }));
      return path!.adopterShare.at(-1)!;
    });
    expect(shares[0]).toBeGreaterThan(0.9);
    expect(shares[1]).toBeGreaterThan(shares[2]);
  });
});

describe('the profits of those that take to the new and of those that do not', () => {
  const set = { ...still, 'market.trainingShare': 0.001 };
  const { path } = runTrial(plan({ 'market.gradientShare': 0.3, 'market.gradientGain': 50 }, set));

  it('add up to that of all miners, by their shares', () => {
    const { adopterShare, adopterProfit, otherProfit, minerProfit } = path!;
    for (const day of [1, 2])
      expect(
        adopterShare[day]! * adopterProfit[day]! + (1 - adopterShare[day]!) * otherProfit[day]!,
      ).toBeCloseTo(minerProfit[day]!, 4);
  });

  it('part where gradients teach: the same share of miners gets a larger share of the pay', () => {
    const { adopterShare, adopterPay } = path!;
    expect(adopterShare[2]).toBe(adopterShare[1]);
    expect(adopterPay[2]! - adopterPay[0]!).toBeGreaterThan(0.002);
  });
});

describe('an ASIC that is made from a day of the change on', () => {
  it('counts its days from the change, not from the founding', () => {
    const { measures } = runTrial(
      plan({ 'market.asicDay': 1, 'market.asicPerDay': 4, 'market.asicUnitCost': 1 }),
    );
    const made = measures.asicsSold! + measures.asicsMined!;
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThanOrEqual(8);
  });
});

describe('the days of a market', () => {
  it('are the means of its looks, six a day', () => {
    const { path, market } = runTrial(plan({}, { 'market.startPrice': 50 }));
    const share = (from: number, to: number) => {
      const looks = market!.filter(([day]) => day > from && day <= to);
      return looks.reduce((sum, point) => sum + point[5] / point[4], 0) / looks.length;
    };
    expect(path!.gpuShare).toHaveLength(3);
    for (const day of [1, 2]) expect(path!.gpuShare[day]).toBeCloseTo(share(day + 2, day + 3), 6);
  });
});

describe('trials that share a beginning and then hear of something new', () => {
  it('are those of whole ones, byte for byte', () => {
    const changes = [
      {},
      invented,
      { 'market.asicDay': 0.5, 'market.asicUnitCost': 1 },
      { 'market.gradientShare': 0.5 },
      { 'scenario.modelFamilies': 3 },
    ];
    const plans = changes.map((change) => plan(change, { 'market.trainingShare': 0.001 }, 1));
    for (const branch of runBranches(plans)) {
      expect(branch).toHaveProperty('result');
      if ('result' in branch)
        expect(JSON.stringify(branch.result)).toBe(JSON.stringify(runTrial(branch.plan)));
    }
  });
});

describe('a change of what miners can do', () => {
  it('is refused where nobody would notice it, with the reason', () => {
    const refused =
      (change: Settings, set: Settings = {}) =>
      () =>
        checkPlan(plan(change, set));
    expect(refused({ 'market.gradientShare': 0.2 })).toThrow(/learn from the founding on or never/);
    expect(refused(invented, { 'market.on': false })).toThrow(/without market.on there is no market/);
    expect(refused(invented, { 'market.inventionsPerDay': 0.1 })).toThrow(/invent already/);
    expect(refused({ 'market.asicDay': 3 }, { 'market.asicDay': 1 })).toThrow(/there already/);
    expect(refused({ 'market.gpuAccess': 0.1 })).toThrow(/read once/);
  });

  it('of families is refused where validators see them, and moves only the client elsewhere', () => {
    const small = { ...plan({ 'scenario.modelFamilies': 2 }), scenario: 'synthetic', set: {}, path: [] };
    expect(() => checkPlan(small)).toThrow(/row by row/);
    const [own, shared] = [{}, { 'scenario.modelFamilies': 2 }].map((change) =>
      runTrial({ ...plan(change), set: {}, path: ['clientLoss', 'diversity', 'servedQuality'] }),
    );
    expect(shared.path!.servedQuality).toEqual(own.path!.servedQuality);
    expect(shared.path!.clientLoss[2]).toBeGreaterThan(own.path!.clientLoss[2]! + 0.02);
    expect(shared.path!.diversity[2]).toBeLessThan(5);
  });
});
