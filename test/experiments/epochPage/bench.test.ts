import { describe, expect, it } from 'vitest';
import { Bench } from '../../../experiments/epochPage/bench.ts';
import { noChanges, withSetting, withStake } from '../../../experiments/epochPage/changes.ts';
import { clipChart } from '../../../experiments/epochPage/charts/clipChart.ts';
import { clipTable } from '../../../experiments/epochPage/charts/clipTable.ts';
import { coursesChart } from '../../../experiments/epochPage/charts/coursesChart.ts';
import { gainsChart } from '../../../experiments/epochPage/charts/gainsChart.ts';
import { clipOf } from '../../../experiments/epochPage/clip.ts';
import { EpochRun } from '../../../experiments/epochPage/epochRun.ts';
import { findUids } from '../../../experiments/epochPage/findUids.ts';
import { type Frame, weightOn } from '../../../experiments/epochPage/frame.ts';
import { gainsCsv, gainsTable, sorted } from '../../../experiments/epochPage/gainsTable.ts';
import { bondHeat, weightHeat } from '../../../experiments/epochPage/heat.ts';
import { shortKey } from '../../../experiments/epochPage/hotkeys.ts';
import { outcomeOf } from '../../../experiments/epochPage/outcome.ts';
import { epochPage } from '../../../experiments/epochPage/page.ts';
import { rasterOf } from '../../../experiments/epochPage/raster.ts';
import { rowTable } from '../../../experiments/epochPage/rowTable.ts';
import { whyNotCounted } from '../../../experiments/epochPage/why.ts';
import { answerOf, clipWords } from '../../../experiments/epochPage/words.ts';
import { manyEpochs } from '../../../experiments/evidence/manyEpochs.ts';
import { recordedAsNetwork } from '../../../experiments/evidence/replay/recordedAsNetwork.ts';
import { readRecorded } from '../../../experiments/evidence/replay/recordedNetwork.ts';
import { replay } from '../../../experiments/evidence/replay/replay.ts';
import { exampleNetwork } from '../../../experiments/import/example.ts';
import type { WrittenNetwork } from '../../../experiments/input/networkSchema.ts';
import { networkInputOf } from '../../../experiments/input/networkText.ts';
import { fullNetwork, namedNetwork, subnet15 } from './networks.ts';

