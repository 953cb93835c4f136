import { givenText } from '../../base/givenFile.ts';
import { UserError } from '../../base/userError.ts';
import { entrySchema, sealOf } from '../../evidence/ledger/entry.ts';
import { faultsOf } from '../../evidence/ledger/faults.ts';
import { printJson } from '../verb.ts';

const draftSchema = entrySchema.omit({ hash: true }).extend({
  hindsight: entrySchema.shape.hindsight.default(false),
  outcome: entrySchema.shape.outcome.default(null),
});

/** `yuma-lab ledger seal <draft>`: prints an entry with its hash. Throws `UserError` for one that could not stand. */
export function showSealed(file: string): void {
  const read = draftSchema.safeParse(jsonOf(file));
  if (!read.success) {
    const [{ path, message }] = read.error.issues;
    throw new UserError(`${file}: ${path.join('.') || 'the entry'}: ${message}`);
  }
  const entry = { ...read.data, hash: sealOf(read.data) };
  const faults = faultsOf(entry);
  if (faults.length > 0) throw new UserError(`${file}: ${faults.join('; ')}`);
  printJson(entry);
}

function jsonOf(file: string): unknown {
  const text = givenText(file, {
    what: 'a draft of a forecast, in JSON',
    remedy: 'ledger --json prints entries that are sealed; write one without its hash',
    most: 4 * 2 ** 20,
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(
      `${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
