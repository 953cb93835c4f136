import { hiddenTarget } from '../../sim/controllers/burnRule.ts';
import { blocksPerDay } from '../../sim/units.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { type Attacked, attackedOf } from './autopilot/attacks.ts';
import { autopilot, type Standing } from './autopilot/autopilot.ts';
import { calibrateKnob } from './autopilot/calibrateKnob.ts';
import { loop } from './autopilot/contenders.ts';
import type { AutopilotFindings } from './autopilot/findings.ts';
import { knobs } from './autopilot/knobs.ts';
import { type NullCount, nullsOf } from './autopilot/nulls.ts';
import { type LoopPoint, stabilityMap } from './autopilot/stabilityMap.ts';
import { days, shockDay, tuned, warmUp, weathers } from './autopilot/world.ts';
import { autopilotCharts } from './autopilotCharts.ts';
import { agrees, type Check, near, unpublished, workedOut } from './check.ts';
import type { Context, Figure, FigureResult, FigureTable } from './figure.ts';

/** How much of everything is run. */
export interface AutopilotSize {
  readonly seeds: number;
  readonly calibrationSeeds: number;
  readonly nullWorlds: number;
  readonly mapSeeds: number;
}

export const fullSize: AutopilotSize = { seeds: 10, calibrationSeeds: 6, nullWorlds: 100, mapSeeds: 3 };

/** F23: can the chain tune itself? */
export const autopilotFigure: Figure = {
  id: 'F23',
  name: 'autopilot',
  title: 'A chain can hold what its owner aims at; it cannot find by trying what is best',
  source: 'the lab’s own market of registrations, sim/games/registrationMarket.ts',
  inputs: [
    {
      name: 'start: half-life, multiplier, immunity',
      value: `${tuned.burnHalfLife}, ${tuned.burnIncreaseMult}, ${tuned.immunityPeriod}`,
      unit: 'blocks, ×, blocks',
      source: 'the best constants of the calm market',
    },
    {
      name: 'days: without control, until the shock, in all',
      value: `${warmUp}, ${shockDay}, ${days}`,
      unit: 'd',
      source: 'chosen',
    },
    {
      name: 'gain of the loop, Ki',
      value: loop.integral,
      unit: 'a day',
      source: 'a seventh of what diverges at a delay of 3 days',
    },
    { name: 'worlds', value: fullSize.seeds, unit: '', source: 'chosen' },
    { name: 'worlds of the nulls', value: fullSize.nullWorlds, unit: '', source: 'chosen' },
  ],
  seconds: 120,
  compute: (context) => autopilotResult(fullSize, context),
};

/** The figure at a size. */
export function autopilotResult(size: AutopilotSize, context: Context): FigureResult {
  const [halfLife] = knobs;
  const standings = autopilot({ knobs, weathers, ...size }, (share) =>
    context.progress(0.6 * share, 'shocks'),
  );
  context.progress(0.6, 'attacks');
  const attacked = attackedOf(halfLife, size.seeds, size.calibrationSeeds);
  context.progress(0.75, 'nulls');
  const nulls = knobs.flatMap((knob) => nullsOf(knob, size.nullWorlds, size.calibrationSeeds));
  context.progress(0.9, 'stability');
  const { aim, plantGain } = calibrateKnob(halfLife, size.calibrationSeeds);
  const map = stabilityMap(halfLife, aim, size.mapSeeds);
  const found = { standings, nulls, map, attacked };
  return {
    answer: answerOf(found),
    text: textOf(found),
    checks: [...checksOf(found), ...plantChecks(aim, plantGain)],
    charts: autopilotCharts(found),
    tables: [regretTable(standings), nullTable(nulls), mapTable(map), attackTable(attacked)],
  };
}

export const standingOf = (
  standings: readonly Standing[],
  knob: string,
  weather: string,
  controller: string,
): Standing =>
  standings.find(
    (one) => one.knob === knob && one.weather === weather && one.controller.startsWith(controller),
  )!;

const interval = ({ mean, low, high }: Estimate): string =>
  `${signed(mean)} % [${signed(low)}, ${signed(high)}]`;
/** One decimal, without a sign at zero. */
const signed = (value: number): string => value.toFixed(1).replace('-0.0', '0.0').replace('-', '−');

function answerOf({ standings }: AutopilotFindings): string {
  const held = standingOf(standings, 'burnHalfLife', 'untuned', 'proportional').gain!;
  const { mean } = standingOf(standings, 'target registrations', 'price crash', 'proportional').regret;
  return (
    `The chain can hold an aim: steering registrations wins back ${interval(held)} of what clients could get ` +
    `at a half-life four times too short; steering the price loses ${mean.toFixed(0)} % in crashes.`
  );
}

