import type { Mutant } from './mutants.ts';

const captureMutants: readonly Mutant[] = [
  {
    name: 'capture: sellers are all paid the last price',
    file: 'agents/capture/market.ts',
    line: 'elasticity * alphaOut * (dearest - priceOf(market))',
    becomes: 'sold * dearest',
  },
  {
    name: 'capture: the price rises with the root of what it rises with',
    file: 'agents/capture/market.ts',
    line: 'const rise = 2 * Math.log(',
    becomes: 'const rise = Math.log(',
  },
  {
    name: 'capture: what is sold is paid at the price before',
    file: 'agents/capture/market.ts',
    line: '(tao * alpha) / (alphaIn + alpha)',
    becomes: '(tao * alpha) / alphaIn',
  },
  {
    name: 'capture: the attacker sells before the harm shows',
    file: 'agents/capture/plot.ts',
    line: 'const later = isHarm ? shocked(others, terms.exit) : after;',
    becomes: 'const later = after;',
  },
  {
    name: 'capture: the prize is sold before what was bought',
    file: 'agents/capture/plot.ts',
    line: '(proceedsOf(market, held + prize) - proceedsOf(market, held)) * (1 - fee)',
    becomes: '(0 * held + proceedsOf(market, prize)) * (1 - fee)',
  },
  {
    name: 'capture: more alpha is rented than can be',
    file: 'agents/capture/plot.ts',
    line: 'alpha > terms.rentable',
    becomes: 'alpha > 1',
  },
  {
    name: 'capture: who is bribed asks for all that it has',
    file: 'agents/capture/plot.ts',
    line: 'bribed.own * fall * value',
    becomes: 'bribed.own * value',
  },
  {
    name: 'capture: capital costs nothing while the harm lasts',
    file: 'agents/capture/plot.ts',
    line: '(locked + terms.harmDays)',
    becomes: 'locked',
  },
  {
    name: 'capture: an owner forgets its cut',
    file: 'agents/capture/plot.ts',
    line: 'ownersPart * blocksPerDay * 365 * priceOf(market)',
    becomes: '0 * priceOf(market)',
  },
  {
    name: 'capture: the attacker takes the way that leaves least',
    file: 'agents/capture/plots.ts',
    line: 'profitOf(one) > profitOf(best)',
    becomes: 'profitOf(one) < profitOf(best)',
  },
  {
    name: 'capture: who displaces a seat of the review need not wait',
    file: 'agents/capture/plots.ts',
    line: 'rentDays: voteDays[rule] + waits',
    becomes: 'rentDays: voteDays[rule]',
  },
  {
    name: 'capture: who blocks pays the proposers',
    file: 'agents/capture/plots.ts',
    line: 'const free = { ...priced, proposers: 0 };',
    becomes: 'const free = priced;',
  },
  {
    name: 'capture: votes of a coalition are rounded up',
    file: 'agents/capture/needs.ts',
    line: 'Math.floor((one.votes / votes) * units + rounding)',
    becomes: 'Math.ceil((one.votes / votes) * units + rounding)',
  },
  {
    name: 'capture: the dearest seats are bribed',
    file: 'agents/capture/needs.ts',
    line: 'one - other).slice',
    becomes: 'other - one).slice',
  },
  {
    name: 'capture: ayes need not outweigh the nays',
    file: 'agents/capture/needsUnder.ts',
    line: '(threshold / (1 - threshold)) * cast',
    becomes: 'threshold * cast',
  },
  {
    name: 'capture: no quorum must be met',
    file: 'agents/capture/needsUnder.ts',
    line: ', (quorum - cast) / (1 - quorum))',
    becomes: ', 0 * quorum)',
  },
  {
    name: 'capture: one key displaces all senators',
    file: 'agents/capture/needsUnder.ts',
    line: 'count * (seats[seats.length - count].share + least)',
    becomes: 'seats[seats.length - count].share + least',
  },
  {
    name: 'capture: an owner among the stakers has two seats',
    file: 'agents/capture/needsUnder.ts',
    line: '[...new Set([...stakers, owner])]',
    becomes: '[...stakers, owner]',
  },
  {
    name: 'capture: a tie of heads passes',
    file: 'agents/capture/needsUnder.ts',
    line: 'Math.floor(odds * heads) + 1',
    becomes: 'Math.floor(odds * heads)',
  },
  {
    name: 'capture: no alpha is issued while a lock matures',
    file: 'agents/capture/takeover.ts',
    line: 'part * (alphaOut + day * blocksPerDay)',
    becomes: 'part * alphaOut',
  },
  {
    name: 'capture: a delegate votes for those who are there too',
    file: 'agents/capture/electorate.ts',
    line: 'delegate !== null && !isPresent[place] && isPresent[delegate]',
    becomes: 'delegate !== null && isPresent[delegate]',
  },
  {
    name: 'capture: all of a validator’s stake is its own',
    file: 'agents/capture/electorate.ts',
    line: 'own: validates ? ownPart * share : share',
    becomes: 'own: share',
  },
  {
    name: 'capture: heads are counted by stake',
    file: 'agents/capture/fewestThatPass.ts',
    line: "rule === 'heads' ? 1 : share",
    becomes: 'share',
  },
  {
    name: 'capture: a review is passed by as many as cancel it',
    file: 'agents/capture/fewestThatPass.ts',
    line: 'seats - seatsFor(plannedReview.cancel, seats) + 1',
    becomes: 'seatsFor(plannedReview.cancel, seats)',
  },
];

