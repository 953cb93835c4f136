import type { Level } from '../plan/rows.ts';
import type { Study } from '../plan/study.ts';
import { statedGuardrails } from '../plan/termsOf.ts';

/** What a person should know of a study before its first world runs, a sentence each: a value in force that is not among the levels. */
export function earlyNotes(study: Study): string[] {
  if (study.cells !== undefined || study.beginning !== undefined || study.precision !== undefined) return [];
  return absentValues(study).map(({ name, inForce, values }) => {
    const rails = statedGuardrails(study).some(({ worseBy }) => worseBy !== undefined);
    const last = `${rails ? 'a guardrail "worse by" is not judged, and ' : ''}propose will refuse`;
    return `note: the value in force of ${name}, ${inForce}, is not among ${values.join(',')}: changes are told from ${values[0]}, ${last} (stop with Ctrl-C and add it: ${name}=${[inForce, ...values].join(',')})`;
  });
}

interface Absent {
  readonly name: string;
  readonly inForce: Level;
  readonly values: readonly Level[];
}

function absentValues({ asks, factors, statusQuo }: Study): Absent[] {
  if (asks === undefined) {
    const [{ name, values }] = factors;
    const isAbsent = statusQuo.length > 0 && !statusQuo.some(({ value }) => values.includes(value));
    return isAbsent ? [{ name, inForce: statusQuo[0].value, values }] : [];
  }
  return asks.flatMap(({ name, inForce }) => {
    const values = factors.find((factor) => factor.name === name)?.values ?? [];
    return inForce === null || values.includes(inForce) ? [] : [{ name, inForce, values }];
  });
}
