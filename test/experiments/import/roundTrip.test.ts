import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manyEpochs } from '../../../experiments/evidence/manyEpochs.ts';
import { compareEpoch } from '../../../experiments/evidence/replay/compareEpoch.ts';
import { replayNetwork } from '../../../experiments/evidence/replay/networkReplay.ts';
import { importNetwork } from '../../../experiments/import/importNetwork.ts';
import { storageText } from '../../../experiments/import/storage/writeStorage.ts';
import { networkSchema, type WrittenNetwork } from '../../../experiments/input/networkSchema.ts';
import { networkInputOf, underRuleset } from '../../../experiments/input/networkText.ts';
import { chooseScenario } from '../../../experiments/input/scenarios/chooseScenario.ts';
import { snapshotLastEpoch } from '../../../experiments/plan/epochSnapshot.ts';
import { trialMarkOf } from '../../../experiments/plan/ownFiles.ts';
import { begin, finish, runTrial, type TrialPlan } from '../../../experiments/plan/trial.ts';
import { jsonOf, made, madeOutput, metagraphInfo, storage } from './madeSubnet.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'round-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plan: TrialPlan = {
  ...{ ruleset: 'autumn-2026', scenario: 'synthetic', arithmetic: 'chain', seed: '7' },
  ...{
    set: {
      tempo: 90,
      weightsSetRateLimit: 90,
      immunityPeriod: 300,
      'scenario.arrivalRate': 8,
      'validator.sweepBlocks': 90,
    },
    warmUpDays: 0,
    days: 0.3,
  },
};

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const inputOf = (network: WrittenNetwork) => networkInputOf('network.json', network);

describe('a simulated subnet of autumn 2026, written as storage and imported', () => {
  const snapshot = snapshotLastEpoch(begin(plan));
  const { network } = (() => {
    const path = join(mkdtempSync(join(tmpdir(), 'storage-')), 'storage.json');
    writeFileSync(path, storageText(snapshot));
    return importNetwork([path]);
  })();

  it('has newcomers, weights that are committed and not revealed, and bonds: there is something to lose', () => {
    expect(snapshot.before.network.commits.length).toBeGreaterThan(0);
    expect(snapshot.before.network.bonds.some(({ targets }) => targets.length > 0)).toBe(true);
    expect(Math.max(...snapshot.before.network.registrationBlock)).toBeGreaterThan(100_000);
    expect([network.ruleset, network.state, network.block]).toEqual([
      'autumn-2026',
      'beforeEpoch',
      snapshot.block,
    ]);
  });

  it('is replayed bit for bit in every field that the chain stores, bonds and RAO included', () => {
    const { fields, agrees } = replayNetwork(inputOf(network));
    expect(agrees).toBe(true);
    expect(fields.map(({ field }) => field).sort()).toEqual([
      'active',
      'bonds',
      'consensus',
      'dividends',
      'emission',
      'incentive',
      'validatorPermit',
      'validatorTrust',
    ]);
    for (const { field, compared, equal } of fields) expect([field, equal]).toEqual([field, compared]);
  });

  it('keeps every hyperparameter of the world', () => {
    for (const [name, value] of Object.entries(network.hyperparameters ?? {}))
      expect([name, value]).toEqual([
        name,
        Object.entries(snapshot.before.hyperparameters).find(([known]) => known === name)?.[1],
      ]);
    expect(Object.keys(network.hyperparameters ?? {}).length).toBeGreaterThan(45);
    expect([network.notTaken, network.unknown]).toEqual([[], []]);
  });

  it('one stored weight changed, and the replay differs and says where', () => {
    const uid = network.weights?.findIndex((row) => row.length > 2) ?? 0;
    const weights = network.weights?.map((row, at) =>
      at === uid
        ? row.map(([target, value], k): [number, number] => [
            target,
            k === 0 ? Math.max(1, value - 9000) : value,
          ])
        : row,
    );
    const { agrees, fields } = replayNetwork(inputOf({ ...network, weights }));
    expect(agrees).toBe(false);
    expect(fields.find(({ field }) => field === 'incentive')?.equal).toBeLessThan(network.stake?.length ?? 0);
  });

  it('writing the storage changes nothing in the world', () => {
    const live = begin(plan);
    snapshotLastEpoch(live);
    expect(finish(live)).toEqual(runTrial(plan));
  });
});

