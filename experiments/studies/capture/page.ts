import { meanOfCondition } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import type { ModelPage } from '../../report/models/modelPage.ts';
import { estimateText } from '../../statistics/format.ts';
import { captureAnswer, captureYardsticks } from './answer.ts';

export const capturePage: ModelPage = {
  answer: captureAnswer,
  yardsticks: captureYardsticks,
  sure: (rows, study) => [
    ...lockSentences(rows, study),
    ...blockSentences(rows, study),
    ...signSentences(rows, study),
  ],
  limits: [
    'Costs are lower bounds: others’ locks, vetoes outside the chain and a fork are not there, and those with the right to propose take nothing unless an attack prices them.',
    'Holders’ stakes of one record are taken for every subnet, in proportion: the holders of each subnet were not recorded. That of subnet 1 has 17 owners, of whom the 12 validators hold 99.9 %, so that a shared validator and a vote of heads are votes of very few; that of Nakamoto has 370.',
    'The pools are those of one day, at a constant product; five of them held ranges of liquidity then, of which only the sums are recorded.',
    'The attacker sells last. One that sells before the harm shows loses less: the attack in which others do not leave.',
    'What staking earns meanwhile, and what new alpha does to the price, are left out on both sides.',
  ],
  assumptions: [
    'A harmful setting diverts half of the miners’ 41 % of one alpha a block for 30 days, and then is undone. No source; the attacks take all of it, and a year.',
    'Holders sell to a buyer 20 % of the alpha outside the pool for each e-fold of the price, at most half; 20 % is sold when the harm shows. Both vary from run to run (ln, standard deviation 0.5). No source; attacked.',
    'Up to 30 % of the alpha can be rented from delegators for 10 % of its value a year. No source, and it decides whether the senate is cheap: “How sure” says from which value on.',
    'A bribed holder takes what its own stake loses when others leave, and 10 TAO. A fifth of a validator’s stake is its own: its delegators bear the rest. An owner asks for its cut of a year too. No source.',
    'All others that take part vote against the attacker, as often as in the study `governance`.',
    'Capital costs 10 % a year, a swap 0.05 % (the chain’s fee). A lock is released in 90 days, and then sold.',
    'Accounts with one vote each need 0.002 TAO, the least stake of subtensor v3.4.9.',
  ],
  method: [
    'What a lock must hold is `alphaToTake` of `sim/governance/captureCost.ts`: 10 · conviction of all ≥ alpha until spec 446, more than 18 % alone from 447 on. The day of taking is the cheapest one, while one alpha a block is issued; the pool’s closed form tao · alpha / (pool − alpha) agrees with its swap to 10⁻⁶.',
    'With sellers, the attacker pays the pool and, for what holders sell, the integral of the price: elasticity · outside · (price after − price before). A test buys in 40,000 pieces instead.',
    'Seats of the senate need, for k of them, k keys above the k-th smallest of the 12 (`adjustSenate`). A review must be short of 51 % of nays: its present seats are silenced or replaced. Votes x pass by stake against N nays if x ≥ 51 % of x + N.',
    'The cheapest coalition to bribe is exact by dynamic programming in units of 1/400 of the votes needed, tested against every coalition of 12. Of the ways, the attacker takes the one that leaves most; a measure is the median of all subnets, one that cannot be had ranked above all that can.',
    'Where holders neither sell nor leave, each subnet costs what the figure `takeover-cost` counts (subnet 1 in August 2026: 5,522 TAO).',
  ],
};

/** What buying the owner's place takes. */
function lockSentences(rows: readonly ModelRow[], study: ModelStudy): string[] {
  const of = (name: string, measure: string) => meanOfCondition(rows, study, name, measure);
  const [alone, joint] = [of('lock-18', 'buyCapital'), of('lock-10', 'buyCapital')];
  const [lost, taken] = [of('lock-18', 'resaleLoss'), of('lock-18', 'takeable')];
  if (alone === null || joint === null || lost === null || taken === null) return [];
  return [
    `To take the median subnet an attacker must have ${estimateText(alone)} TAO by 18 % alone and ${estimateText(joint)} by 10 % together; it loses ${estimateText(lost)} of the former. With 5,000 TAO it can take ${estimateText(taken)} of all subnets by 18 %.`,
  ];
}

/** What blocking takes. */
function blockSentences(rows: readonly ModelRow[], study: ModelStudy): string[] {
  const [senate, review, stake] = ['senate', 'review', 'stake'].map((name) =>
    meanOfCondition(rows, study, name, 'blockCost'),
  );
  if (senate === null || review === null || stake === null) return [];
  return [
    `Blocking a good proposal costs ${estimateText(senate)} TAO in the senate, ${estimateText(review)} in the review and ${estimateText(stake)} where stake votes.`,
  ];
}

/** Where an attack pays that does not, or does not pay that does, by its mean. */
function signSentences(rows: readonly ModelRow[], study: ModelStudy): string[] {
  const pays = (condition: string, attack: string | null = null) =>
    (meanOfCondition(rows, study, condition, study.decides, attack)?.mean ?? 0) > 0;
  return study.conditions.flatMap(({ name, words }) => {
    const turned = study.attacks.filter((attack) => pays(name, attack.name) !== pays(name));
    if (turned.length === 0) return [];
    const now = pays(name) ? 'pays, but not' : 'does not pay, but does';
    return [
      `Under “${words}” one setting ${now} if ${turned.map((attack) => attack.words).join('; or if ')}.`,
    ];
  });
}
