import { labCommand } from '../../base/runnable.ts';
import { domainText } from '../../input/distributionText.ts';
import { ownWords } from '../../plan/ownFiles.ts';
import { scenarioWord } from '../../plan/scenarioMark.ts';
import type { TunePlan } from './tunePlan.ts';

/** The command that runs a plan again, whether it came from a file or from the command line. */
export function commandOf(plan: TunePlan): string {
  const { dimensions, objectives, guardrails, constraints, statusQuo, set } = plan;
  return [
    `${labCommand} tune`,
    ...dimensions.map(({ name, domain }) => quoted(`${name}${domainText(domain)}`)),
    ...objectives.map(
      ({ expression, better, margin }) =>
        `--objective ${quoted(`${better === 'lower' ? 'min' : 'max'} ${expression} +- ${margin}`)}`,
    ),
    ...guardrails.flatMap(({ expression, atMost, atLeast }) => [
      ...(atMost === null ? [] : [`--guardrail ${quoted(`${expression} <= ${atMost}`)}`]),
      ...(atLeast === null ? [] : [`--guardrail ${quoted(`${expression} >= ${atLeast}`)}`]),
    ]),
    ...constraints.map((text) => `--constraint ${quoted(text)}`),
    ...Object.entries(statusQuo)
      .filter(([name]) => name !== 'scenario')
      .map(([name, value]) => `--status-quo ${quoted(`${name}=${value}`)}`),
    `--search ${plan.search}`,
    `--budget ${plan.budget}`,
    ...(plan.firstSeed === 1 ? [] : [`--first-seed ${plan.firstSeed}`]),
    `--search-seeds ${plan.searchSeeds}`,
    `--confirm-seeds ${plan.confirmSeeds}`,
    `--design-seed ${quoted(plan.seed)}`,
    `--scenario ${quoted(scenarioWord(plan))}`,
    `--ruleset ${plan.ruleset}`,
    ...ownWords(plan),
    ...Object.entries(set).map(([name, value]) => `--set ${quoted(`${name}=${value}`)}`),
    `--days ${plan.days}`,
    `--warm-up ${plan.warmUpDays}`,
  ].join(' ');
}

const quoted = (text: string): string => (/^[\w.=,-]+$/.test(text) ? text : `'${text}'`);
