import { nearest } from '../../sim/math/nearest.ts';

/** Bad input: shown to the user as its message alone, and the command ends with 2. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  readonly exitCode = 2;
}

/** Up to how many known names a message lists in full. */
const listed = 12;

/**
 * The error for a name that is not known: `unknown study "imunity-period"; did you mean immunity-period?
 * Known: …`. A long list is left out where a near name is found, and otherwise cut short.
 */
export function unknownName(kind: string, name: string, known: readonly string[]): UserError {
  const near = nearest(name, known);
  const guess = near.length > 0 ? `; did you mean ${near.join(', ')}?` : '.';
  const isLong = known.length > listed;
  const omitted = known.length === 0 || (isLong && near.length > 0);
  const more = isLong ? `, … (${known.length} in all)` : '';
  const names = omitted ? '' : ` Known: ${known.slice(0, listed).join(', ')}${more}`;
  return new UserError(`unknown ${kind} ${JSON.stringify(name)}${guess}${names}`);
}
