import { describe, expect, it } from 'vitest';
import { touchOf } from '../../../../experiments/sweep/touched/catalogue.ts';
import { type Hyperparameters, resolve } from '../../../../sim/hyperparameters/registry.ts';
import type { WorldEvent } from '../../../../sim/tempo.ts';
import type { World } from '../../../../sim/world.ts';

const tao = 1_000_000_000n;

/** What the watchers read of a world, written out. */
interface Seen {
  readonly set?: Readonly<Record<string, number | boolean | string>>;
  readonly ruleset?: Hyperparameters['ruleset'];
  readonly burn?: bigint;
  readonly block?: number;
  readonly network?: object;
  readonly goesWithout?: number;
}

const worldOf = ({
  set = {},
  ruleset = 'autumn-2026',
  burn = tao,
  block = 0,
  network = {},
  goesWithout = 0,
}: Seen) =>
  ({
    block,
    gate: { burn },
    network: { size: 0, commits: [], ...network },
    hyperparameters: resolve(ruleset, set),
    rules: { neuronToPrune: () => goesWithout },
  }) as unknown as World;

const step = (burned = 0, recycled = 0) =>
  ({ kind: 'step', block: 0, payout: { withheld: { burned, recycled } } }) as unknown as WorldEvent;
const event = (kind: 'registration' | 'departure' | 'eviction', uid = 0) =>
  ({ kind, uid }) as unknown as WorldEvent;

/** What a watcher says of a setting after some events, each in its world. */
function words(setting: string, ...events: readonly (readonly [WorldEvent, Seen])[]): string {
  const watcher = touchOf(setting)!.begin();
  for (const [seen, world] of events) watcher.see(seen, worldOf(world));
  return watcher.words(worldOf(events.at(-1)?.[1] ?? {}), setting);
}

describe('why a limit of the price of entry changes nothing', () => {
  const set = { minBurn: 500_000_000, maxBurn: 100_000_000_000 };
  const at = (burn: bigint) => [step(), { set, burn }] as const;

  it('is that the price never fell to the floor: the lowest that was seen is told', () => {
    expect(words('minBurn', at(3n * tao), at(2n * tao), at(4n * tao))).toBe(
      'the price of entry never fell to it: it was 2 TAO or more at all of 3 epochs.',
    );
  });

  it('or that it rested there and moved no one: epochs, registrations and departures are counted', () => {
    const came = [event('registration'), {}] as const;
    const text = words('minBurn', at(tao / 2n), came, came, [event('departure'), {}], at(tao), at(tao / 2n));
    expect(text).toMatch(/rested on it at 2 of 3 epochs/);
    expect(text).toMatch(/2 candidates registered and 1 candidate gave up/);
  });

  it('is that the price never rose to the ceiling, or was held by it', () => {
    expect(words('maxBurn', at(3n * tao), at(2n * tao))).toBe(
      'the price of entry never rose to it: it was at most 3 TAO at 2 epochs, and the limit is 100 TAO.',
    );
    expect(words('maxBurn', at(100n * tao), at(2n * tao))).toMatch(/held by it at 1 of 2 epochs/);
  });

  it('is told of its pace by where the price rests', () => {
    expect(words('burnHalfLife', at(tao / 2n), at(tao / 2n))).toMatch(
      /^the price of entry rested on minBurn at every epoch/,
    );
    expect(words('burnHalfLife', at(tao / 2n), at(tao))).toBe(
      'the price of entry rested on minBurn at 1 of 2 epochs; no candidates registered and no candidates gave up.',
    );
  });

  it('is that entry by burn does not exist before it was made', () => {
    expect(words('targetRegistrationsPerInterval', [step(), { ruleset: 'nakamoto-2022' }])).toMatch(
      /enters by burn under this ruleset/,
    );
  });
});

describe('why what owners earn changes nothing', () => {
  it('is that nothing was withheld from them, or that no agent is moved by it', () => {
    expect(words('recycleOrBurn', [step(), {}], [step(), {}])).toMatch(
      /nothing was withheld .* any of 2 epochs/,
    );
    expect(words('recycleOrBurn', [step(5, 0), {}])).toMatch(/moves no agent/);
    expect(words('recycleOrBurn', [step(0, 5), {}])).toMatch(/moves no agent/);
  });
});

