import { metric } from './measures.ts';
import type { OwnMark } from './ownFiles.ts';

/** Margins that are agreed on for a measure, in its unit. */
const ofMeasure: Readonly<Record<string, number>> = { networkQuality: 0.002, viableEvictions: 3 };
/** The same for all measures of a unit: a hundredth of a share, and as little of a loss as one measure of it has. */
const ofUnit: Readonly<Record<string, number>> = {
  nats: 0.002,
  share: 0.01,
  'share of emission': 0.01,
  'share of incentive': 0.01,
  correlation: 0.01,
};

/** The difference that does not matter where a person names none; null where nobody could guess it. */
export const usualMargin = (name: string, own: OwnMark = {}): number | null =>
  ofMeasure[name] ?? ofUnit[metric(name, own)?.unit ?? ''] ?? null;
