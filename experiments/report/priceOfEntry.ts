import type { LevelAnalysis, SettingAnalysis } from '../analysis/analysis.ts';
import { number2 } from '../statistics/format.ts';

type Rest = 'at its floor, minBurn' | 'at its ceiling, maxBurn' | 'between its limits';

/** Where the price of entry by burn is for most of the time; null where it was not measured or burn buys no slot. */
export function restOf({ burnAtFloor, burnAtCeiling }: Readonly<Record<string, number | null>>): Rest | null {
  if (typeof burnAtFloor !== 'number' || typeof burnAtCeiling !== 'number') return null;
  if (burnAtFloor > 0.5) return 'at its floor, minBurn';
  return burnAtCeiling > 0.5 ? 'at its ceiling, maxBurn' : 'between its limits';
}

/** One sentence on where the price of entry rests at each level; null where burn buys no slot. */
export function priceOfEntryWords({ byLevel }: SettingAnalysis): string | null {
  const rests = byLevel.flatMap((one) => {
    const rest = restOf(meansOf(one));
    return rest === null ? [] : [{ ...one, rest }];
  });
  if (rests.length === 0) return null;
  const kinds = [...new Set(rests.map(({ rest }) => rest))];
  const parts = kinds.map((kind) => {
    const at = rests.filter(({ rest }) => rest === kind);
    const prices = at.map(({ estimates }) => estimates.burnPrice?.mean ?? 0);
    const low = number2(Math.min(...prices));
    const high = number2(Math.max(...prices));
    const levels =
      at.length === byLevel.length ? 'every level' : at.map(({ level }) => number2(level)).join(', ');
    return `${kind}, at ${levels} (${low === high ? low : `${low} to ${high}`} TAO on average)`;
  });
  return `For most of the time the price of entry is ${parts.join('; ')}.`;
}

const meansOf = ({ estimates }: LevelAnalysis): Record<string, number | null> => ({
  burnAtFloor: estimates.burnAtFloor?.mean ?? null,
  burnAtCeiling: estimates.burnAtCeiling?.mean ?? null,
});
