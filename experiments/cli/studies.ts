import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { labCommand } from '../base/runnable.ts';
import { textRecord } from '../base/textTable.ts';
import { UserError } from '../base/userError.ts';
import { decisionOf } from '../plan/decision.ts';
import type { ModelStudy } from '../plan/modelStudy.ts';
import { type Study, trialsOf } from '../plan/study.ts';
import { askedStudies, measuredStudies, studies } from '../studies/catalogue.ts';
import type { MeasuredStudy } from '../studies/consensus-cost.ts';
import { modelStudies } from '../studies/modelStudies.ts';
import { examples, print, printJson } from './verb.ts';

interface Options {
  readonly all?: true;
  readonly example?: true;
  readonly json?: true;
}

const example = new URL('../examples/kappa-and-a-cabal.yaml', import.meta.url);

/** `yuma-lab studies`: the questions the lab has a plan for. */
export function define(command: Command): void {
  command
    .option('--all', 'also those behind the register of assumptions, which check assumptions sums up')
    .option('--example', 'print a study file to start from')
    .option('--json', 'print JSON for machines')
    .addHelpText('after', examples('studies', 'studies --example > mine.yaml', 'studies --all --json'))
    .action(({ all, example: wantsExample, json }: Options) => {
      if (wantsExample && (all || json))
        throw new UserError(`--example takes no other option; received --${all ? 'all' : 'json'}`);
      if (wantsExample) {
        print(readFileSync(example, 'utf8').trimEnd());
        return;
      }
      const shown = all ? studies : askedStudies;
      if (json) printJson([...shown, ...modelStudies]);
      else print(listOf(shown));
    });
}

const listOf = (shown: readonly Study[]): string =>
  [...shown.map(inFull), ...modelStudies.map(modelInFull), ...measuredStudies.map(measuredInFull)].join(
    '\n\n',
  );

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
    ['decides', decidedBy(study)],
    ...becauseOf(study),
  ]);
}

function decidedBy(study: Study): string {
  const { objectives } = study;
  if (objectives.length > 0)
    return objectives.map(({ metric, margin }) => `${metric} ± ${margin}`).join(', then ');
  return decisionOf(study)?.measure ?? 'nothing: it compares';
}

function becauseOf(study: Study): [string, string][] {
  const because = decisionOf(study)?.because;
  return because === undefined ? [] : [['because', because]];
}

function modelInFull({ conditions, attacks, seeds, attackSeeds, ...study }: ModelStudy): string {
  return textRecord([
    ['study', `${study.name} --size ${study.size}`],
    ['question', study.question],
    ['model', `${study.model}: its settings by models ${study.model}`],
    ['compared', conditions.map(({ words }) => words).join('; ')],
    [
      'trials',
      `${conditions.length * seeds} (${seeds} paired seeds), and ${conditions.length * attacks.length * attackSeeds} under ${attacks.length} changed assumptions`,
    ],
    ['decides', `${study.decides} ± ${study.margin}`],
  ]);
}

const measuredInFull = ({ name, question, measured, figure }: MeasuredStudy): string =>
  textRecord([
    ['study', name],
    ['question', question],
    ['measured', measured],
    ['answer', `${labCommand} reproduce ${figure}`],
  ]);
