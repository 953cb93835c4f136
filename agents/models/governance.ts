import { chamberOf, type VotingRule, votingRules } from '../voters/chamberOf.ts';
import { electorsOf } from '../voters/electors.ts';
import { holdersOf, type Snapshot, snapshots } from '../voters/holders.ts';
import { type Circumstance, circumstances, interestsUnder } from '../voters/interests.ts';
import { officersOf, selfless } from '../voters/officers.ts';
import { biasMeasures, clientMeasures, powerMeasures, proposalMeasures } from '../voters/termMeasures.ts';
import { termOfVotes } from '../voters/termOfVotes.ts';
import { type Model, type ModelResult, type ModelSettings, settled } from './model.ts';

/** The length at the start, log2 of tokens: 256 in late 2022. */
const startOption = 8;

/**
 * Holders vote on the sequence length, under seven rules of who decides. Stakes are recorded; what each length brings clients, miners with and
 * without GPUs and validators is what this laboratory's study of the length measured; how many take part, and how a holder weighs the worth
 * of its stake against its income, are assumptions.
 */
export const governance: Model = {
  name: 'governance',
  settings: [
    { name: 'rule', words: 'who decides', usual: 'stake', oneOf: votingRules },
    { name: 'snapshot', words: 'recorded stakes', usual: 'genesis-2023', oneOf: snapshots },
    {
      name: 'circumstance',
      words: 'under what the lengths were studied',
      usual: 'usual',
      oneOf: circumstances,
    },
    { name: 'worth', words: 'part of a wish that is the worth of the stake', usual: 0.5, within: [0, 1] },
    { name: 'gpuAccess', words: 'part of the miners with GPUs', usual: 0.5, within: [0, 1] },
    { name: 'gpusGoTo', words: 'who has the GPUs', usual: 'drawn', oneOf: ['drawn', 'rich'] },
    { name: 'misjudgement', words: 'error of judgement, doublings', usual: 1, within: [0, 4] },
    { name: 'by', words: 'how two lengths are compared', usual: 'nearest', oneOf: ['nearest', 'curve'] },
    {
      name: 'officersWant',
      words: 'what triumvirate and owner want',
      usual: 'own',
      oneOf: ['own', 'client'],
    },
    { name: 'largeTurnout', words: 'part of the holders with 0.1 % that vote', usual: 0.41, within: [0, 1] },
    { name: 'smallTurnout', words: 'part of the smaller holders that vote', usual: 0.08, within: [0, 1] },
    { name: 'seatTurnout', words: 'part of seats and validators that vote', usual: 0.8, within: [0, 1] },
    { name: 'delegation', words: 'part of the others with a delegate', usual: 0.5, within: [0, 1] },
    { name: 'joined', words: 'part of the others in the shared validator', usual: 0.5, within: [0, 1] },
    { name: 'quorum', words: 'votes that must be cast', usual: 0.04, within: [0.001, 1] },
    { name: 'threshold', words: 'ayes of those cast that pass', usual: 0.51, within: [0.001, 1] },
    { name: 'days', words: 'days of the term', usual: 360, within: [1, 3650] },
    { name: 'between', words: 'mean days between proposals', usual: 30, within: [0.5, 3650] },
  ],
  measures: [
    {
      name: 'clientExcess',
      title: 'client’s loss above the best, mean of the term',
      unit: 'nats',
      better: 'lower',
    },
    { name: 'fromMedian', title: 'distance to the median holder', unit: 'doublings', better: 'lower' },
    { name: 'finalExcess', title: 'client’s loss above the best at the end', unit: 'nats', better: 'lower' },
    { name: 'biasToMedian', title: 'longer than the median holder wants', unit: 'doublings', better: null },
    { name: 'biasToClient', title: 'longer than is best for the client', unit: 'doublings', better: null },
    { name: 'delay', title: 'proposal until in force', unit: 'days', better: 'lower' },
    { name: 'proposals', title: 'proposals', unit: '', better: null },
    { name: 'passedShare', title: 'proposals that pass', unit: 'share', better: null },
    { name: 'wrongPasses', title: 'passed ones that harm the client', unit: 'share', better: 'lower' },
    { name: 'wrongBlocks', title: 'blocked ones that would help the client', unit: 'share', better: 'lower' },
    { name: 'banzhaf', title: 'power of the largest voter', unit: 'Banzhaf index', better: 'lower' },
    { name: 'passers', title: 'fewest voters that pass', unit: 'voters', better: 'higher' },
    { name: 'blockers', title: 'fewest voters that block', unit: 'voters', better: null },
    {
      name: 'ayesToPass',
      title: 'ayes that pass while others are silent',
      unit: 'share of votes',
      better: null,
    },
    {
      name: 'naysToBlock',
      title: 'nays that block while others are silent',
      unit: 'share of votes',
      better: null,
    },
  ],
  run: (settings, seed) => runVotes(settled(governance, settings), seed),
};

function runVotes(settings: ModelSettings, seed: string): ModelResult {
  const of = (name: string) => Number(settings[name]);
  const rule: VotingRule = oneOf(votingRules, settings.rule);
  const snapshot: Snapshot = oneOf(snapshots, settings.snapshot);
  const circumstance: Circumstance = oneOf(circumstances, settings.circumstance);
  const interests = interestsUnder(circumstance);
  const wants = {
    worth: of('worth'),
    gpuAccess: of('gpuAccess'),
    misjudgement: of('misjudgement'),
    by: oneOf(['nearest', 'curve'], settings.by),
    gpusGoTo: oneOf(['drawn', 'rich'], settings.gpusGoTo),
  };
  const drawn = electorsOf(holdersOf(snapshot), interests, wants, seed);
  const officers = officersOf(drawn, seed);
  const electors = settings.officersWant === 'client' ? selfless(drawn, officers, interests) : drawn;
  const chamber = chamberOf(rule, electors, officers, termsOf(of), seed);
  const term = termOfVotes(
    chamber,
    electors,
    { ...spanOf(of), start: interests.options.indexOf(startOption) },
    seed,
  );
  return {
    measures: {
      ...clientMeasures(term, interests),
      ...biasMeasures(term, electors, interests),
      ...proposalMeasures(term.proposals, interests),
      ...powerMeasures(chamber),
    },
  };
}

type Reader = (name: string) => number;

const termsOf = (of: Reader) => ({
  quorum: of('quorum'),
  threshold: of('threshold'),
  delegation: of('delegation'),
  joined: of('joined'),
});

const spanOf = (of: Reader) => ({
  days: of('days'),
  between: of('between'),
  turnout: { large: of('largeTurnout'), small: of('smallTurnout'), seats: of('seatTurnout') },
});

/** The name that a checked setting is, typed. */
const oneOf = <const Name extends string>(names: readonly Name[], given: number | string | boolean): Name =>
  names.find((name) => name === given) ?? names[0];
