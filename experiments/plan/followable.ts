import { marketPathNames } from '../../agents/market/marketPath.ts';
import { pathNames } from '../../sim/metrics/pathCatalogue.ts';

/** Every measure that has daily values, those of a market among them. */
export const followable: readonly string[] = [...pathNames, ...marketPathNames];

export const isFollowable = (name: string): boolean => followable.includes(name);
