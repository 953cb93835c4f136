import { metricTitle } from '../../../analysis/metricTitle.ts';
import { shortLabel } from '../../../report/charts/shortLabel.ts';
import { unitOf } from '../../../report/headline.ts';
import { number2 } from '../../../statistics/format.ts';
import { type RulePower, wantedPower } from '../power.ts';
import type { Proposal } from '../propose.ts';

type Seen = Pick<Proposal, 'power' | 'study' | 'terms'>;

/** What these seeds could see, and how many would do: the difference between "it does not help" and "we do not know". */
export function powerSentences({ power, study, terms }: Seen): string[] {
  if (power === null)
    return ['What these seeds could see is not known: some requirement has too few values.'];
  return [...seenSentences(power, study, terms), enoughSentence(power, study, terms)];
}

/** The same where no value is proposed: whether these seeds could have seen a gain that matters. */
export function missedSentence({ power, study, terms }: Seen): string {
  if (power === null) return powerSentences({ power, study, terms })[0];
  const [gain] = seenSentences(power, study, terms)[0].split(';');
  return power.gainAlone >= wantedPower
    ? `These seeds could have seen a gain that matters: ${gain[0].toLowerCase()}${gain.slice(1)}.`
    : `${gain}: a gain that matters would often not have been seen, yet the bounds above rule it out.`;
}

function seenSentences(power: RulePower, study: Proposal['study'], terms: Proposal['terms']): string[] {
  const [{ metric }] = study.objectives;
  const gain = `${number2(power.gain)} ${unitOf(metric, study)}`.trimEnd();
  const fresh =
    terms.confirmSeeds === 0
      ? ''
      : `; ${terms.confirmSeeds} fresh seeds then confirm it in ${hundred(power.confirmed)}`;
  return [
    `With ${power.seeds} seeds a gain of ${gain}, twice the margin, is found in ${hundred(power.gainAlone)} of 100 cases; ` +
      `that it also keeps every other requirement, if it harms nothing, is shown in ${allWords(power)}${fresh}.`,
  ];
}

const isStrong = ({ found, confirmed }: RulePower): boolean => found * confirmed >= wantedPower;

function enoughSentence(power: RulePower, study: Proposal['study'], terms: Proposal['terms']): string {
  if (isStrong(power)) return 'These seeds were enough.';
  const { hardest } = power;
  const where = hardest.scenario === '' ? '' : ` (${shortLabel(hardest.scenario)})`;
  const what = `${hardest.own?.title ?? metricTitle(hardest.metric, study)}${where}, ${hardest.rule}`;
  if (power.enough === null)
    return `No affordable number of seeds would do: ${what}, cannot be shown at this scatter.`;
  const asMany = terms.confirmSeeds === 0 ? '' : ', and as many fresh ones,';
  return `${number2(power.enough)} seeds${asMany} would find and show all of it in 80; what takes most of them is ${what}.`;
}

/** `60 to 85`: the share lies between two bounds. */
function allWords({ found, foundAtMost }: RulePower): string {
  const [low, high] = [hundred(found), hundred(foundAtMost)];
  if (low === high) return low;
  if (foundAtMost < 0.01) return high;
  return found < 0.005 ? `at most ${high}` : `${low} to ${high}`;
}

/** A share as cases of 100, never rounded to none or all. */
export function hundred(share: number): string {
  if (share <= 0) return '0';
  if (share < 0.01) return 'fewer than 1';
  if (share > 0.99) return 'more than 99';
  return String(Math.round(100 * share));
}
