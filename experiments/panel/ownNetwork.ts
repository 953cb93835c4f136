import { networkScenario } from '../../agents/scenarios/networkScenario.ts';
import type { NetworkStart } from '../../agents/scenarios/networkStart.ts';
import { type Hyperparameters, hyperparametersOf, resolve } from '../../sim/hyperparameters/registry.ts';
import { UserError } from '../base/userError.ts';
import { writtenIn } from '../input/networkText.ts';
import { startOfNetwork } from '../input/startOfNetwork.ts';
import type { Level } from '../plan/rows.ts';
import { usualObjective } from '../plan/usualObjective.ts';
import type { Knob, OwnNetwork, PanelFacts } from './facts.ts';
import { notices } from './factsOf.ts';
import { stopsOf } from './slider.ts';

/**
 * The same questions in the network of a file: its rules, its stakes, and its settings as status quo. `name` and `text` are the file’s.
 * Throws `UserError` for a text that is no network, or whose rules have none of the knobs.
 */
export function ownNetwork(facts: PanelFacts, name: string, text: string): OwnNetwork {
  const { network, scenario, note } = startOfNetwork(name, writtenIn(name, text));
  const settings = resolve(network.ruleset, network.settings);
  const knobs = facts.knobs
    .filter(({ acts, name }) => acts !== 'common' && name !== 'scenario')
    .flatMap((knob) => movedKnob(knob, network, settings));
  if (knobs.length === 0)
    throw new UserError(
      `${name} is a network of ${network.ruleset}, which has no ${facts.knobs.map((knob) => knob.name).join(', ')} (drop it on the page of a study that asks about one of its settings)`,
    );
  const { arithmetic } = facts.world;
  return {
    facts: {
      ...facts,
      study: network.name,
      knobs,
      world: {
        ...{ ruleset: network.ruleset, scenario: networkScenario, arithmetic, set: {} },
        ...{ settlingDays: scenario.warmUpDays, network },
      },
      measures: usualFirst(facts.measures, settings),
      worlds: Math.min(facts.worlds, scenario.uids > 512 ? 4 : 12),
    },
    note: `${network.name}, ${scenario.uids} slots under ${network.ruleset}: ${note}`,
  };
}

/** What decides in a plain world comes first: a cabal or a market of the study is not in this one. */
function usualFirst(measures: PanelFacts['measures'], settings: Hyperparameters): PanelFacts['measures'] {
  const { metric } = usualObjective(settings);
  const first = measures.filter(({ name }) => name === metric);
  return [...first, ...measures.filter(({ name }) => name !== metric)];
}

/** A knob with the value that the network has; none where its rules lack it. */
function movedKnob(knob: Knob, { ruleset }: NetworkStart, settings: Hyperparameters): Knob[] {
  const row = hyperparametersOf(ruleset).find(({ name }) => name === knob.name);
  const inForce: unknown = Reflect.get(settings, knob.name);
  if (row === undefined || !isLevel(inForce)) return [];
  const start = [knob.start, knob.statusQuo].find((level) => level !== inForce) ?? inForce;
  const acts = notices(ruleset, settings, { name: knob.name, statusQuo: inForce, other: start })
    ? ('changes' as const)
    : ('founds' as const);
  if (knob.kind === 'choice')
    return [{ ...knob, acts, statusQuo: inForce, start, options: [...new Set([...knob.options, inForce])] }];
  if (typeof inForce !== 'number' || typeof start !== 'number' || !('range' in row)) return [];
  const [least, most] = row.range;
  const isAllowed = (level: number) => level >= least && level <= most;
  const levels = knob.levels.filter(isAllowed);
  const stops = stopsOf({
    statusQuo: inForce,
    levels: [...levels, start].filter(isAllowed),
    isInteger: knob.isInteger,
    least,
    most,
  });
  return [
    {
      ...knob,
      acts,
      statusQuo: inForce,
      start: stops.includes(start) ? start : inForce,
      stops,
      least,
      most,
      levels,
    },
  ];
}

const isLevel = (value: unknown): value is Level => ['number', 'string', 'boolean'].includes(typeof value);
