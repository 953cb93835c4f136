import { labCommand } from '../../base/runnable.ts';
import { domainText } from '../../input/distributionText.ts';
import { ownWords } from '../../plan/ownFiles.ts';
import { scenarioWord } from '../../plan/scenarioMark.ts';
import type { SensitivityPlan } from './plan.ts';

/** The command that runs a plan, whether it came from a file or from the command line. */
export function commandOf(plan: SensitivityPlan): string {
  const { design, dimensions, set, ruleset, replications, seed, outputs, days, warmUpDays } = plan;
  const size =
    design.method === 'sobol'
      ? [
          `--points ${design.rows}`,
          `--blocks ${design.blocks}`,
          ...(design.secondOrder ? [] : ['--first-half']),
        ]
      : [`--points ${design.trajectories}`, `--levels ${design.levels}`];
  return [
    `${labCommand} sensitivity`,
    ...dimensions.map(({ name, domain }) => quoted(`${name}${domainText(domain)}`)),
    `--method ${design.method}`,
    ...size,
    `--seeds ${replications}`,
    `--design-seed ${quoted(seed)}`,
    ...outputs.map((output) => `--output ${quoted(output)}`),
    `--scenario ${quoted(scenarioWord(plan))}`,
    `--ruleset ${ruleset}`,
    ...ownWords(plan),
    ...Object.entries(set).map(([name, value]) => `--set ${quoted(`${name}=${value}`)}`),
    `--days ${days}`,
    `--warm-up ${warmUpDays}`,
  ].join(' ');
}

const quoted = (text: string): string => (/^[\w.=,-]+$/.test(text) ? text : `'${text}'`);
