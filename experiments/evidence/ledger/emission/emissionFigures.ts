import { alphaToTake, purchaseOf, takeoverRules } from '../../../../sim/governance/captureCost.ts';
import { raoPerTao } from '../../../../sim/units.ts';
import { apexInAugust, costOfApex } from '../../../figures/takeoverCostSubnets.ts';
import { level } from '../priceFigures.ts';
import { dayFigures, weekAhead } from './dayFigures.ts';
import { proposalFigures } from './proposals.ts';

/** What the lab's rules of emission and ownership give from recorded prices: entries of the ledger point into it. */
export function emissionFigures() {
  return {
    level,
    days: dayFigures(),
    weekAhead: weekAhead(level),
    takeover: takeoverFigures(),
    proposals: proposalFigures(),
  };
}

/** What is committed, and entries are read from. */
export type EmissionFigures = ReturnType<typeof emissionFigures>;

/** Cost of taking subnet 1 on 7 August 2026, TAO: as it was reckoned, and by the rules of before and since 14 August. */
function takeoverFigures() {
  const { bare, alone } = costOfApex();
  const joint = alphaToTake(apexInAugust.alphaOut, takeoverRules['joint-10'], Number.POSITIVE_INFINITY);
  const purchase = joint === null ? null : purchaseOf(apexInAugust, joint);
  return { reckoned: bare, alone, joint: purchase === null ? null : Number(purchase.tao) / raoPerTao };
}

/** The number at a place such as `days.2026-08-07.paid.effective`; undefined: there is none. */
export function figureAt(figures: unknown, place: string): number | undefined {
  const found = place
    .split('.')
    .reduce<unknown>(
      (of, key) => (typeof of === 'object' && of !== null ? Reflect.get(of, key) : undefined),
      figures,
    );
  return typeof found === 'number' ? found : undefined;
}
