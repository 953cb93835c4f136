import type { Analysis } from '../../analysis/analysis.ts';
import { metricHeading } from '../../analysis/metricTitle.ts';
import { markLines } from '../../plan/scenarioMark.ts';
import type { Study } from '../../plan/study.ts';
import { number, number2 } from '../../statistics/format.ts';
import { adversaryAssumptions, assumptions, marketAssumptions } from '../assumptions.ts';
import { type Block, list, paragraph, type Section } from '../document.ts';
import { failureWords } from '../failureWords.ts';
import { missedPatterns } from '../missedPatterns.ts';
import type { ArithmeticGap, Provenance } from '../provenance.ts';
import { seedRange } from '../seedRange.ts';
import { verifyLine } from '../verifyLine.ts';

/** `known`: ids of the assumptions that the worlds of the page rest on; left out: all. */
export function assumptionsSection({ arms }: Analysis, known?: readonly string[]): Section {
  const tested = arms.some(({ set }) => 'stakePruningMin' in set);
  const both = tested ? ' Both readings are shown under “How the answer changes”.' : '';
  const own = assumptions.filter(({ id }) => known === undefined || known.includes(id));
  const blocks = [list(own.map(({ id, text }) => `**${id}** ${text}${id === 'A13' ? both : ''}`))];
  return { id: 'assumptions', heading: 'What is assumed', blocks };
}

const noValidation =
  'Agreement with 3072 or 4096 does not validate the model: its registration rule was chosen among six.';

const ties = 'Ties at incentive 0 decide many evictions: the order of uids is part of the result.';

/** The measured window in words: whole days by their numbers, parts of one by their times. */
function measuredDays({ warmUpDays, days }: Study): string {
  const end = warmUpDays + days;
  return days < 1 || !Number.isInteger(warmUpDays)
    ? `the time from ${number2(warmUpDays)} to ${number2(end)} days`
    : `days ${warmUpDays + 1}–${end}`;
}

/** What a reader must not take from this page. `isOwn`: only what belongs to the ruleset of the study; left out: what has ever been said. */
export function limitItems({ study, arms, trials }: Analysis, isOwn = false): string[] {
  const isNakamoto = !isOwn || study.ruleset === 'nakamoto-2022';
  const inert = arms.filter(({ isInert }) => isInert).map(({ name }) => name);
  return [
    study.beginning === undefined
      ? `Results are for ${measuredDays(study)} after ${study.scenario.startsWith('nakamoto') ? 'genesis' : 'the start of the scenario'}, not for a steady state: this is a start-up world.`
      : `Results are for a change by surprise in a world that runs under one status quo for ${number2(study.warmUpDays)} days; a network that has just begun, or changes often, fares otherwise. Numbers level by level are of the second half of the ${number2(study.days)} days after the change where they were followed day by day, else of all of them.`,
    ...(study.factors[0].name === 'immunityPeriod' && isNakamoto ? [noValidation] : []),
    ...(study.scenario === 'nakamoto-256'
      ? [
          'The world is scaled 1:16. Its best level is that of the full network or next to it; the values differ, and near the best the order of levels may (`yuma-lab check scaling` compares the two reference runs).',
        ]
      : []),
    ...(inert.length > 0
      ? [`Inert knobs: ${inert.join('; ')}. The model cannot say what they are for.`]
      : isNakamoto
        ? [
            'At the default `maxWeightLimit` (largest weight about 3 × the mean against a cap of 16 ×), `minAllowedWeights` and nearly the trust sigmoid change nothing.',
          ]
        : []),
    ...(arms.some(({ set, isInert }) => 'scenario.tieOrder' in set && isInert) ? [] : [ties]),
    ...missedPatterns(),
    'The intervals cover the seeds of this model, not the distance between the model and the chain.',
    ...(trials.failed.length > 0
      ? [`${trials.failed.length} of ${trials.planned} trials failed and are missing above.`]
      : []),
  ];
}

/** The assumptions of some ids, a line each. Throws a `RangeError` for one that is not in the list. */
export const assumedSection = (ids: readonly string[]): Section => ({
  id: 'assumptions',
  heading: 'What is assumed',
  blocks: [list(ids.map(assumptionLine))],
});

function assumptionLine(id: string): string {
  const known = [...assumptions, ...marketAssumptions, ...adversaryAssumptions].find((one) => one.id === id);
  if (known === undefined) throw new RangeError(`no assumption ${id} in the list of reports`);
  return `**${id}** ${known.text}`;
}

/** Where a reader finds what the worlds rest on. */
export const assumedBelow =
  'What the worlds assume is listed below under “What is assumed”, each with the setting that changes it.';

/** Which arithmetic ran, and how far the other is from it. */
export function arithmeticSection({ study }: Analysis, gap: ArithmeticGap | null): Section {
  const other = study.arithmetic === 'float64' ? 'chain' : 'float64';
  const ran = `The trials ran in \`${study.arithmetic}\` arithmetic.`;
  const far =
    gap === null
      ? `Its distance from \`${other}\` was not measured for this page.`
      : `Against \`${other}\` on ${gap.networks} networks of this study (step ${number2(gap.step)}) the largest differences are ` +
        `${exponent(gap.maxIncentiveDifference)} in a share of incentive, ${exponent(gap.maxDividendDifference)} in a share of ` +
        `dividends and ${number(gap.maxEmissionRao, 0)} RAO in an emission.`;
  return { id: 'arithmetic', heading: 'Which arithmetic ran', blocks: [paragraph(`${ran} ${far}`)] };
}

const exponent = (value: number): string => (value === 0 ? '0' : value.toExponential(1).replace('-', '−'));

/** Everything that is needed to get the same rows again. */
export function checkBlocks({ study, trials, settings }: Analysis, provenance: Provenance): Block[] {
  const { command, engine, studyHash, rowsHash } = provenance;
  const savings = settings.flatMap(({ label, savings }) =>
    savings.map(
      ({ metric, ratio, lowest, highest, pairs }) =>
        `${metricHeading(metric, study)}${label === '' ? '' : ` at \`${label}\``}: × ${number(ratio, 1)} ` +
        `(median of ${pairs} neighbouring pairs; ${number(lowest, 1)} … ${number(highest, 1)})`,
    ),
  );
  const blocks: Block[] = [
    { kind: 'code', text: command },
    list([
      verifyLine,
      `engine: ${engine}`,
      `study: \`${studyHash}\``,
      ...markLines(study),
      `rows, sorted by id, SHA-256: \`${rowsHash}\``,
      `seeds: ${seedRange(study)}${study.antithetic === true ? ', each with its mirror; a pair’s mean is one observation' : ''}${study.arms.length > 0 ? `, arms 1 … ${study.armSeeds}` : ''}`,
      `${study.antithetic === true ? 'pairs' : 'trials'}: ${trials.planned} planned, ${trials.complete} complete, ${trials.failed.length} failed`,
      ...failureWords(trials.failed),
      ...(provenance.notes ?? []),
    ]),
  ];
  if (savings.length > 0) {
    blocks.push(
      paragraph(
        'All levels share their seeds. Independent seeds would need this many times more trials for the same width:',
      ),
      list(savings),
    );
  }
  return blocks;
}
