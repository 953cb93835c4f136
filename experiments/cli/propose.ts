import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { Caller } from '../../sim/hyperparameters/chainRules/chainRule.ts';
import { type Column, textTable } from '../base/textTable.ts';
import type { Proposal } from '../methods/proposal/propose.ts';
import { numberOption } from './numbers.ts';
import { examples, print, printJson } from './verb.ts';

interface Options {
  readonly workers: number;
  readonly setter?: Caller;
  readonly knob?: string;
  readonly json?: true;
}

/** `yuma-lab propose <dir>`: from the trials of a study to a proposal that a voter can run again. */
export function define(command: Command): void {
  command
    .argument('<dir>', 'a folder that sweep has written, or reference results')
    .option(
      '--workers <n>',
      'worker threads for the fresh seeds that confirm a choice',
      numberOption('workers', 1, 256, true),
      availableParallelism(),
    )
    .addOption(
      new Option(
        '--setter <who>',
        'its setter: values that this caller may not set are no candidates',
      ).choices(['owner', 'root']),
    )
    .option('--knob <name>', 'the factor to propose, where the study asks about several')
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      `${examples('propose results/reference/immunity-start-up-quick', 'propose results/propose-kappa-1a2b3c4d --json')}
The first factor of the study is the knob, every other one a scenario; of a sweep that asks about several, --knob names it, and the
others are at their values in force. Verdicts: change, no change, not enough evidence.
A change needs a gain surely above the margin in the weighted mean of the scenarios, and no harm beyond what the plan allows in
any of them. The verdict says what these seeds could have found, and how many would do. Where the plan asks for fresh seeds, a
choice that passes is run on them, kept in the folder confirmation/ within.
`,
    )
    .action(run);
}

async function run(folder: string, { workers, setter, knob, json }: Options): Promise<void> {
  const [{ propose }, { writeProposal }, { atTerminal }, { runStudy }] = await Promise.all([
    import('../methods/proposal/propose.ts'),
    import('../methods/proposal/write.ts'),
    import('../sweep/atTerminal.ts'),
    import('../sweep/runStudy.ts'),
  ]);
  const proposal = await propose(folder, {
    confirm: (study, inner) =>
      atTerminal(inner, (hooks) => runStudy(study, { folder: inner, workers, ...hooks })),
    ...(setter !== undefined && { setter }),
    ...(knob !== undefined && { knob }),
  });
  if (process.exitCode === 130) return;
  const paths = await writeProposal(proposal);
  const [{ permissionSentences, verdictWords }, { verdictSentences }, { worstCases }] = await Promise.all([
    import('../methods/proposal/page/words.ts'),
    import('../methods/proposal/page/answer.ts'),
    import('../methods/proposal/page/effects.ts'),
  ]);
  if (json) printJson({ verdict: verdictWords(proposal), ...forMachines(proposal), ...paths });
  else
    print(
      [
        ...verdictSentences(proposal).map(spoken),
        '',
        tableOf(worstCases(proposal.evidence.judged)),
        '',
        ...permissionSentences(proposal),
        '',
        `Proposal: ${paths.html}`,
      ].join('\n'),
    );
}

const forMachines = ({
  row,
  terms,
  candidate,
  decision,
  evidence,
  power,
  results,
  confirmation,
  ramp,
  study,
  setter,
  refused,
}: Proposal) => ({
  parameter: row.name,
  current: terms.statusQuo,
  candidate: candidate.level,
  decision,
  setter: row.setter,
  chainRange: row.chainRange ?? null,
  rateLimit: row.rateLimit ?? null,
  freezes: row.freezes ?? [],
  proposedTo: setter,
  notCandidates: refused,
  seeds: { deciding: study.seeds, confirming: confirmation === null ? 0 : terms.confirmSeeds },
  weights: terms.weights ?? 'equal',
  power,
  judged: evidence.judged,
  others: evidence.others,
  confirmed: evidence.confirmed,
  differencesFromPlan: evidence.faults,
  ramp,
  planHash: results.studyHash,
  rowsHash: results.rowsHash,
  engine: results.engine,
});

const columns: readonly Column[] = [
  { title: 'measure' },
  { title: 'worst scenario', shrinks: true },
  { title: 'effect', align: 'right' },
  { title: 'must be', shrinks: true },
];

function tableOf(worst: Proposal['evidence']['judged']): string {
  const rows = worst.map(({ metric, scenario, effect, rule }) => [
    metric,
    scenario,
    effect === null
      ? 'too few values'
      : `${effect.mean.toPrecision(3)} [${effect.low.toPrecision(3)}, ${effect.high.toPrecision(3)}]`,
    rule,
  ]);
  return textTable(columns, rows);
}

/** Without the marks of `code` and **strong**. */
const spoken = (text: string): string => text.replaceAll(/[`]|\*\*/g, '');
