import type { Hyperparameter } from '../../sim/hyperparameters/registry.ts';
import { resolve } from '../../sim/hyperparameters/registry.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import type { WrittenNetwork } from '../input/networkSchema.ts';
import { underRuleset } from '../input/networkText.ts';
import { stopsOf } from '../panel/slider.ts';
import { epochSettings } from './epochSettings.ts';
import type { Knob } from './knob.ts';

/** The settings that an epoch of the network reads under a ruleset, each with the value that it has without a change. */
export function knobsOf(written: WrittenNetwork, ruleset: RulesetName): Knob[] {
  const { network } = underRuleset(written, ruleset);
  const settings = resolve(ruleset, network.hyperparameters);
  return epochSettings(ruleset).flatMap((row) => knobOf(row, Reflect.get(settings, row.name)));
}

const wholes: Readonly<Record<string, number>> = { '/65535': 65_535, ppm: 1_000_000 };

function knobOf(row: Hyperparameter, own: unknown): Knob[] {
  const head = { name: row.name, note: row.influences, unit: row.unit };
  if (row.type === 'boolean') return [{ ...head, kind: 'choice', own: own === true, options: [false, true] }];
  if (row.type === 'choice') return [{ ...head, kind: 'choice', own: String(own), options: row.choices }];
  if (row.type === 'split' || typeof own !== 'number') return [];
  const [least, most] = row.range;
  const isInteger = row.type === 'integer';
  const whole = wholes[row.unit] ?? null;
  const stops =
    whole === null
      ? stopsOf({ statusQuo: own, levels: around(own), isInteger, least, most }).filter(
          (stop) => stop >= least && stop <= most,
        )
      : percents(own, whole, least, most);
  return [{ ...head, kind: 'number', own, isInteger, least, most, stops, whole }];
}

/** A quarter and four times, or a little above nothing. */
const around = (own: number): number[] => (own === 0 ? [0, 100] : [Math.floor(own / 4), own * 4]);

/** Every percent of the whole, the value itself among them. A half is rounded down, as the chain's defaults are. */
function percents(own: number, whole: number, least: number, most: number): number[] {
  const all = Array.from({ length: 101 }, (_, percent) => Math.ceil((percent * whole) / 100 - 0.5));
  return [...new Set([...all, own])]
    .filter((level) => level >= least && level <= most)
    .sort((one, other) => one - other);
}
