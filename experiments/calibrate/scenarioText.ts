import { stringify } from 'yaml';
import { scenarioOf } from '../../agents/scenarios/catalogue.ts';
import type { Value } from '../plan/design/domain.ts';
import type { Calibration } from './calibrate.ts';
import { isRead } from './readings.ts';
import { blockWords, latest } from './sighting.ts';

/** What a scenario file starts from in place of the archetype. */
export interface FromNetwork {
  /** Path of the network file, from the folder of the scenario file. */
  readonly path: string;
  /** How its miners are known, a sentence. */
  readonly note: string;
}

/**
 * The scenario file of a calibration: the archetype, or the network itself with what makes the archetype; the network’s hyperparameters
 * and the knobs that its data decide.
 */
export function scenarioText(
  calibration: Calibration,
  name: string,
  fromNetwork: FromNetwork | null = null,
): string {
  const { network, archetype, because, rules } = calibration;
  const { from, ...last } = latest(network);
  const block = blockWords(last);
  const file = {
    name,
    description: `${archetype.name}, calibrated to ${network.name} at ${block}`,
    ...(fromNetwork === null ? startOf(calibration) : startFrom(calibration, fromNetwork)),
  };
  const head = [
    `Calibrated to ${from}, ${block}.`,
    `Archetype: ${archetype.name}, for ${because}.`,
    `Rules: ${archetype.ruleset}, ${rules}.`,
    ...startWords(calibration, fromNetwork),
    ...intervalsOf(calibration),
    `Run it: yuma-lab simulate --scenario ${name}.yaml`,
  ];
  return `${head.map((line) => `# ${line}`).join('\n')}\n\n${stringify(file, { lineWidth: 0 })}`;
}

const startOf = ({ archetype, hyperparameters, set }: Calibration) => ({
  startsFrom: archetype.name,
  ruleset: archetype.ruleset,
  settings: { ...hyperparameters, ...set },
});

/** A world that starts from the network itself has settled as far as its record goes: it is measured after a day. */
const startFrom = ({ archetype, set }: Calibration, { path }: FromNetwork) => ({
  startsFrom: path,
  ruleset: archetype.ruleset,
  warmUpDays: 1,
  days: archetype.days,
  // A small network would be scored row by row, which the archetypes are not.
  settings: { ...makesArchetype(archetype.settings), 'scenario.synergy': 'table', ...set },
});

/** What makes an archetype of the subnet that a network file starts as; who founds it is in the file. */
function makesArchetype(settings: Calibration['archetype']['settings']): Record<string, Value> {
  const plain = scenarioOf('modern-subnet')?.settings ?? {};
  return Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => name !== 'scenario.founders' && plain[name] !== value),
  );
}

/** Why the worlds start as they do. */
function startWords({ archetype }: Calibration, fromNetwork: FromNetwork | null): string[] {
  if (fromNetwork === null)
    return [
      `Starts from the archetype: the fit, and what it reproduces, are of worlds that start so (calibrate --from-network starts from the network itself).`,
    ];
  return [
    `Starts from ${fromNetwork.path}: its uids, stakes, owners, validators and hyperparameters; ${fromNetwork.note}.`,
    `The knobs were fitted to worlds that start as ${archetype.name}: what they reproduce was measured there, not in worlds of this start.`,
    `One day of warm-up, because the network is as it was recorded; an archetype needs ${archetype.warmUpDays}.`,
  ];
}

/** A line for each knob: its interval, or that the archetype’s value is kept. */
function intervalsOf({ read, fit }: Calibration): string[] {
  const kept = 'not identified, the archetype’s value';
  return [
    ...read.map(({ setting, read: own }) =>
      isRead(own)
        ? `${setting}: 95 % ${own.low} to ${own.high}, ${own.method}`
        : `${setting}: ${kept} (${own.because})`,
    ),
    ...fit.knobs.map(({ setting, low, high, isIdentified }) =>
      isIdentified
        ? `${setting}: 95 % ${Number(low.toPrecision(3))} to ${Number(high.toPrecision(3))}, fitted by worlds`
        : `${setting}: ${kept}`,
    ),
  ];
}
