import type { ModelStudy } from '../../plan/modelStudy.ts';
import told from './told.data.json' with { type: 'json' };

/** What is known of a study beyond its first run: how it did on fresh seeds and at full size, and where its assumptions turn it. */
interface Told {
  readonly repeated: readonly string[];
  readonly full: readonly string[];
  readonly turns: readonly string[];
}

const known: Readonly<Record<string, Told>> = told;

/**
 * Sentences that pages of a study show besides those of their own rows: `told.data.json` holds what `npm run remake fresh` read from the
 * committed runs. A run on other seeds shows none.
 */
export function freshSentences({ name, size }: ModelStudy): readonly string[] {
  const { repeated, full, turns } = known[name] ?? { repeated: [], full: [], turns: [] };
  if (size === 'quick') return [...repeated, ...full, ...turns];
  if (size === 'confirm') return repeated;
  return size === 'sensitivity' ? turns : [];
}
