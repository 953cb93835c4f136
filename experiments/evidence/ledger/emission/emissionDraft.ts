import type { Entry } from '../entry.ts';

/** An entry but for what all share. */
export type EmissionDraft = Omit<Entry, 'schema' | 'hash' | 'model' | 'registered' | 'hindsight'> & {
  readonly what: string;
  readonly decides: string;
};
export type NamedDraft = readonly [name: string, draft: EmissionDraft];
