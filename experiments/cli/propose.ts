import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { Caller } from '../../sim/hyperparameters/chainRules/chainRule.ts';
import { levelOf } from '../analysis/requirements/levelCode.ts';
import { type Column, prose, textTable } from '../base/textTable.ts';
import { UserError } from '../base/userError.ts';
import type { Proposal } from '../methods/proposal/propose.ts';
import { numberOption } from './numbers.ts';
import { examples, print, printJson } from './verb.ts';

interface Options {
  readonly workers: number;
  readonly setter?: Caller;
  readonly knob?: string;
  readonly panel: boolean;
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
    .option(
      '--knob <name>',
      'the one setting to propose, of a study that asks about several (default: each of them)',
    )
    .option('--no-panel', 'write a static page, without the panel in which worlds run')
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      `${examples('propose results/reference/immunity-start-up-quick', 'propose results/propose-kappa-1a2b3c4d --json')}
The first factor of the study is the knob, every other one a scenario. A study
that asks about several settings, as sweep immunityPeriod=… liquidAlphaOn=…
does, gives a proposal for each: the other settings keep their values in
force. Numbers, switches and names can be proposed.
Verdicts: change, no change, not enough evidence. A change needs a gain surely
above the margin in the weighted mean of the scenarios, and no harm beyond
what the plan allows in any of them. The verdict says what these seeds could
have found, and how many would do. Where the plan asks for fresh seeds, a
choice that passes is run on them, kept in the folder confirmation/ within.
`,
    )
    .action(run);
}

async function run(folder: string, options: Options): Promise<void> {
  const { knob, json } = options;
  const [{ knobNames }, { judgedResults }] = await Promise.all([
    import('../analysis/requirements/knobView.ts'),
    import('../report/judgedResults.ts'),
  ]);
  const names = knob === undefined ? knobNames((await judgedResults(folder)).study) : [knob];
  const told: Told[] = [];
  for (const name of names) {
    const one = await proposedOrRefused(folder, name, options);
    if (one === null) return;
    told.push(one);
  }
  const refusals = told.flatMap(({ refusal }) => (refusal === undefined ? [] : [refusal.message]));
  if (refusals.length === told.length) throw new UserError(refusals.join('\n'));
  if (json) printJson(told.length === 1 ? told[0].forMachines : told.map((one) => one.forMachines));
  else print(told.map(({ text }) => text).join('\n\n'));
}

/** A proposal as it is printed. */
interface Told {
  readonly text: string;
  readonly forMachines: object;
  /** Why there is none. */
  readonly refusal?: UserError;
}

/** The same; one of several settings that cannot be proposed does not keep the others from it. */
async function proposedOrRefused(folder: string, knob: string, options: Options): Promise<Told | null> {
  try {
    return await proposed(folder, knob, options);
  } catch (refusal) {
    if (!(refusal instanceof UserError)) throw refusal;
    const text = prose(`No proposal on ${knob}: ${refusal.message}`);
    return { text, forMachines: { parameter: knob, verdict: 'refused', because: refusal.message }, refusal };
  }
}

/** Makes and writes the proposal on one setting; null where it was stopped. */
async function proposed(
  folder: string,
  knob: string,
  { workers, setter, panel }: Options,
): Promise<Told | null> {
  const [{ propose }, { writeProposal }, { atTerminal }, { runStudy }] = await Promise.all([
    import('../methods/proposal/propose.ts'),
    import('../methods/proposal/write.ts'),
    import('../sweep/atTerminal.ts'),
    import('../sweep/runStudy.ts'),
  ]);
  const proposal = await propose(folder, {
    knob,
    confirm: (study, inner) =>
      atTerminal(inner, (hooks) => runStudy(study, { folder: inner, workers, ...hooks })),
    ...(setter !== undefined && { setter }),
  });
  if (process.exitCode === 130) return null;
  const paths = await writeProposal(proposal, { isLive: panel });
  const [{ permissionSentences, verdictWords }, { verdictSentences }, { worstCases }, { proposalAnswer }] =
    await Promise.all([
      import('../methods/proposal/page/words.ts'),
      import('../methods/proposal/page/answer.ts'),
      import('../methods/proposal/page/effects.ts'),
      import('../methods/proposal/page/sentence.ts'),
    ]);
  const answer = proposalAnswer(proposal);
  return {
    text: [
      spoken(prose(answer)),
      '',
      ...verdictSentences(proposal).map((sentence) => spoken(prose(sentence))),
      '',
      tableOf(worstCases(proposal.evidence.judged)),
      '',
      ...permissionSentences(proposal).map((sentence) => spoken(prose(sentence))),
      '',
      `Proposal: ${paths.html}`,
    ].join('\n'),
    forMachines: { answer, verdict: verdictWords(proposal), ...forMachines(proposal), ...paths },
  };
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
  current: levelOf(terms.statusQuo, row),
  candidate: levelOf(candidate.level, row),
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
