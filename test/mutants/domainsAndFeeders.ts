import type { Mutant } from './mutants.ts';

const domainsMutants: readonly Mutant[] = [
  {
    name: 'domains: the bar is at half of the ranks',
    file: 'agents/domains/partition.ts',
    line: 'Math.round(networks / 4)',
    becomes: 'Math.round(networks / 2)',
  },
  {
    name: 'domains: one vector is not clipped',
    file: 'agents/domains/oneVector.ts',
    line: 'Math.min(vote, backed)',
    becomes: 'Math.min(vote, 1 + backed)',
  },
  {
    name: 'domains: clients use more of what is worse',
    file: 'agents/domains/clients.ts',
    line: 'exp(-elasticity * (losses[domain] - mean))',
    becomes: 'exp(elasticity * (losses[domain] - mean))',
  },
  {
    name: 'domains: demand loses its spread as it drifts',
    file: 'agents/domains/clients.ts',
    line: 'const news = Math.sqrt(1 - kept * kept);',
    becomes: 'const news = 1 - kept;',
  },
  {
    name: 'domains: the half-life of demand is a time constant',
    file: 'agents/domains/clients.ts',
    line: '(-Math.LN2 * 7) / this.settings.demandHalfLife',
    becomes: '-7 / this.settings.demandHalfLife',
  },
  {
    name: 'domains: a slow sweep tells more',
    file: 'agents/domains/attention.ts',
    line: 'blocksPerDay / sweepBlocks)',
    becomes: 'sweepBlocks / blocksPerDay)',
  },
  {
    name: 'domains: every validator scores every network',
    file: 'agents/domains/attention.ts',
    line: '(validators * networks) / domains',
    becomes: 'validators',
  },
  {
    name: 'domains: the chain’s alpha is the people’s',
    file: 'agents/domains/alphaMarket.ts',
    line: 'network.pool.alphaOut - network.chainAlpha',
    becomes: 'network.pool.alphaOut',
  },
  {
    name: 'domains: all alpha that is issued is sold',
    file: 'agents/domains/alphaMarket.ts',
    line: 'settings.soldShare * Number(issued.alpha)',
    becomes: 'Number(issued.alpha)',
  },
  {
    name: 'domains: a week may buy the pool empty',
    file: 'agents/domains/alphaMarket.ts',
    line: 'Math.min(bought * raoPerTao, mostTraded * Number(pool.tao))',
    becomes: 'bought * raoPerTao',
  },
  {
    name: 'domains: sales do not count in the flow',
    file: 'agents/domains/alphaMarket.ts',
    line: 'flow: after.taoMoved - afterSale.received',
    becomes: 'flow: after.taoMoved',
  },
  {
    name: 'domains: who follows prices does so weakly',
    file: 'agents/domains/alphaMarket.ts',
    line: 'risenBy(network) ** momentum',
    becomes: 'risenBy(network)',
  },
  {
    name: 'domains: all know every domain',
    file: 'agents/domains/voters.ts',
    line: 'draws.next() < attention ? error : 0',
    becomes: 'draws.next() < 1 ? error : 0',
  },
  {
    name: 'domains: a domain without clients is believed to have none',
    file: 'agents/domains/voters.ts',
    line: '(share > 0 ? share : believed)',
    becomes: '(share > 0 ? share : 0 * believed)',
  },
  {
    name: 'domains: who was paid nothing yet cuts its spending',
    file: 'agents/domains/seats.ts',
    line: ' || this.pay[seat] === 0',
    becomes: '',
  },
  {
    name: 'domains: newcomers are not immune',
    file: 'agents/domains/seats.ts',
    line: 'if (day - this.since[seat] < immunity) continue;',
    becomes: '',
  },
  {
    name: 'domains: who looks around forgets who is there already',
    file: 'agents/domains/seats.ts',
    line: '/ (this.worth[domain] + worth)',
    becomes: '/ worth',
  },
  {
    name: 'domains: who moves keeps its old slot',
    file: 'agents/domains/seekers.ts',
    line: `seats.leave(seat);
  seats.take(target`,
    becomes: 'seats.take(target',
  },
  {
    name: 'domains: miners move for any gain',
    file: 'agents/domains/seekers.ts',
    line: 'pay < leastGain * seats.pay[seat]',
    becomes: 'pay < seats.pay[seat]',
  },
  {
    name: 'domains: a client takes what is worse than its own',
    file: 'agents/domains/domainLoss.ts',
    line: 'Math.min(own, meanLossOfBest(seats, mine, topk))',
    becomes: 'Math.max(own, meanLossOfBest(seats, mine, topk))',
  },
  {
    name: 'domains: a client asks the worst scored',
    file: 'agents/domains/domainLoss.ts',
    line: 'seats.score[other] - seats.score[one]',
    becomes: 'seats.score[one] - seats.score[other]',
  },
  {
    name: 'domains: domains without clients count as badly served',
    file: 'agents/domains/subnetworkTally.ts',
    line: 'Array.from(losses).filter((_, k) => demand[k] > 0)',
    becomes: 'Array.from(losses).filter((_, k) => demand[k] >= 0)',
  },
  {
    name: 'domains: what wanted domains get is wasted',
    file: 'agents/domains/subnetworkTally.ts',
    line: 'demand[k] === 0',
    becomes: 'demand[k] > 0',
  },
  {
    name: 'domains: miners are paid the share, never in alpha',
    file: 'agents/domains/inflation.ts',
    line: "paidIn === 'share' ? shares : toOne(networks.map(priceOf))",
    becomes: "paidIn === 'share' ? shares : [...shares]",
  },
  {
    name: 'domains: what owners withhold is paid',
    file: 'agents/domains/inflation.ts',
    line: 'share * (1 - this.withheld[k])',
    becomes: 'share * (this.withheld[k] < 0 ? 0 : 1)',
  },
  {
    name: 'domains: talent is general by the wrong part',
    file: 'agents/domains/minerSkill.ts',
    line: 'Math.sqrt(1 - generalShare) *',
    becomes: 'Math.sqrt(generalShare) *',
  },
  {
    name: 'domains: owners who withhold all withhold some',
    file: 'agents/domains/withholding.ts',
    line: '? 1 : between',
    becomes: '? between : 1',
  },
];

