import { textRecord } from '../base/textTable.ts';
import { type Study, trialsOf } from '../plan/study.ts';
import { measuredStudies, studies } from '../studies/catalogue.ts';
import type { MeasuredStudy } from '../studies/consensus-cost.ts';
import { examples, print, printJson, type Verb } from './verb.ts';

/** `yuma-lab studies`: the questions the lab has a plan for. */
export const studiesVerb: Verb = {
  name: 'studies',
  register(program) {
    program
      .command('studies')
      .description('list the studies: the question, what is swept, how many trials, what decides')
      .option('--json', 'print JSON for machines')
      .addHelpText('after', examples('studies', 'studies --json'))
      .action((options: { json?: true }) => {
        if (options.json) printJson(studies);
        else print([...studies.map(inFull), ...measuredStudies.map(measuredInFull)].join('\n\n'));
      });
  },
};

function inFull(study: Study): string {
  const trials = trialsOf(study);
  const main = trials.filter(({ arm }) => arm === null).length;
  return textRecord([
    ['study', `${study.name} --size ${study.size}`],
    ['question', study.question],
    ['world', `${study.scenario} under ${study.ruleset}, ${study.arithmetic}`],
    ['swept', study.factors.map(({ name, values }) => `${name} ${values.join(', ')}`).join(' × ')],
    [
      'trials',
      `${main} (${study.seeds} paired seeds), and ${trials.length - main} under changed assumptions`,
    ],
    ['days', `${study.warmUpDays} to warm up, ${study.days} measured`],
    ['decides', study.objectives.map(({ metric, margin }) => `${metric} ± ${margin}`).join(', ')],
  ]);
}

const measuredInFull = ({ name, question, measured, figure }: MeasuredStudy): string =>
  textRecord([
    ['study', name],
    ['question', question],
    ['measured', measured],
    ['answer', `npm run -s lab -- reproduce ${figure}`],
  ]);