describe('two dumps of storage with one epoch between them', () => {
  it('are its state before and its results; with none between, they are of different blocks', () => {
    const whole = storage();
    const before = {
      block: made.lastStep - 1,
      storage: { ...whole.storage, LastMechansimStepBlock: { 7: made.lastStep - 360 } },
    };
    const paths = [write('before.json', jsonOf(before)), write('after.json', jsonOf(whole))];
    const { network } = importNetwork(paths);
    expect([network.state, network.block, network.lastEpoch, network.recorded?.block]).toEqual([
      'beforeEpoch',
      made.lastStep,
      made.lastStep - 360,
      made.lastStep,
    ]);
    const same = write('same.json', jsonOf({ block: made.block - 1, storage: whole.storage }));
    expect(() => importNetwork([same, paths[1]])).toThrow(/must be of one block/);
  });
});

describe('a state that an epoch left', () => {
  it('keeps consensus, incentive and trust to the bit, and says why dividends may differ', () => {
    const { network } = importNetwork([write('left.json', jsonOf(storage()))]);
    const { fields, agrees, notCompared } = replayNetwork(inputOf(network));
    const of = (name: string) => fields.find(({ field }) => field === name);
    expect(agrees).toBe(true);
    for (const name of ['consensus', 'incentive', 'validatorTrust', 'active', 'validatorPermit'])
      expect([name, of(name)?.equal]).toEqual([name, 6]);
    // Bonds come in u16, so a share of them is known to half a unit of each.
    expect(of('dividends')?.largest).toBeLessThanOrEqual(3);
    expect(of('dividends')?.because).toMatch(/bonds are stored in u16/);
    expect(notCompared.map(({ field }) => field)).toEqual(['rank', 'trust', 'pruningScores', 'bonds']);
  });

  it('without weights compares permits and activity alone, and names the rest', () => {
    const { network } = importNetwork([write('info.json', jsonOf(metagraphInfo()))]);
    const { fields, notCompared } = replayNetwork(inputOf(network));
    expect(fields.map(({ field, equal }) => [field, equal])).toEqual([['active', 6], ['validatorPermit', 6]]); // biome-ignore format: pairs
    expect(notCompared.find(({ field }) => field === 'incentive')?.because).toBe('the weights are not known');
  });
});

describe('epochs on a network file', () => {
  const network = (): WrittenNetwork => importNetwork([write('epochs.json', jsonOf(storage()))]).network;

  it('a hundred of them bring bonds and dividends to rest, under any ruleset since Finney', () => {
    for (const ruleset of ['finney-2023', 'liquid-2025', 'yuma3-2025', 'autumn-2026'] as const) {
      const at = (epochs: number) =>
        manyEpochs(inputOf(underRuleset(network(), ruleset).network), 'float64', epochs).map(
          ({ dividends }) => dividends,
        );
      const [hundred, next] = [at(100), at(101)];
      for (const [uid, share] of next.entries()) expect(Math.abs(share - hundred[uid])).toBeLessThan(2e-4);
    }
  });

  it('bonds by pair go a tenth of the rest of their way in each epoch', () => {
    const pairwise = {
      ...network(),
      bonds: [],
      hyperparameters: { ...network().hyperparameters, yuma3On: true },
    };
    const bondAt = (epochs: number) => manyEpochs(inputOf(pairwise), 'chain', epochs)[0].bonds[0][1];
    // B(k) = (1 - 0.9^k) of where it goes.
    expect(bondAt(1) / bondAt(100)).toBeCloseTo(0.1, 2);
    expect(bondAt(10) / bondAt(100)).toBeCloseTo(1 - 0.9 ** 10, 2);
  });

  it('show bonds and validator trust, and compare with what was recorded', () => {
    const uids = manyEpochs(inputOf(network()), 'chain', 1);
    expect(uids.map(({ validatorTrust }) => Math.floor(validatorTrust * 65_535))).toEqual([
      ...madeOutput.validatorTrust,
    ]);
    expect(uids[0].bonds.length).toBeGreaterThan(0);
    const fields = compareEpoch(uids, network(), 'chain');
    expect(fields.find(({ field }) => field === 'consensus')).toMatchObject({ compared: 6, equal: 6 });
  });

  it('what other rules do not read is left out and named', () => {
    const { left, network: older } = underRuleset({ ...network(), lastEpoch: 5 }, 'finney-2024');
    expect(left).toEqual(
      expect.arrayContaining([
        'yuma3On',
        'activityCutoffFactorMilli',
        'burnIncreaseMult',
        'ownerUid',
        'lastEpoch',
      ]),
    );
    expect(networkSchema.safeParse(older).success).toBe(true);
  });
});

