import { exp, ln, pow } from '../sim/math/elementary.ts';
import type { ChainView } from '../sim/roles.ts';
import { readingOf } from '../sim/rules/reading.ts';
import type { Block, Blocks, Share } from '../sim/units.ts';
import type { Announcement } from './governance.ts';

/** How fast what validators know of a newcomer grows. */
interface Learning {
  readonly 'validator.alpha': number;
  readonly 'validator.sweepBlocks': Blocks;
}

/** Part of its steady score that a newcomer shows after so many blocks. */
export const shownAfter = (blocks: Blocks, learning: Learning): Share =>
  1 - pow(1 - learning['validator.alpha'], blocks / learning['validator.sweepBlocks']);

/** Log odds that a score is above the cut, if the ln of the one over the other is believed to be so much: a normal error of 0.3 as a logistic curve. */
export const logOdds = (lnRatio: number): number => (1.7 * lnRatio) / 0.3;

/** Whether people know of an announcement at a block: like a change, it is made at the end of its block. */
export const isKnown = (announcement: Announcement | null, block: Block): announcement is Announcement =>
  announcement !== null && announcement.from < block;

/**
 * Blocks for which someone who registers now will be immune, as far as is known: a change of the immunity period that comes while it
 * is immune moves the end of its immunity, at the earliest to the block of the change.
 */
export function immunityOf(
  { block, hyperparameters }: Pick<ChainView, 'block' | 'hyperparameters'>,
  announcement: Announcement | null,
): Blocks {
  let immune: Blocks = hyperparameters.immunityPeriod;
  if (!isKnown(announcement, block)) return immune;
  for (const change of announcement.changes) {
    if (change.block < block) continue;
    if (block + immune <= change.block) break;
    immune = Math.max(change.block - block, change.hyperparameters.immunityPeriod);
  }
  return immune;
}

/** A share of those who survive, with its log odds moved by so much. */
export function movedOdds(share: Share, by: number): Share {
  const odds = share * exp(by);
  return odds / (1 - share + odds);
}

/**
 * What someone makes of the fate of others that were immune for other times than it will be: the mean move of their log odds of survival,
 * by what each shows at the end of its immunity. `others`: blocks of immunity of each; null where it was not seen.
 */
export function moveOfOdds(immune: Blocks, others: readonly (Blocks | null)[], learning: Learning): number {
  const shown = (blocks: Blocks) => ln(shownAfter(Math.max(1, blocks), learning));
  const own = shown(immune);
  let sum = 0;
  for (const blocks of others) if (blocks !== null && blocks !== immune) sum += own - shown(blocks);
  return others.length > 0 ? logOdds(sum / others.length) : 0;
}

/**
 * RAO that an entry may be expected to burn at `until`, after the announced changes that come until then: a price at its floor goes with
 * the floor, and none is above the ceiling. Null where entry burns nothing, or no announced change touches what it burns.
 */
export function burnAhead(
  { block, gate, hyperparameters }: Pick<ChainView, 'block' | 'gate' | 'hyperparameters'>,
  announcement: Announcement | null,
  until: Block,
): bigint | null {
  if (!isKnown(announcement, block) || !/^(min|max)Burn$/.test(announcement.name)) return null;
  let bounds = readingOf(hyperparameters).burnBounds;
  if (bounds === null) return null;
  let price = gate.burn;
  for (const change of announcement.changes) {
    if (change.block < block || change.block > until) continue;
    const next = readingOf(change.hyperparameters).burnBounds;
    if (next === null) return null;
    const [floor, ceiling] = next;
    price = price <= bounds[0] || price < floor ? floor : price > ceiling ? ceiling : price;
    bounds = next;
  }
  return price;
}
