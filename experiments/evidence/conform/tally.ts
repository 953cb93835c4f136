import { Comparison } from './compare.ts';

/** What a recorded file holds. */
export type VectorKind =
  | 'epoch'
  | 'same epochs'
  | 'nakamoto'
  | 'drain'
  | 'dividend split'
  | 'mechanisms'
  | 'gate shares'
  | 'product shares'
  | 'weighted pool'
  | 'credit coinbase'
  | 'flow shares'
  | 'lock cost'
  | 'subnet prune'
  | 'median price'
  | 'conviction'
  | 'connection'
  | 'dissolve'
  | 'root epoch'
  | 'emission split'
  | 'swap'
  | 'price coinbase'
  | 'stake weights'
  | 'share pool'
  | 'decimal share pool'
  | 'drain with TAO'
  | 'table'
  | 'consensus map'
  | 'peer'
  | 'checksums'
  | 'unknown';

/** The counts of one file under one ruleset (or one version without a ruleset). */
export interface ConformRow {
  readonly file: string;
  readonly kind: VectorKind;
  readonly ruleset: string;
  readonly compared: number;
  readonly differing: number;
  readonly skipped: number;
  /** Recorded errors of the recorder, by what is wrong: not compared. */
  readonly aside: Readonly<Record<string, number>>;
  /** Largest difference, where numbers need only be near; null where every bit is compared. */
  readonly largest: number | null;
  /** Why values were skipped, else empty. */
  readonly reason: string;
}

/** Collects the comparisons of one file, one for each ruleset. */
export class FileTally {
  readonly file: string;
  readonly kind: VectorKind;
  readonly #parts = new Map<string, { readonly comparison: Comparison; readonly reason: string }>();

  constructor(file: string, kind: VectorKind) {
    this.file = file;
    this.kind = kind;
  }

  /** The comparison of a ruleset; `reason` says why it only skips. */
  of(ruleset: string, reason = ''): Comparison {
    const known = this.#parts.get(ruleset)?.comparison;
    if (known !== undefined) return known;
    const comparison = new Comparison(this.file);
    this.#parts.set(ruleset, { comparison, reason });
    return comparison;
  }

  comparisons(): Comparison[] {
    return [...this.#parts.values()].map(({ comparison }) => comparison);
  }

  rows(): ConformRow[] {
    return [...this.#parts].map(([ruleset, { comparison, reason }]) => ({
      file: this.file,
      kind: this.kind,
      ruleset,
      compared: comparison.compared,
      differing: comparison.differing,
      skipped: comparison.skipped,
      aside: Object.fromEntries(comparison.aside),
      largest: comparison.largest,
      reason: [reason, ...comparison.reasons].filter((text) => text !== '').join('; '),
    }));
  }
}
