import { stringify } from 'yaml';
import type { Calibration } from './calibrate.ts';
import { isRead } from './readings.ts';
import { blockWords, latest } from './sighting.ts';

/** The scenario file of a calibration: the archetype, the network’s hyperparameters and the knobs that its data decide. */
export function scenarioText(calibration: Calibration, name: string): string {
  const { network, archetype, because, hyperparameters, set } = calibration;
  const { from, ...last } = latest(network);
  const block = blockWords(last);
  const file = {
    name,
    description: `${archetype.name}, calibrated to ${network.name} at ${block}`,
    startsFrom: archetype.name,
    ruleset: archetype.ruleset,
    settings: { ...hyperparameters, ...set },
  };
  const head = [
    `Calibrated to ${from}, ${block}.`,
    `Archetype: ${archetype.name}, for ${because}.`,
    ...intervalsOf(calibration),
    `Run it: yuma-lab simulate --scenario ${name}.yaml`,
  ];
  return `${head.map((line) => `# ${line}`).join('\n')}\n\n${stringify(file, { lineWidth: 0 })}`;
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
