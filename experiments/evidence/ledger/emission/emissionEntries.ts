import { canonical, sha256 } from '../../../base/canonical.ts';
import { engineOf } from '../../../base/identity.ts';
import { type Entry, type Statement, sealOf } from '../entry.ts';
import type { EmissionDraft } from './emissionDraft.ts';
import type { EmissionFigures } from './emissionFigures.ts';
import { openEmission } from './openEmission.ts';
import { pastEmission } from './pastEmission.ts';

/** The committed file of figures, from the project's root. */
export const emissionFile = 'results/reference/ledger/emission.json';

const registered = '2026-11-30';
const ruleset = 'autumn-2026';

/** The entries about the gate, by name: what was promised and done, and what is open. Those of a known outcome are hindsight. */
export function emissionEntries(figures: EmissionFigures): ReadonlyMap<string, Entry> {
  const plan = sha256(canonical(figures));
  const drafts = [...pastEmission(figures), ...openEmission(figures)];
  return new Map(drafts.map(([name, draft]) => [name, entryOf(draft, plan)]));
}

function entryOf({ what, outcome, note, ...said }: EmissionDraft, plan: string): Entry {
  const statement: Statement = {
    schema: 1,
    ...said,
    model: { what, ruleset, engine: engineOf({ ruleset }), plan },
    registered,
  };
  const hindsight = outcome !== null && outcome.day <= registered;
  return {
    ...statement,
    hash: sealOf(statement),
    hindsight,
    outcome,
    ...(note !== undefined && { note }),
  };
}
