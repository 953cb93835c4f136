import { levelOf } from '../../../analysis/requirements/levelCode.ts';
import { engineOf, studyHash } from '../../../base/identity.ts';
import { labCommand as lab } from '../../../base/runnable.ts';
import { commandOf } from '../../../report/command.ts';
import { type Block, list } from '../../../report/document.ts';
import { studies } from '../../../studies/catalogue.ts';
import type { Proposal } from '../propose.ts';

/** Commands, seeds and hashes, and every difference from what was planned. */
export function checkBlocks({
  folder,
  study,
  terms,
  results,
  evidence,
  confirmation,
  candidate,
  knob,
  row,
}: Proposal): Block[] {
  const first = study.firstSeed ?? 1;
  const last = first + study.seeds - 1;
  const known = studies.map(({ name }) => name);
  // Words may leave out a name or a scenario file, and a folder takes only the plan that it holds.
  const command = known.includes(study.name)
    ? commandOf(study, known, folder)
    : `${lab} sweep ${folder}/study.json`;
  return [
    {
      kind: 'code',
      text: [
        `${command} --dir ${folder}`,
        `${lab} propose ${folder}${knob === null ? '' : ` --knob ${knob}`}`,
        `${lab} verify ${folder}`,
      ].join('\n'),
    },
    list([
      `plan, hashed before the first trial: \`${results.studyHash}\``,
      `plan now: \`${studyHash(study)}\`${studyHash(study) === results.studyHash ? ', the same' : ', **another**'}`,
      `engine: ${results.engine}${results.engine === engineOf(study) ? '' : `; this one is ${engineOf(study)}`}`,
      `seeds: ${first} … ${last} chose and decided` +
        (confirmation === null ? '' : `, ${last + 1} … ${last + terms.confirmSeeds} confirmed`),
      `trials: ${results.rows.length}; rows, sorted by id, SHA-256: \`${results.rowsHash}\``,
      ...(confirmation === null
        ? []
        : [
            `confirmation of ${levelOf(candidate.level, row)}: plan \`${confirmation.studyHash}\`, ${confirmation.rows.length} trials, rows \`${confirmation.rowsHash}\``,
          ]),
    ]),
    list(
      evidence.faults.length === 0
        ? ['Differences from the plan: none. Every planned trial is there, and nothing else.']
        : evidence.faults.map(({ what }) => `**Difference from the plan:** ${what}.`),
    ),
  ];
}