/** Runs a question of a bench to its end. */
function ended<Result>(steps: Generator<undefined, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const example: WrittenNetwork = JSON.parse(exampleNetwork());
const frameOf = (written: WrittenNetwork, epoch = 1, changes = noChanges): Frame => {
  const run = new EpochRun('x', written, changes);
  while (run.length < epoch) run.step();
  return run.frame(epoch);
};

describe('a recorded network', () => {
  it('is a network file whose epoch is what its replay says of the last block', () => {
    for (const name of ['netuid31-2024-08', 'netuid15-2025-01']) {
      const recorded = readRecorded(name);
      const frame = frameOf(recordedAsNetwork(recorded));
      const { pulses, blocks } = replay(recorded);
      expect(frame.block).toBe(blocks.last);
      expect(frame.incentive.filter((share) => Math.floor(share * 65_535) > 0)).toHaveLength(
        pulses[pulses.length - 1].paidUids,
      );
    }
  });
});

describe('a frame', () => {
  it('holds what the terminal says of each epoch, to the last bit', () => {
    for (const written of [example, subnet15(), fullNetwork()])
      for (const epochs of [1, 7]) {
        const frame = frameOf(written, epochs);
        const uids = manyEpochs(networkInputOf('x', written), 'chain', epochs);
        expect([...frame.pay]).toEqual(uids.map(({ emission }) => emission));
        expect([...frame.incentive]).toEqual(uids.map(({ incentive }) => incentive));
        expect([...frame.dividends]).toEqual(uids.map(({ dividends }) => dividends));
        expect(
          frame.bonds.map(({ targets, values }) => Array.from(targets, (to, k) => [to, values[k]])),
        ).toEqual(uids.map(({ bonds }) => bonds));
      }
  });

  it('counts weights whose largest with κ of the stake behind it is the consensus, for every miner', () => {
    for (const [written, kappa] of [
      [example, 32_767],
      [subnet15(), 32_767],
      [fullNetwork(), 32_767],
    ] as const) {
      const frame = frameOf(written, 2);
      const paid = [...frame.consensus.keys()].filter((miner) => frame.consensus[miner] > 0);
      expect(paid.length).toBeGreaterThan(2);
      for (const miner of paid) {
        const { voters, backing } = clipOf(frame, miner);
        const backs = (weight: number) =>
          voters.reduce((sum, one) => sum + (one.weight >= weight ? one.stake : 0), 0);
        const backed = voters
          .map(({ weight }) => weight)
          .filter((weight) => backs(weight) >= kappa / 65_535 - 1e-9);
        expect(Math.max(...backed)).toBe(frame.consensus[miner]);
        expect(backing).toBeGreaterThanOrEqual(kappa / 65_535 - 1e-9);
      }
    }
  });

  it('loses in rank what the clip says is cut', () => {
    const frame = frameOf(subnet15());
    const rank = (miner: number) =>
      clipOf(frame, miner).voters.reduce((sum, { stake, counted }) => sum + stake * counted, 0);
    const total = [...frame.incentive.keys()].reduce((sum, miner) => sum + rank(miner), 0);
    for (const [miner, incentive] of frame.incentive.entries())
      expect(rank(miner) / total).toBeCloseTo(incentive, 6);
  });
});

describe('who gains and who loses', () => {
  const bench = new Bench('sn15', JSON.stringify(subnet15()));
  const shown = ended(bench.show(withSetting(noChanges, 'kappa', 45_000), 3));
  const outcome = outcomeOf(shown.now, shown.before);

  it('is compared with the same epoch of the file', () => {
    const still = ended(bench.show(noChanges, 3));
    expect(still.now.pay).toEqual(shown.before.pay);
    const { gaining, losing, moved } = outcomeOf(still.now, still.before);
    expect([gaining, losing, moved]).toEqual([0, 0, 0]);
    expect(outcome.gaining + outcome.losing).toBeGreaterThan(10);
    ended(bench.show(withSetting(noChanges, 'kappa', 45_000), 3));
  });

  it('adds up: what is gained less what is lost is what is paid more', () => {
    const sum = outcome.uids.reduce((total, { gain }) => total + gain, 0);
    expect(sum).toBe(outcome.paid - outcome.paidBefore);
    expect(outcome.moved).toBeGreaterThan(0);
    expect(outcome.moved).toBeLessThanOrEqual(outcome.paid);
  });

  it('is a sentence with its numbers, and says so where nothing moves', () => {
    expect(answerOf(outcome, shown.now, { token: 'TAO', changes: 1 })).toMatch(
      /^\d+ uids gain and \d+ lose: [\d.]+\sTAO of [\d.]+\sTAO \([\d.]+\s%\) of epoch 3 changes hands\. Uid \d+ gains most, \+[\d.]+\sTAO; uid \d+ loses most, −[\d.]+\sTAO\.$/,
    );
    const none = outcomeOf(shown.before, shown.before);
    expect(answerOf(none, shown.before, { token: 'TAO', changes: 2 })).toBe(
      'These changes move no RAO in epoch 3.',
    );
    expect(answerOf(none, shown.before, { token: 'TAO', changes: 0 })).toMatch(
      /^Nothing is changed yet\. Epoch 3 pays [\d.]+\sTAO to \d+ miners and \d+ validators/,
    );
  });

  it('is a table sorted by the size of the change, with every digit, and a CSV with all of it', () => {
    const sizes = sorted(outcome, 'change').map(({ gain }) => Math.abs(gain));
    expect([...sizes].sort((one, other) => other - one)).toEqual(sizes);
    const hotkeys = shown.now.pay.length === 256 ? ['<i>5F</i>', ...new Array<null>(255).fill(null)] : [];
    const table = gainsTable(outcome, { sorting: 'uid', token: 'TAO', isWhole: true, hotkeys });
    expect(table.match(/<tr data-uid/g)).toHaveLength(256);
    expect(table).toContain('&lt;i&gt;5F');
    const [head, ...lines] = gainsCsv(outcome).trim().split('\n');
    expect(head.split(',')).toHaveLength(7);
    expect(lines.map((line) => Number(line.split(',')[1]))).toEqual([...shown.now.pay]);
    expect(lines.map((line) => Number(line.split(',')[3]))).toEqual([...shown.now.incentive]);
  });

  it('is compared with a pinned state where there is one, change after change, and then with the file again', () => {
    const own = new Bench('sn15', JSON.stringify(subnet15()));
    const pinned = withSetting(noChanges, 'kappa', 45_000);
    for (const changes of [
      withStake(pinned, 101, 5n * 10n ** 15n),
      withStake(pinned, 101, 1n),
      noChanges,
      withSetting(noChanges, 'kappa', 45_000),
    ]) {
      const { now, before } = ended(own.show(changes, 3, pinned));
      expect(before.pay).toEqual(shown.now.pay);
      expect(now.pay).toEqual(frameOf(subnet15(), 3, changes).pay);
      const { dividendsBefore } = ended(own.courses(141, 101, 3));
      expect(dividendsBefore[2]).toBe(shown.now.dividends[101]);
    }
    expect(ended(own.show(pinned, 3)).before.pay).toEqual(shown.before.pay);
  });

  it('is told against what is pinned, and where that is what is shown, so', () => {
    const said = (one: Frame, other: Frame, changes: number) =>
      answerOf(outcomeOf(one, other), one, { token: 'TAO', changes, isPinned: true });
    expect(said(shown.now, shown.before, 1)).toMatch(/^Against what is pinned \d+ uids gain and \d+ lose: /);
    expect(said(shown.now, shown.now, 2)).toBe('Against what is pinned no RAO moves in epoch 3.');
    expect(said(shown.now, shown.now, 0)).toMatch(/^This is what is pinned\. Epoch 3 pays /);
  });

  it('keeps what was asked before where a change cannot be', () => {
    expect(() => ended(bench.show(withStake(noChanges, 900, 1n), 1))).toThrow(/names uid 900/);
    const { now } = ended(bench.show(withSetting(noChanges, 'kappa', 45_000), 3));
    expect(now.pay).toEqual(shown.now.pay);
  });

  it('is followed over the epochs', () => {
    const { miner, validator } = bench.firstPair();
    expect(clipOf(shown.before, miner).cut).toBeGreaterThan(0);
    const { holders, dividends, dividendsBefore } = ended(bench.courses(miner, validator, 5));
    expect(dividends[2]).toBe(shown.now.dividends[validator]);
    expect(dividendsBefore[2]).toBe(shown.before.dividends[validator]);
    expect(holders.length).toBeGreaterThan(1);
    for (const { uid, bonds } of holders) {
      const { targets, values } = shown.now.bonds[uid];
      expect(bonds[2]).toBe(values[targets.indexOf(miner)]);
    }
  });
});

describe('a uid with a hotkey', () => {
  const { hotkeys = [] } = namedNetwork();
  const keyOf = (uid: number) => hotkeys[uid] ?? '';

  it('is found by a number, by any part of its hotkey in either case, and by its short hotkey', () => {
    const find = (asked: string) => findUids(asked, 256, hotkeys);
    expect(find('  ')).toBeNull();
    expect(find('12')).toEqual([12, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129]);
    expect(find('uid 007')?.[0]).toBe(7);
    expect(find('999')).toEqual([]);
    for (const uid of [0, 77, 254]) {
      expect(find(keyOf(uid))).toEqual([uid]);
      expect(find(keyOf(uid).slice(20, 28).toUpperCase())).toEqual([uid]);
      expect(find(shortKey(keyOf(uid)))).toEqual([uid]);
      expect(find(shortKey(keyOf(uid)).replace('…', '...'))).toEqual([uid]);
    }
    const byHand = [...hotkeys.keys()].filter((uid) => keyOf(uid).toLowerCase().includes('5f'));
    const found = find('5F') ?? [];
    expect([...found].sort((one, other) => one - other)).toEqual(byHand);
    const begin = found.map((uid) => keyOf(uid).toLowerCase().startsWith('5f'));
    expect(begin.indexOf(false)).toBe(begin.filter(Boolean).length);
    expect(findUids('5F', 256, [])).toEqual([]);
  });

  it('has it in every table, short beside its number, with one stop for the Tab key', () => {
    const now = frameOf(subnet15());
    const outcome = outcomeOf(now, now);
    const shape = { sorting: 'uid', token: 'TAO', isWhole: true, hotkeys } as const;
    const tables = [
      gainsTable(outcome, shape),
      clipTable(clipOf(now, 141), hotkeys),
      rowTable(now, clipOf(now, 141).voters[0].uid, hotkeys),
    ];
    for (const table of tables) {
      const cell = /<th scope="row">(?:uid )?(\d+) <span[^>]*data-key="(\w+)"[^>]*>([^<]+)</g;
      const rows = [...table.matchAll(cell)];
      expect(rows.length).toBeGreaterThan(5);
      for (const [, uid, whole, short] of rows) {
        expect(whole).toBe(keyOf(Number(uid)));
        expect(short).toBe(`${whole.slice(0, 6)}…${whole.slice(-4)}`);
      }
      expect(table.match(/tabindex="0"/g)).toHaveLength(1);
    }
    expect(tables[0]).toContain('<th scope="row">255</th>');
    const found = gainsTable(outcome, { ...shape, isWhole: false, found: [77, 3] });
    expect([...found.matchAll(/<tr data-uid="(\d+)"/g)].map(([, uid]) => uid)).toEqual(['3', '77']);
    expect(found).toContain('The 2 uids found, of 256');
  });

  it('has it whole where the page cannot run, and in the CSV', async () => {
    const page = await epochPage({ name: 'x', written: namedNetwork(), changes: noChanges, epochs: 1 });
    const [still] = page.split('<script type');
    for (const uid of [0, 77, 254]) expect(still).toContain(`<td>${keyOf(uid)}</td>`);
    expect(still).not.toContain('data-key=');
    const now = frameOf(subnet15());
    const [head, ...lines] = gainsCsv(outcomeOf(now, now), hotkeys).trimEnd().split('\n');
    expect(head.endsWith(',hotkey')).toBe(true);
    expect(lines[77].endsWith(`,${keyOf(77)}`)).toBe(true);
    expect(gainsCsv(outcomeOf(now, now), ['a,"b"'])).toContain(`,${'"a,""b"""'}\n`);
  });
});

describe('what is drawn', () => {
  const now = frameOf(subnet15(), 2);
  const outcome = outcomeOf(now, now);

  it('has no text that is no number, at any width, and the same bytes twice', () => {
    const charts = (width: number) => [
      gainsChart(outcome, 'TAO', width),
      clipChart(clipOf(now, 141), 0.5, 'weight', width),
      clipChart(clipOf(now, 141), 0.5, 'stake', width),
      coursesChart('x', [{ name: 'a', values: [1, 2, 3] }], 2, width),
      coursesChart('none', [], 1, width),
    ];
    for (const width of [280, 720])
      for (const chart of charts(width)) expect(chart).not.toMatch(/NaN|Infinity|undefined|<[^>]*<|e-\d/);
    expect(charts(500)).toEqual(charts(500));
  });

  it('labels each level of an axis with that level', () => {
    const chart = clipChart(clipOf(now, 141), 0.5, 'weight', 720);
    const grid = [...chart.matchAll(/class="grid" d="M[\d.]+ ([\d.]+)H[\d.]+"\/><text[^>]*>([\d.]+) %/g)];
    expect(grid.length).toBeGreaterThan(2);
    const [zero, ...others] = grid.map(([, y, text]) => ({ y: Number(y), level: Number(text) }));
    const scale = (zero.y - others[0].y) / others[0].level;
    for (const { y, level } of others) expect((zero.y - y) / level).toBeCloseTo(scale, 0);
  });

  it('is a map with a cell for every pair, filled as far as the weight counts', () => {
    const heat = weightHeat(now, now);
    const { validators, miners, values, counted } = heat;
    for (const [row, validator] of validators.entries())
      for (const [column, miner] of miners.entries()) {
        const weight = weightOn(now.weights[validator], miner);
        expect(values[row * miners.length + column]).toBe(weight);
        if (weight > 0)
          expect(counted[row * miners.length + column] * weight).toBeCloseTo(
            Math.min(weight, now.consensus[miner]),
            12,
          );
      }
    const black = [0, 0, 0] as const;
    const pixels = rasterOf(heat, { wide: 4, high: 7, mark: [1, 2, 3], ink: black });
    expect(pixels).toHaveLength(4 * 28 * validators.length * miners.length);
    const alphaAt = (row: number, column: number, y: number) =>
      pixels[4 * ((row * 7 + y) * miners.length * 4 + column * 4) + 3];
    const whole = values.findIndex((value, cell) => value > 0 && counted[cell] === 1);
    const [row, column] = [Math.floor(whole / miners.length), whole % miners.length];
    for (let y = 0; y < 6; y++) expect(alphaAt(row, column, y)).toBeGreaterThan(30);
    expect(alphaAt(row, column, 6)).toBe(0);
    expect(Math.max(...bondHeat(now, now).values)).toBeGreaterThan(0.9);
  });

  it('says why a weight does not count', () => {
    const bench = new Bench(
      'full',
      JSON.stringify({
        ...fullNetwork(),
        registrationBlock: fullNetwork().stake!.map((_, uid) => (uid === 100 ? 9_299_950 : 0)),
        lastUpdate: fullNetwork().stake!.map((_, uid) => (uid === 1 ? 9_200_000 : 9_299_900)),
      }),
    );
    const { now: full } = ended(bench.show(noChanges, 1));
    const why = (validator: number, miner: number) => whyNotCounted(bench.network, full, validator, miner);
    expect(why(1, 99)).toContain('longer than the activity cutoff');
    expect(why(2, 100)).toContain('registered after uid 2');
    expect(why(99, 98)).toContain('no permit or no stake');
    expect(why(2, 2)).toContain('says of itself');
    expect(why(2, 99)).toBeNull();
    expect(weightOn(full.weights[2], 100)).toBe(0);
  });

  it('says of a vote what it comes to', () => {
    const [best] = sorted(outcomeOf(now, now), 'pay').filter(({ incentive }) => incentive > 0);
    expect(clipWords(now, best.uid, 0.5)).toMatch(
      /^The consensus on uid \d+ is [\d.]+\s%: [\d.]+\s% of the stake gives it that or more/,
    );
    expect(clipWords(now, 141, 0.5)).toContain('% of the stake gives it nothing');
    expect(clipWords(now, 0, 0.5)).toContain('No validator whose stake votes gives uid 0 a weight.');
  });
});

describe('the page of an epoch', () => {
  const parts = { name: 'my.json', written: example, changes: noChanges, epochs: 1 };

  it('is complete without scripts, asks for nothing and allows its own script and that of every page', async () => {
    const page = await epochPage(parts);
    const { now } = ended(new Bench('x', JSON.stringify(example)).show(noChanges, 1));
    expect(page.split('<script')[0].match(/<tr data-uid/g)).toHaveLength(6);
    for (const pay of now.pay) expect(page).toContain((pay / 1e9).toFixed(9));
    expect(page).toMatch(/script-src 'sha256-[^']+' 'sha256-[^']+' 'wasm-unsafe-eval'; worker-src blob:/);
    expect(page).not.toMatch(/\b(src|href)="?https?:/);
    expect(Buffer.byteLength(page)).toBeLessThan(700_000);
  });

  it('of a full network of 256 uids stays below 2 MB', async () => {
    const page = await epochPage({ ...parts, written: fullNetwork() });
    expect(Buffer.byteLength(page)).toBeLessThan(2_000_000);
  });

  it('shows the markup of a name as text', async () => {
    const page = await epochPage({
      ...parts,
      name: '<b>.json',
      written: { ...example, name: '</script><img src=x>' },
    });
    expect(page).not.toContain('<img');
    expect(page.match(/<\/script>/g)).toHaveLength(4);
  });

  it('is refused with the rule for more than 256 uids, for the rules of 2022, and without weights', async () => {
    const { weights: _, ...unweighed } = example;
    const many = { ...example, stake: new Array<number>(257).fill(1), lastUpdate: undefined };
    const cases = [
      [
        { ruleset: 'finney-2023', block: 1, emission: 1, stake: many.stake, weights: [] },
        /has 257 uids; a page holds networks of up to 256/,
      ],
      [
        { ruleset: 'nakamoto-2022', block: 1, emission: 1, stake: [1, 2], weights: [] },
        /is of nakamoto-2022/,
      ],
      [unweighed, /\$\.weights must be known/],
    ] as const;
    for (const [written, rule] of cases)
      await expect(epochPage({ ...parts, written: written as WrittenNetwork })).rejects.toThrow(rule);
  });
});