describe('a world that starts from a network file', () => {
  const started = async (network: WrittenNetwork, yaml?: string) => {
    const path = write('start.json', JSON.stringify(network));
    const chosen = await chooseScenario(yaml === undefined ? path : write('start.yaml', yaml));
    const { ruleset, set, own, scenario } = chosen;
    const plan: TrialPlan = {
      ruleset,
      scenario: scenario.name,
      arithmetic: 'float64',
      set,
      warmUpDays: 0,
      days: 0.2,
      seed: '1',
      ...trialMarkOf(own),
    };
    return { chosen, plan, live: begin(plan) };
  };

  it('has its stakes, owners, prices and settings, and miners worth what its weights say', async () => {
    const { network } = importNetwork([write('world.json', jsonOf(storage()))]);
    const { live, chosen } = await started(network);
    const { world } = live.stage;
    expect(Array.from(world.network.stakes.rao.subarray(0, 6), Number)).toEqual(network.stake);
    expect([...world.network.coldkey.subarray(0, 6)]).toEqual(made.owner);
    expect([...world.network.registrationBlock.subarray(0, 6)]).toEqual(made.registrationBlock);
    expect([world.gate.burn, world.ownerUid, world.hyperparameters.immunityPeriod]).toEqual([
      500_000n,
      1,
      5001,
    ]);
    expect(chosen.own.network?.validators).toEqual([0, 1, 2]);
    // Uid 3 has most of the weight of the two largest validators, 5 that of the smallest.
    const worth = chosen.own.network?.worth ?? [];
    expect(worth[3]).toBeGreaterThan(worth[4]);
    expect(worth.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('runs without the file, the same bytes each time, for the plan holds the network', async () => {
    const { network } = importNetwork([write('world.json', jsonOf(storage()))]);
    const { plan } = await started(network);
    rmSync(join(folder, 'start.json'));
    expect(runTrial(plan)).toEqual(runTrial(JSON.parse(JSON.stringify(plan))));
  });

  it('without weights draws its miners, and with settings alone its uids too', async () => {
    const { network } = importNetwork([write('info.json', jsonOf(metagraphInfo()))]);
    const drawn = await started(network);
    expect(drawn.chosen.own.network?.worth).toBeUndefined();
    expect(drawn.chosen.own.network?.validators).toEqual([0, 1, 2]);
    const alone = await started({
      ruleset: 'autumn-2026',
      block: null,
      emission: 1,
      hyperparameters: { tempo: 99 },
    });
    expect(alone.live.stage.world.network.size).toBe(256);
    expect(alone.live.stage.world.hyperparameters.immunityPeriod).toBe(5000);
  });

  it('is what a scenario file starts from, and what it states counts more', async () => {
    const { network } = importNetwork([write('world.json', jsonOf(storage()))]);
    const { chosen, live } = await started(
      network,
      'name: mine\nstartsFrom: start.json\nsettings: { immunityPeriod: 99 }\n',
    );
    expect(chosen.title).toBe('mine');
    expect(live.stage.world.hyperparameters.immunityPeriod).toBe(99);
    expect(Number(live.stage.world.network.stakes.rao[0])).toBe(network.stake?.[0]);
  });
});
