import { stream } from '../../sim/random.ts';
import type { Tao } from '../../sim/units.ts';
import { electorateOf } from '../capture/electorate.ts';
import { fewestThatPass } from '../capture/fewestThatPass.ts';
import { marketOf } from '../capture/market.ts';
import { voteRules } from '../capture/needsUnder.ts';
import type { Outcome } from '../capture/plot.ts';
import {
  bestOf,
  type CaptureRule,
  captureRules,
  needsOf,
  type Plots,
  type PlotTermsOfRule,
  plotsAgainst,
} from '../capture/plots.ts';
import { type PoolDay, poolDays, pooledSubnets } from '../networks/recordedPools.ts';
import { holdersOf, snapshots } from '../voters/holders.ts';
import { type Model, type ModelResult, type ModelSettings, settled } from './model.ts';

/**
 * An attacker wants one harmful setting in a subnet, under each rule of who decides: it buys alpha out of the recorded pool (and from holders
 * who sell as the price rises), rents delegated stake, or bribes; it has the miners' pay diverted for a month, others leave, and it sells what
 * it has. Every subnet with a recorded pool is attacked; a measure is the median of them. Others vote against it as often as holders vote.
 */
export const capture: Model = {
  name: 'capture',
  settings: [
    { name: 'rule', words: 'who decides', usual: 'owner', oneOf: captureRules },
    { name: 'pools', words: 'day of the pools', usual: '2026-04-11', oneOf: poolDays },
    { name: 'snapshot', words: 'recorded stakes', usual: 'subnet-1-2025', oneOf: snapshots },
    {
      name: 'elasticity',
      words: 'part of the alpha outside that is sold to a buyer for each e-fold of the price',
      usual: 0.2,
      within: [0, 2],
    },
    {
      name: 'exit',
      words: 'part of what they have that others sell when the harm shows',
      usual: 0.2,
      within: [0, 1],
    },
    {
      name: 'spread',
      words: 'spread of ln(elasticity) and ln(exit) from run to run',
      usual: 0.5,
      within: [0, 2],
    },
    { name: 'harmDays', words: 'days until a harmful setting is undone', usual: 30, within: [1, 3650] },
    { name: 'diverted', words: 'part of the miners’ pay that it diverts', usual: 0.5, within: [0, 1] },
    { name: 'waiting', words: 'how long a lock matures', usual: 'cheapest', oneOf: ['cheapest', 'matured'] },
    { name: 'fee', words: 'fee of a swap', usual: 0.0005, within: [0, 0.1] },
    { name: 'interest', words: 'what capital costs a year', usual: 0.1, within: [0, 2] },
    { name: 'rent', words: 'what rented alpha costs a year, of its value', usual: 0.1, within: [0, 10] },
    { name: 'rentable', words: 'part of the alpha outside that can be rented', usual: 0.3, within: [0, 1] },
    { name: 'ownPart', words: 'part of a validator’s stake that is its own', usual: 0.2, within: [0, 1] },
    { name: 'leastBribe', words: 'least bribe of a holder, TAO', usual: 10, within: [0, 1e6] },
    { name: 'proposer', words: 'what one with the right to propose takes, TAO', usual: 0, within: [0, 1e6] },
    { name: 'largeTurnout', words: 'part of the holders with 0.1 % that vote', usual: 0.41, within: [0, 1] },
    { name: 'smallTurnout', words: 'part of the smaller holders that vote', usual: 0.08, within: [0, 1] },
    { name: 'seatTurnout', words: 'part of seats and validators that vote', usual: 0.8, within: [0, 1] },
    { name: 'delegation', words: 'part of the others with a delegate', usual: 0.5, within: [0, 1] },
    { name: 'joined', words: 'part of the others in the shared validator', usual: 0.5, within: [0, 1] },
    { name: 'quorum', words: 'votes that must be cast', usual: 0.04, within: [0.001, 0.999] },
    { name: 'threshold', words: 'ayes of those cast that pass', usual: 0.51, within: [0.001, 0.999] },
    { name: 'budget', words: 'TAO that the attacker has', usual: 5000, within: [0, 21e6] },
  ],
  measures: [
    { name: 'profit', title: 'what one harmful setting leaves the attacker', unit: 'TAO', better: 'lower' },
    { name: 'cost', title: 'net cost of passing it', unit: 'TAO', better: 'higher' },
    { name: 'brings', title: 'what it brings', unit: 'TAO', better: 'lower' },
    { name: 'capital', title: 'TAO that must be had', unit: 'TAO', better: 'higher' },
    { name: 'buyCost', title: 'net cost by buying', unit: 'TAO', better: 'higher' },
    { name: 'buyCapital', title: 'capital for buying', unit: 'TAO', better: 'higher' },
    { name: 'rentCost', title: 'net cost by renting', unit: 'TAO', better: 'higher' },
    { name: 'bribeCost', title: 'net cost by bribes', unit: 'TAO', better: 'higher' },
    { name: 'blockCost', title: 'net cost of blocking', unit: 'TAO', better: 'higher' },
    { name: 'days', title: 'days until it is in force', unit: 'days', better: 'higher' },
    {
      name: 'resaleLoss',
      title: 'part of the capital for buying that is lost',
      unit: 'share',
      better: 'higher',
    },
    { name: 'breakEven', title: 'days that the setting must stay to pay', unit: 'days', better: 'higher' },
    {
      name: 'takeable',
      title: 'subnets that can be bought within the budget',
      unit: 'share',
      better: 'lower',
    },
    { name: 'profitable', title: 'subnets that it pays to attack', unit: 'share', better: 'lower' },
    { name: 'nakamoto', title: 'fewest holders that pass it', unit: 'holders', better: 'higher' },
  ],
  run: (settings, seed) => runCapture(settled(capture, settings), seed),
};