const feederMutants: readonly Mutant[] = [
  {
    name: 'feeder: grace lasts twice as long',
    file: 'agents/feeder/expulsion.ts',
    line: '>= this.grace)',
    becomes: '>= 2 * this.grace)',
  },
  {
    name: 'feeder: who is put out keeps its scores',
    file: 'agents/feeder/expulsion.ts',
    line: 'for (const { scores } of validators) scores[uid] = 0;',
    becomes: 'for (const { scores } of validators) scores[uid] *= 1;',
  },
  {
    name: 'feeder: who is put out stays immune',
    file: 'agents/feeder/expulsion.ts',
    line: 'block - hyperparameters.immunityPeriod,',
    becomes: 'block,',
  },
  {
    name: 'feeder: who has left the feeder may still come',
    file: 'agents/feeder/feederGate.ts',
    line: 'tireless !== true || this.feederUid(serial) === null',
    becomes: 'tireless !== true',
  },
  {
    name: 'feeder: none is promoted',
    file: 'agents/feeder/feederGate.ts',
    line: 'candidate.insistent || this.link.promotes',
    becomes: 'candidate.insistent',
  },
  {
    name: 'feeder: members are not asked for more',
    file: 'agents/feeder/feederGate.ts',
    line: "return this.meets(serial) ? 'open' : 'closed';",
    becomes: "return 'open';",
  },
  {
    name: 'feeder: the demand is turned round',
    file: 'agents/feeder/feederRule.ts',
    line: 'const share = 1 - percentile / 100;',
    becomes: 'const share = percentile / 100;',
  },
  {
    name: 'feeder: the record is read upside down',
    file: 'agents/feeder/feederRecord.ts',
    line: 'pay < incentive[uid]',
    becomes: 'pay > incentive[uid]',
  },
  {
    name: 'feeder: what the one before was paid counts for a newcomer',
    file: 'agents/feeder/feederRecord.ts',
    line: ' || registrationBlock[uid] >= lastStep',
    becomes: '',
  },
  {
    name: 'feeder: those are kin who should not be',
    file: 'agents/feeder/kinship.ts',
    line: '.next() < correlation',
    becomes: '.next() >= correlation',
  },
  {
    name: 'feeder: members are looked up once',
    file: 'agents/feeder/members.ts',
    line: 'seatings !== this.seenSeatings',
    becomes: 'this.seenSeatings < 0',
  },
];

/** Domains that share the inflation, and a network that admits the best of another. */
export const domainsAndFeeders: readonly Mutant[] = [...domainsMutants, ...feederMutants];