describe('why a setting of bonds changes nothing', () => {
  it('is the switch that it needs and that is off, the nearest one', () => {
    const off = { yuma3On: true, liquidAlphaOn: false };
    expect(words('alphaHigh', [step(), { set: off }])).toBe(
      'it is read only with liquidAlphaOn, which is false here.',
    );
    expect(words('alphaHigh', [step(), { set: { yuma3On: false, liquidAlphaOn: true } }])).toBe(
      'it is read only with yuma3On, which is false here.',
    );
  });

  it('is that bonds pay validators where it is read', () => {
    const on = { yuma3On: true, liquidAlphaOn: true };
    expect(words('alphaHigh', [step(), { set: on }], [step(), { set: on }])).toMatch(/at each of 2 epochs/);
  });
});

describe('why a setting of weights changes nothing', () => {
  const commits = (count: number) => [step(), { network: { commits: new Array(count).fill(null) } }] as const;
  it('is that no commit was made; else how many waited', () => {
    expect(words('revealPeriodEpochs', commits(0), commits(0))).toBe('no commit was made (2 epochs).');
    expect(words('revealPeriodEpochs', commits(0), commits(3), commits(1))).toMatch(
      /waited at 2 of 3 epochs, at most 3 at a time/,
    );
  });

  /** Two uids, of which the first has set weights at the block. */
  const rows = (lastUpdate: number) => ({
    size: 2,
    weights: [{ targets: [1] }, { targets: [] }],
    lastUpdate: [lastUpdate, -1_000_000],
    commits: [],
  });
  it.each([
    ['nakamoto-2022', 'activityCutoff', { activityCutoff: 2500 }, 2500],
    ['finney-2023', 'activityCutoff', { activityCutoff: 5000 }, 5000],
    ['autumn-2026', 'activityCutoffFactorMilli', { activityCutoffFactorMilli: 2000, tempo: 360 }, 720],
  ] as const)('is that no weights were older than the cutoff of %s', (ruleset, setting, set, cutoff) => {
    const seen = (age: number) =>
      [step(), { ruleset, set, block: 10_000, network: rows(10_000 - age) }] as const;
    const young = words(setting, seen(cutoff), seen(cutoff - 5));
    expect(young).toContain(`the oldest were ${cutoff.toLocaleString('en')} blocks old`);
    expect(young).toContain(`the cutoff is ${cutoff.toLocaleString('en')}.`);
    expect(words(setting, seen(cutoff + 1), seen(cutoff))).toMatch(
      /older than the cutoff 1 time at 2 epochs/,
    );
  });

  it('is that consensus clipped nothing: only validators with a permit count', () => {
    const trust = (permit: number, validatorTrust: number) =>
      [
        step(),
        { network: { size: 2, validatorPermit: [1, permit], validatorTrust: [1, validatorTrust] } },
      ] as const;
    expect(words('kappa', trust(0, 0.5), trust(1, 1))).toBe(
      'consensus clipped no weight at any of 2 epochs.',
    );
    expect(words('kappa', trust(1, 0.5), trust(0, 0.5))).toMatch(
      /clipped weights of 1 validator at 2 epochs/,
    );
  });
});

describe('why immunity changes nothing', () => {
  /** One of two uids came at block 900; the second is older than any immunity. */
  const evicts = (goesWithout: number, block: number) =>
    [
      event('eviction', 1),
      {
        block,
        set: { immunityPeriod: 200 },
        network: { size: 2, registrationBlock: [900, -100_000] },
        goesWithout,
      },
    ] as const;

  it('is that no uid was replaced, or that none was immune then', () => {
    expect(words('immunityPeriod', [step(), {}])).toMatch(/^no uid was replaced/);
    expect(words('immunityPeriod', evicts(0, 1100))).toBe(
      'no uid was immune when one was replaced (1 replacement).',
    );
  });

  it('is told by how often another uid would have gone without it', () => {
    const text = words('immunityPeriod', evicts(0, 1099), evicts(1, 1099), evicts(0, 1100));
    expect(text).toMatch(/immune at 2 of 3 replacements/);
    expect(text).toMatch(/gone at 2 of them/);
    expect(words('immunityPeriod', evicts(1, 1000))).toMatch(/gone at none of them/);
  });
});

describe('the world that is looked at', () => {
  it('has the value at which the setting binds', () => {
    const binds = ['minBurn', 'maxBurn', 'activityCutoff', 'kappa', 'immunityPeriod'].map(
      (name) => touchOf(name)?.binds,
    );
    expect(binds).toEqual(['highest', 'lowest', 'lowest', 'highest', 'highest']);
    expect(touchOf('maxAllowedUids')).toBeUndefined();
  });
});
