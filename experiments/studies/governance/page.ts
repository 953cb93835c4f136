import { differenceOf, meanOfCondition } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import type { ModelPage } from '../../report/models/modelPage.ts';
import { estimateText } from '../../statistics/format.ts';
import { governanceAnswer, governanceYardsticks } from './answer.ts';

export const governancePage: ModelPage = {
  answer: governanceAnswer,
  yardsticks: governanceYardsticks,
  sure: (rows, study) => [
    ...medianSentences(rows, study),
    ...powerSentences(rows, study),
    ...harmSentences(rows, study),
  ],
  limits: [
    'One setting and one term: what is best for the client is the best of the seven lengths that were studied, 30 days after a change, in a network of the genesis stakes.',
    'A proposal names what its proposer would have itself. A clever proposer names what passes; then a vote moves further, in either direction.',
    'The planned review was never merged and no vote on a hyperparameter was ever in the code: only the rules of senate and triumvirate are history.',
    'Delegators of Finney are not in the record: in the stakes of 2024 and 2025 they count as their validator.',
  ],
  assumptions: [
    'Half of a holder’s wish is the worth of its stake, and so the client’s best; the other half is what its miners and validators earn. No source; “How sure” says at which value each way of voting begins to harm the client.',
    'A miner has GPUs or has none, by chance, half of them each, as in the study of the length. A validator is paid the same at every length and pays for each token, so it wants the shortest.',
    'Of two lengths a holder prefers the one nearer its wish in doublings; it errs by a factor of two (standard deviation), always in the same direction. No source; attacked.',
    'Holders with at least 0.1 % of the stake vote in 41 % of cases and smaller ones in 8 %, the parts of Uniswap’s holders that have named a delegate (Butter, “Structure of Power”, gov.uniswap.org). Seats and validators vote in 80 %, half of the others have a validator as a delegate: no source.',
    'A vote of all takes 7 days, a quorum of 4 % as at Uniswap and Compound, and 51 % of ayes and nays. The senate’s proposals are open for 3 days, its prime is not set.',
    'Members of the triumvirate and those who submit are drawn by stake, owners of subnets with equal chances; all of them want what any holder of their kind wants. One attack makes triumvirate and owner selfless.',
    'Half of the holders without a validator of their own have joined the shared one, which has one vote for each of their stakes and no quorum.',
    'A proposal comes every 30 days on average, one at a time.',
  ],
  method: [
    'Votes are decided by the functions of `sim/governance`: `propose`, `vote` and `close` of the triumvirate and senate (subtensor v1.0.0 to v3.2.9), `triumvirateDecision` and `review` of the planned review, `stakeVote` for votes of all. The senate is seated by `adjustSenate`.',
    'What each length brings is `agents/voters/sequenceLengths.data.json`: means of the committed rows of `sequence-length-quick`. Miners on GPUs are taken to earn what is left of the profit of all after the slots on a CPU have earned what those without a GPU earn.',
    'Power is the index of Banzhaf, counted over all coalitions in units of 1/300 of the votes; the fewest that pass and block are counted exactly. The distance to the median holder is in doublings of the length, each holder counted once.',
    'In a vote of heads in which all take part the term ends at the median holder’s option, as Black (1948) has it: a test.',
  ],
};

/** How far from the median holder the setting ends. */
function medianSentences(rows: readonly ModelRow[], study: ModelStudy): string[] {
  const [heads, stake, owner] = ['heads', 'stake', 'owner'].map((name) =>
    meanOfCondition(rows, study, name, 'fromMedian'),
  );
  if (heads === null || stake === null || owner === null) return [];
  return [
    `The setting ends ${estimateText(heads)} doublings from what the median holder wants where each has one vote, ${estimateText(stake)} where stake votes, and ${estimateText(owner)} where one owner decides.`,
  ];
}

/** What the fewest can do. */
function powerSentences(rows: readonly ModelRow[], study: ModelStudy): string[] {
  const [senate, stake, members] = ['senate', 'stake', 'shared-validator'].map((name) =>
    meanOfCondition(rows, study, name, 'passers'),
  );
  const largest = meanOfCondition(rows, study, 'senate', 'banzhaf');
  if (senate === null || stake === null || members === null || largest === null) return [];
  return [
    `The fewest that pass what they want are ${estimateText(senate)} owners in the senate, of whom the largest has ${estimateText(largest)} of the power, ${estimateText(stake)} where stake votes, and ${estimateText(members)} in the shared validator.`,
  ];
}

/** Under which changed assumptions a way of voting does worse than no vote, by its mean. */
function harmSentences(rows: readonly ModelRow[], study: ModelStudy): string[] {
  const [, ...others] = study.conditions;
  return study.attacks.flatMap((attack) => {
    const worse = others.filter(({ name }) => {
      const difference = differenceOf(rows, study, name, study.decides, attack.name);
      return difference !== null && difference.low > 0;
    });
    const names = worse.map(({ words }) => words).join('; ');
    return worse.length > 0
      ? [`A vote is worse for the client than none where ${attack.words}: ${names}.`]
      : [];
  });
}