function textOf({ standings, attacked }: AutopilotFindings): string[] {
  const searching = ['extremum', 'safe'].map(
    (name) => standingOf(standings, 'burnHalfLife', 'untuned', name).gain!,
  );
  const worst = attacked.reduce((least, one) => (one.gain.mean < least.gain.mean ? one : least));
  return [
    'Every controller moves one setting of a market of registrations: 64 slots, two miners a day that stop, candidates with a valuation and a worth, the chain’s price of entry, scores that show a newcomer’s worth after days. It reads what the chain sees (registrations, price, immune slots, mean score) once a day; a change acts a day later and is a half at most. Regret is what a client loses against the best of seven constants, known with hindsight, in the same world.',
    'The proportional–integral loop holds the registrations of a day (by the half-life or by the multiplier), the price of entry (by the target) or the share of immune slots (by the immunity period) at what they were when the owner had tuned the chain. It needs an aim, and does what the aim says.',
    `The searchers need no aim, and cannot find one here in ${days - warmUp} days: scores follow slowly and at first the wrong way, because newcomers show little. What is ignored for that reason is more than a step is worth. At a half-life four times too short, extremum seeking gains ${interval(searching[0])} and the bandit ${interval(searching[1])}: all who want in get in, at every half-life nearby.`,
    `Attacked by other seeds, demand, noise, starts and aims, the gain of the loop on the half-life is least for “${worst.name}”: ${interval(worst.gain)}.`,
    'A human is rung where a setting has lain at a bound for seven decisions, or the score has been four standard deviations below its four weeks for three days; once in a fortnight at most.',
    'It is a cheap market of one network, not the lab’s full world: miners do not react to the controller, do not wait for the price to fall, and cannot exploit it. Full worlds, with agents and validators, are asked by the study `autopilot-worlds`: `sweep autopilot-worlds`.',
  ];
}

function checksOf({ nulls, map, standings, attacked }: AutopilotFindings): Check[] {
  const agreeing = map.filter(({ theory, world }) => theory === world).length;
  return [
    ...nulls.map(({ knob, controller, kept, worlds, band }) =>
      workedOut(
        agrees(
          `${controller} leaves ${knob} alone without shock and drift`,
          'in 95 of 100 worlds',
          `${kept} of ${worlds}, up to ${band.toFixed(2)} in ln`,
          kept >= 0.95 * worlds,
        ),
      ),
    ),
    unpublished(
      'points of the map of gain and delay where world and theory agree',
      `${agreeing} of ${map.length}`,
    ),
    ...standings
      .filter(({ controller }) => controller.startsWith('proportional'))
      .map(({ knob, weather, regret }) =>
        unpublished(`regret of the loop on ${knob}, ${weather}`, interval(regret)),
      ),
    ...attacked.map(({ name, gain }) =>
      unpublished(`gain of the loop on burnHalfLife, ${name}`, interval(gain)),
    ),
  ];
}

function plantChecks(aim: number, plantGain: number): Check[] {
  const hidden = hiddenTarget(
    { halfLife: tuned.burnHalfLife, multiplier: tuned.burnIncreaseMult },
    blocksPerDay,
  );
  return [
    workedOut(near('registrations a day of the calm market: hidden target', hidden, aim, 0.02 * hidden)),
    workedOut(near('d ln(registrations) / d ln(half-life)', -1, plantGain, 0.05)),
  ];
}

const meanColumns = (unit: string, definition: string) => [
  { name: 'n', unit: 'worlds', definition: 'paired: equal seeds meet the same candidates' },
  { name: 'mean', unit, definition },
  { name: 'low', unit, definition: '95 % interval, lower end' },
  { name: 'high', unit, definition: '95 % interval, upper end' },
  { name: 'method', unit: '', definition: 'how the interval was made' },
];
const meanCells = ({ n, mean, low, high, method }: Estimate) => [n, mean, low, high, method];

const regretTable = (standings: readonly Standing[]): FigureTable => ({
  name: 'regret',
  caption: 'Regret against the best constant known with hindsight.',
  columns: [
    { name: 'setting', unit: '', definition: 'what is moved' },
    { name: 'world', unit: '', definition: weathers.map(({ name, what }) => `${name}: ${what}`).join('; ') },
    { name: 'controller', unit: '', definition: 'what moves it' },
    ...meanColumns('%', 'regret, % of what the best constant gives a client'),
    { name: 'alarms', unit: 'per 100 days', definition: 'calls of a human' },
  ],
  rows: standings.map(({ knob, weather, controller, regret, alarms }) => [
    knob,
    weather,
    controller,
    ...meanCells(regret),
    alarms.mean,
  ]),
});

const nullTable = (nulls: readonly NullCount[]): FigureTable => ({
  name: 'nulls',
  caption: 'Worlds without shock and drift in which a setting was left alone.',
  columns: [
    { name: 'setting', unit: '', definition: 'what is moved' },
    { name: 'controller', unit: '', definition: 'what moves it' },
    { name: 'worlds', unit: '', definition: 'worlds run' },
    { name: 'kept', unit: 'worlds', definition: 'with a mean of the last quarter within the band' },
    {
      name: 'band',
      unit: 'ln',
      definition: 'what counts as noise, worked out from worlds with the setting held',
    },
  ],
  rows: nulls.map(({ knob, controller, worlds, kept, band }) => [knob, controller, worlds, kept, band]),
});

const mapTable = (map: readonly LoopPoint[]): FigureTable => ({
  name: 'stability',
  caption: 'The integral loop on the half-life, by gain and notice.',
  columns: [
    { name: 'notice', unit: 'd', definition: 'days between decision and change' },
    { name: 'gain', unit: 'a day', definition: 'Ki' },
    { name: 'theory', unit: '', definition: 'of the linear loop: poles, and overshoot above 5 %' },
    { name: 'world', unit: '', definition: 'of the settings in calm worlds' },
  ],
  rows: map.map(({ delay, integral, theory, world }) => [delay, integral, theory, world]),
});

const attackTable = (attacked: readonly Attacked[]): FigureTable => ({
  name: 'attacks',
  caption: 'The loop on the half-life in worlds it was not made for, against doing nothing.',
  columns: [
    { name: 'attack', unit: '', definition: 'what differs' },
    ...meanColumns('%', 'what a client gets more than under doing nothing'),
  ],
  rows: attacked.map(({ name, gain }) => [name, ...meanCells(gain)]),
});
