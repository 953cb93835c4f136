import { compared, type Survival, survivalOf, type Verdict } from '../../analysis/models/comparison.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { measureOf } from '../../report/models/words.ts';
import { differenceText, number, withUnit } from '../../statistics/format.ts';
import type { MeanInterval } from '../../statistics/meanInterval.ts';

/** A condition beside the first one of its study, in the measure that decides. */
interface Outcome {
  readonly condition: string;
  readonly difference: MeanInterval | null;
  readonly verdict: Verdict;
}

/** The same under an attack, and what that does to the verdict without one. */
interface Attacked extends Outcome {
  readonly attack: string;
  readonly words: string;
  readonly survival: Survival;
}

/** What is kept of a run at full size, whose rows are too many to keep with the project: the plan makes them again, and their hash says that they are the same. */
export interface FullRun {
  readonly studyHash: string;
  readonly engine: string;
  readonly trials: number;
  readonly failed: number;
  /** SHA-256 of the rows sorted by id. */
  readonly rowsHash: string;
  readonly seeds: number;
  readonly attackSeeds: number;
  /** The sentence of its page. */
  readonly answer: string;
  readonly main: readonly Outcome[];
  readonly attacks: readonly Attacked[];
}

/** What a run has: its plan and rows, and how it names them. */
type Ran = Pick<FullRun, 'studyHash' | 'engine' | 'rowsHash'> & {
  readonly study: ModelStudy;
  readonly rows: Parameters<typeof compared>[0];
  readonly failed: readonly unknown[];
};

/** What is kept of the rows of a run. `answer`: the sentence of its page. */
export function fullRunOf(
  { study, rows, failed, studyHash, rowsHash, engine }: Ran,
  answer: string,
): FullRun {
  const main = compared(rows, study).comparisons.map(outcomeOf);
  const attacks = study.attacks.flatMap((attack) =>
    compared(rows, study, attack).comparisons.map((comparison, k) => ({
      attack: attack.name,
      words: attack.words,
      ...outcomeOf(comparison),
      survival: survivalOf(main[k].verdict, comparison.verdict),
    })),
  );
  const { seeds, attackSeeds } = study;
  const counts = { trials: rows.length, failed: failed.length, seeds, attackSeeds };
  return { studyHash, engine, ...counts, rowsHash, answer, main, attacks };
}

const outcomeOf = ({
  condition,
  difference,
  verdict,
}: ReturnType<typeof compared>['comparisons'][number]): Outcome => ({
  condition: condition.name,
  difference,
  verdict,
});

/** What the page of a study says of its run at full size, a sentence each. */
export function fullSentences(study: ModelStudy, run: FullRun): string[] {
  const { title, unit } = measureOf(study, study.decides);
  const all = `${number(run.trials, 0)} runs, ${run.seeds} seeds, ${run.attackSeeds} under each attack; SHA-256 of its rows ${run.rowsHash.slice(0, 16)}…`;
  const told = run.main.map(({ condition, difference, verdict }) =>
    difference === null
      ? `${condition} has too few seeds`
      : `${condition} ${withUnit(differenceText(difference), unit)} (${verdict})`,
  );
  const of = (survival: Survival) => run.attacks.filter((one) => one.survival === survival);
  const turned = of('another').map(
    ({ condition, words, verdict }) => `${condition} is ${verdict} where ${words}`,
  );
  const attacked =
    run.attacks.length === 0
      ? []
      : [
          `Of its ${run.attacks.length} verdicts under attacks ${of('stays').length} stay, ${areOf(of('decided').length)} decided only there, ${areOf(of('not decided').length)} not decided there, and ${areOf(turned.length)} ${turned.length === 1 ? 'another' : 'others'}${turned.length === 0 ? '' : `: ${turned.join('; ')}`}.`,
        ];
  return [
    `At full size (${all}): ${title}, beside ${study.conditions[0].name}: ${told.join('; ')}.`,
    ...attacked,
  ];
}

const areOf = (count: number): string => `${count} ${count === 1 ? 'is' : 'are'}`;