function runCapture(settings: ModelSettings, seed: string): ModelResult {
  const of = (name: string) => Number(settings[name]);
  const rule: CaptureRule = oneOf(captureRules, settings.rule);
  const day: PoolDay = oneOf(poolDays, settings.pools);
  const electorate = electorateOf(
    holdersOf(oneOf(snapshots, settings.snapshot)),
    {
      turnout: { large: of('largeTurnout'), small: of('smallTurnout'), seats: of('seatTurnout') },
      delegation: of('delegation'),
      joined: of('joined'),
      ownPart: of('ownPart'),
    },
    seed,
  );
  const terms = termsOf(settings, of, seed);
  const needs = needsOf(rule, electorate, terms);
  const { own } = electorate.voters[electorate.owner];
  const plots = pooledSubnets(day).map(({ pool }) => plotsAgainst(rule, marketOf(pool), needs, own, terms));
  const vote = voteRules.find((name) => name === rule);
  return {
    measures: {
      ...measuresOf(plots, { budget: of('budget'), harmDays: terms.harmDays }),
      nakamoto: vote === undefined ? 1 : fewestThatPass(vote, electorate, of('threshold')),
    },
  };
}

type Reader = (name: string) => number;

/** Most of the alpha outside that holders sell to a buyer. */
const mostSold = 0.5;

function termsOf(settings: ModelSettings, of: Reader, seed: string): PlotTermsOfRule {
  const replies = stream(seed, 'capture-holders', 0);
  const drawn = (name: string) => {
    const factor = replies.lognormal(1, of('spread'));
    return of(name) * factor;
  };
  return {
    sellers: { elasticity: drawn('elasticity'), most: mostSold },
    exit: Math.min(1, drawn('exit')),
    fee: of('fee'),
    interest: of('interest'),
    rent: of('rent'),
    rentable: of('rentable'),
    rentDays: 0,
    leastBribe: of('leastBribe'),
    proposers: 0,
    proposer: of('proposer'),
    harmDays: of('harmDays'),
    diverted: of('diverted'),
    waiting: oneOf(['cheapest', 'matured'], settings.waiting),
    quorum: of('quorum'),
    threshold: of('threshold'),
  };
}

/** Medians of all subnets: one that cannot be had ranks above all that can; a median of those is null. */
function measuresOf(
  plots: readonly Plots[],
  { budget, harmDays }: { readonly budget: Tao; readonly harmDays: number },
) {
  const best = plots.map(({ buy, rent, bribe }) => bestOf([buy, rent, bribe]));
  const share = (some: readonly (Outcome | null)[], isSo: (one: Outcome) => boolean) =>
    some.filter((one) => one !== null && isSo(one)).length / plots.length;
  const bought = plots.map(({ buy }) => buy);
  return {
    profit: medianOf(
      best.map((one) => (one === null ? null : one.brings - one.cost)),
      -Infinity,
    ),
    cost: costOf(best),
    brings: medianOf(
      best.map((one) => one?.brings ?? null),
      -Infinity,
    ),
    capital: medianOf(
      best.map((one) => one?.capital ?? null),
      Infinity,
    ),
    buyCost: costOf(bought),
    buyCapital: medianOf(
      bought.map((one) => one?.capital ?? null),
      Infinity,
    ),
    resaleLoss: medianOf(
      bought.map((one) => (one === null ? null : one.cost / one.capital)),
      Infinity,
    ),
    rentCost: costOf(plots.map(({ rent }) => rent)),
    bribeCost: costOf(plots.map(({ bribe }) => bribe)),
    blockCost: costOf(plots.map(({ block }) => block)),
    days: medianOf(
      best.map((one) => one?.days ?? null),
      Infinity,
    ),
    breakEven: medianOf(
      best.map((one) => (one === null ? null : (harmDays * one.cost) / one.brings)),
      Infinity,
    ),
    takeable: share(bought, ({ capital }) => capital <= budget),
    profitable: share(best, ({ brings, cost }) => brings > cost),
  };
}

const costOf = (outcomes: readonly (Outcome | null)[]) =>
  medianOf(
    outcomes.map((one) => one?.cost ?? null),
    Infinity,
  );

/** The median; what is null counts as `missing`. Null where it is not finite. */
function medianOf(values: readonly (number | null)[], missing: number): number | null {
  const sorted = values.map((value) => value ?? missing).sort((one, other) => one - other);
  const median = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  return Number.isFinite(median) ? median : null;
}

/** The name that a checked setting is, typed. */
const oneOf = <const Name extends string>(names: readonly Name[], given: number | string | boolean): Name =>
  names.find((name) => name === given) ?? names[0];
