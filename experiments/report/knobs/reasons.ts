import type { ScenarioAnswers } from '../../analysis/knobs/answers.ts';
import { settled } from '../../sweep/finding.ts';
import { reasonsFor } from '../../sweep/touched/reasons.ts';
import type { Results } from '../readResults.ts';
import { isInert, type Reasons } from './words.ts';

/** Why factors do nothing in a scenario: each is looked at in one world, with the other factors at their values in force. */
export function reasonsIn(
  { study, warmUp }: Pick<Results, 'study' | 'warmUp'>,
  { knobs, levels }: ScenarioAnswers,
): Reasons {
  const references = Object.fromEntries(knobs.map(({ name, reference }) => [name, reference]));
  return reasonsFor(
    settled(study, warmUp),
    knobs
      .filter(isInert)
      .map((knob) => ({ name: knob.name, levels: knob.levels, others: { ...references, ...levels } })),
  );
}
