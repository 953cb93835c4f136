import { prose, textRecord, textTable } from '../base/textTable.ts';
import type { FieldAgreement } from '../evidence/replay/compareField.ts';
import type { NetworkReplay, NotCompared } from '../evidence/replay/networkReplay.ts';

const grouped = (count: number) => count.toLocaleString('en-US');

/** A line for each field that was compared. */
export function fieldsText(fields: readonly FieldAgreement[]): string {
  const rows = fields.map(({ field, unit, compared, equal, largest, at, because }) => [
    field,
    `${grouped(equal)} of ${grouped(compared)}`,
    largest === 0 ? '0' : `${grouped(largest)} ${unit}${at === null ? '' : ` (uid ${at})`}`,
    largest === 0 ? '' : (because ?? 'not expected'),
  ]);
  return textTable(
    [
      { title: 'field' },
      { title: 'equal', align: 'right' },
      { title: 'largest difference', align: 'right' },
      { title: 'because', shrinks: true },
    ],
    rows,
  );
}

/** What was not compared, in a line for each reason. */
export function notComparedText(fields: readonly NotCompared[]): string {
  const reasons = [...new Set(fields.map(({ because }) => because))];
  const lines = reasons.map((reason) => {
    const names = fields.filter(({ because }) => because === reason).map(({ field }) => field);
    return ['not compared', `${names.join(', ')}: ${reason}`] as const;
  });
  return textRecord(lines);
}

/** A replay of a network file, for people. */
export function networkText(result: NetworkReplay): string {
  const { name, ruleset, block, fields, notCompared } = result;
  const head = `${name}, ${ruleset}, epoch of block ${grouped(block)}`;
  const parts = [head];
  if (fields.length > 0) parts.push(fieldsText(fields));
  if (notCompared.length > 0) parts.push(notComparedText(notCompared));
  parts.push(prose(verdictOf(result)));
  return parts.join('\n\n');
}

/** In one sentence how ours and the chain’s compare. */
export function verdictOf({ fields, agrees }: NetworkReplay): string {
  if (fields.length === 0) return 'Nothing of the chain’s own results could be compared.';
  if (!agrees) return 'DIFFERS from the chain.';
  const open = fields.filter(({ largest }) => largest > 0).map(({ field }) => field);
  const values = fields.reduce((sum, { compared }) => sum + compared, 0);
  if (open.length === 0)
    return `AGREES with the chain, bit for bit, in all ${grouped(values)} values that were compared.`;
  return `AGREES with the chain as far as the file allows: ${open.join(', ')} differ for the reasons above.`;
}
