import { smallestCoalitions } from '../../sim/governance/coalitions.ts';
import { outcomeBias } from '../../sim/governance/outcomeBias.ts';
import { powerOf } from '../../sim/governance/power.ts';
import { inUnits, totalOf, type WeightedGame } from '../../sim/governance/weightedGame.ts';
import type { Nats, Share } from '../../sim/units.ts';
import type { Chamber } from './chamber.ts';
import type { Elector } from './electors.ts';
import type { Interests } from './interests.ts';
import type { Decided, TermOfVotes } from './termOfVotes.ts';

/** Loss of the client above that of the best option, mean over the term and at its end. */
export function clientMeasures({ daysInForce, last }: TermOfVotes, { clientLoss }: Interests) {
  const best: Nats = Math.min(...clientLoss);
  const days = daysInForce.reduce((sum, one) => sum + one, 0);
  const mean = daysInForce.reduce((sum, one, option) => sum + one * clientLoss[option], 0) / days;
  return { clientExcess: mean - best, finalExcess: clientLoss[last] - best };
}

/** How far the last setting is from what the median holder and the client want, doublings of the length. */
export function biasMeasures(
  { last }: Pick<TermOfVotes, 'last'>,
  electors: readonly Elector[],
  { options, best }: Interests,
) {
  const voters = electors.map(({ wish }) => ({ weight: 1n, ideal: wish }));
  const bias = outcomeBias(options[last], voters, best.client);
  return {
    fromMedian: Math.abs(bias.fromMedianHolder),
    biasToMedian: bias.fromMedianHolder,
    biasToClient: bias.fromClient,
  };
}

/** What became of the proposals; rates are null without one. */
export function proposalMeasures(proposals: readonly Decided[], { clientLoss }: Interests) {
  const passed = proposals.filter(({ passes }) => passes);
  const blocked = proposals.filter(({ passes }) => !passes);
  const rate = (some: readonly Decided[], all: readonly Decided[]) =>
    all.length > 0 ? some.length / all.length : null;
  const harms = ({ from, to }: Decided) => clientLoss[to] > clientLoss[from];
  const helps = ({ from, to }: Decided) => clientLoss[to] < clientLoss[from];
  return {
    proposals: proposals.length,
    passedShare: rate(passed, proposals),
    wrongPasses: rate(passed.filter(harms), passed),
    wrongBlocks: rate(blocked.filter(helps), blocked),
    delay: passed.length > 0 ? passed.reduce((sum, { days }) => sum + days, 0) / passed.length : null,
  };
}

/** Units into which all votes are divided before coalitions are counted. */
const countedVotes = 300n;

/** Power of the largest voter (index of Banzhaf) and the fewest that pass and block; null where no vote is taken. */
export function powerMeasures({ game, ayesToPass, naysToBlock }: Chamber) {
  if (game === null) return { banzhaf: null, passers: null, blockers: null, ayesToPass, naysToBlock };
  const { pass, block } = smallestCoalitions(game);
  return { banzhaf: largestPower(game), passers: pass, blockers: block, ayesToPass, naysToBlock };
}

/** Index of Banzhaf of the largest voter; of voters that are alike each has the same. */
function largestPower(game: WeightedGame): Share {
  if (game.weights.every((weight) => weight === game.weights[0])) return 1 / game.weights.length;
  return Math.max(...powerOf(counted(game)).map(({ banzhafIndex }) => banzhafIndex));
}

/** The game in units that can be counted; one that can be counted as it is stays. */
export function counted(game: WeightedGame): WeightedGame {
  const all = totalOf(game.weights);
  if (all <= countedVotes) return game;
  const weights = inUnits(game.weights, (all + countedVotes - 1n) / countedVotes);
  const votes = totalOf(weights);
  const quota = (game.quota * votes + all - 1n) / all;
  return { weights: weights.filter((weight) => weight > 0n), quota: quota > votes ? votes : quota };
}