const votersMutants: readonly Mutant[] = [
  {
    name: 'voters: the worth of stake changes places with income',
    file: 'agents/voters/electors.ts',
    line: "['client', worth],",
    becomes: "['client', 1 - worth],",
  },
  {
    name: 'voters: who validates has its miners’ interest by halves',
    file: 'agents/voters/electors.ts',
    line: '? validating / (validating + mining) : 0',
    becomes: '? 0.5 : 0',
  },
  {
    name: 'voters: the poorest have the GPUs',
    file: 'agents/voters/electors.ts',
    line: 'holders[other].stake - holders[one].stake',
    becomes: 'holders[one].stake - holders[other].stake',
  },
  {
    name: 'voters: large and small holders change places',
    file: 'agents/voters/presence.ts',
    line: '? turnout.large : turnout.small',
    becomes: '? turnout.small : turnout.large',
  },
  {
    name: 'voters: validators turn out like holders',
    file: 'agents/voters/presence.ts',
    line: '? isSeatPresent[place]',
    becomes: '? draws[place] < turnout.large',
  },
  {
    name: 'voters: the indifferent say nay',
    file: 'agents/voters/seatVotes.ts',
    line: " && ask.stances[holder] !== 'abstain'",
    becomes: '',
  },
  {
    name: 'voters: one holder may have an office twice',
    file: 'agents/voters/officers.ts',
    line: 'left[place] = 0;',
    becomes: 'left[place] *= 1;',
  },
  {
    name: 'voters: a selfless owner wants what it wanted',
    file: 'agents/voters/officers.ts',
    line: '|| place === owner',
    becomes: '|| place === owner * -1',
  },
  {
    name: 'voters: validators join the shared one',
    file: 'agents/voters/chamberOf.ts',
    line: 'draw.next() < joined && !validates',
    becomes: 'draw.next() < joined || validates',
  },
  {
    name: 'voters: those who joined have a quorum',
    file: 'agents/voters/chamberOf.ts',
    line: "rule === 'shared-validator' ? 0.001 : terms.quorum",
    becomes: 'terms.quorum',
  },
  {
    name: 'voters: any holder is a delegate',
    file: 'agents/voters/delegates.ts',
    line: '(validates ? Number(stake) : 0)',
    becomes: '(validates || !validates ? Number(stake) : 0)',
  },
  {
    name: 'voters: what has passed is in force at once',
    file: 'agents/voters/termOfVotes.ts',
    line: 'wait(now + verdict.days);',
    becomes: '',
  },
  {
    name: 'voters: days after the term count',
    file: 'agents/voters/termOfVotes.ts',
    line: 'Math.min(until, days)',
    becomes: 'until',
  },
  {
    name: 'voters: a loss is not above the best',
    file: 'agents/voters/termMeasures.ts',
    line: 'clientExcess: mean - best',
    becomes: 'clientExcess: mean',
  },
  {
    name: 'voters: what helps the client counts as harm',
    file: 'agents/voters/termMeasures.ts',
    line: 'clientLoss[to] > clientLoss[from]',
    becomes: 'clientLoss[to] < clientLoss[from]',
  },
  {
    name: 'voters: seats may say nay before there is a proposal',
    file: 'agents/voters/chambers/review.ts',
    line: 'submitted + Math.floor(moment * plannedReview.delay)',
    becomes: 'Math.floor(moment * plannedReview.delay)',
  },
  {
    name: 'voters: the triumvirate lets everything in',
    file: 'agents/voters/chambers/review.ts',
    line: "decision === 'to review'",
    becomes: 'block >= 0',
  },
  {
    name: 'voters: an owner of two seats votes with one',
    file: 'agents/voters/chambers/senate.ts',
    line: 'seats.filter((one) => one.holder === holder)',
    becomes: 'seats.filter((one) => one.holder === holder).slice(0, 1)',
  },
  {
    name: 'voters: the absent vote',
    file: 'agents/voters/chambers/allHolders.ts',
    line: 'choice: isPresent[place] ? stances[place] : null',
    becomes: 'choice: stances[place] ?? isPresent[place]',
  },
  {
    name: 'voters: miners on GPUs are paid for the others',
    file: 'agents/voters/interests.ts',
    line: 'all - (1 - gpuShare) * cpu',
    becomes: 'all + 0 * gpuShare * cpu',
  },
];

/** What a vote costs to capture, and how holders vote. */
export const capturesAndVotes: readonly Mutant[] = [...captureMutants, ...votersMutants];
