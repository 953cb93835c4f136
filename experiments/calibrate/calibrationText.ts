import { textTable } from '../base/textTable.ts';
import { none, number } from '../statistics/format.ts';
import type { Calibration } from './calibrate.ts';
import type { KnobFit } from './fitKnobs.ts';
import type { Judgement } from './judge.ts';
import { archetypeValue } from './knobs.ts';
import { isRead } from './readings.ts';
import { blockWords, latest } from './sighting.ts';

/** What a network’s data tell, for people. */
export function calibrationText(calibration: Calibration): string {
  const { fit, judgements, secondHalf, worlds } = calibration;
  const parts = [headOf(calibration), knobsText(calibration)];
  if (fit.outside.length > 0)
    parts.push(
      `Not used, for no reference world shows the like, alone or beside the rest: ${fit.outside.join('; ')}. The model does not reach it.`,
    );
  parts.push(
    `Method: a knob that the data state is read. The others follow from ${worlds} worlds of the archetype whose knobs are drawn from the ranges asked and which are looked at as the network was: ridge regression on what they show, and around it the error that 95 % of the worlds stay below when they are left out. Intervals allow for every value asked of the other knobs; the scenario keeps the archetype’s for those not identified, and the worlds below show what comes of both.`,
  );
  parts.push(judgementsText('Simulated against recorded:', judgements));
  if (secondHalf.length > 0)
    parts.push(
      judgementsText('The second half of the history against worlds fitted to the first alone:', secondHalf),
    );
  return parts.join('\n\n');
}

function headOf({
  network,
  archetype,
  apart,
  because,
  rules,
  registrations,
  hyperparameters,
}: Calibration): string {
  const { sightings } = network;
  const count = sightings.length === 1 ? 'one block' : `${sightings.length} blocks`;
  const until = blockWords(latest(network));
  const flow = isRead(registrations)
    ? `Registrations: ${shown(registrations.value)} a day, 95 % ${interval(registrations.low, registrations.high)} (${registrations.method}).`
    : `Registrations: not told, ${registrations.because}.`;
  const names = Object.keys(hyperparameters);
  const own = names.length === 0 ? 'as the archetype has them' : `of the network: ${names.join(', ')}`;
  return [
    `${network.name}: ${count} until ${until}`,
    `Archetype: ${archetype.name} under ${archetype.ruleset}, for ${because}.`,
    ...(network.ruleset === undefined ? [] : [`Rules: ${archetype.ruleset}, ${rules}.`]),
    ...(latest(network).size === archetype.uids
      ? []
      : [
          `It has ${archetype.uids} uids and the network ${latest(network).size}: counts of uids do not carry over.`,
        ]),
    `Hyperparameters: ${own}.`,
    flow,
    ...(apart === null
      ? []
      : [
          `validator.sameQueries: false, for rows disagree by ${shown(apart.disagreement)} (total variation); those of the archetype agree.`,
        ]),
  ].join('\n');
}

/** A line for each knob: what is known, and what is kept. */
function knobsText({ read, fit, archetype }: Calibration): string {
  const stated = read.map(({ setting, read: own, archetype: kept }) =>
    isRead(own)
      ? [setting, shown(own.value), interval(own.low, own.high), none, own.method]
      : [setting, shown(kept), none, none, `NOT IDENTIFIED: ${own.because}; the archetype’s value is kept`],
  );
  const fitted = fit.knobs.map((knob) => {
    const { setting, value, low, high, range, isIdentified } = knob;
    if (isIdentified)
      return [setting, shown(value), interval(low, high), interval(...range), howFitted(knob)];
    const kept = shown(archetypeValue(archetype, setting));
    const found = knob.isBeyond ? none : interval(low, high);
    return [
      setting,
      kept,
      found,
      interval(...range),
      `NOT IDENTIFIED: ${whyNot(knob)}; the archetype’s value is kept`,
    ];
  });
  return textTable(
    [
      { title: 'knob' },
      { title: 'value', align: 'right' },
      { title: '95 % interval', align: 'right' },
      { title: 'asked', align: 'right' },
      { title: 'how', shrinks: true },
    ],
    [...stated, ...fitted],
  );
}

const howFitted = ({ value, range }: KnobFit): string =>
  range.some((end) => Math.abs(Math.log(value / end)) < 0.01)
    ? 'fitted by worlds; at the end of what was asked, so the value may lie beyond'
    : 'fitted by worlds';

const whyNot = ({ isBeyond, partOfRange }: KnobFit): string =>
  isBeyond
    ? 'the data point outside of what was asked'
    : `the interval is ${Math.round(100 * partOfRange)} % of what was asked`;

/** Below this a test speaks against the fit. */
const level = 0.05;

function judgementsText(title: string, judgements: readonly Judgement[]): string {
  if (judgements.length === 0) return `${title} nothing can be held against worlds.`;
  const rows = judgements.map(({ trait, unit, role, recorded, simulated, low, high, p }) => [
    unit === '' ? trait : `${trait}, ${unit}`,
    role,
    shown(recorded),
    shown(simulated),
    interval(low, high),
    `${p < 0.001 ? '< 0.001' : p.toFixed(3)}${p < level ? ' MISSED' : ''}`,
  ]);
  const missed = judgements.filter(({ p }) => p < level).length;
  const table = textTable(
    [
      { title: 'what', shrinks: true },
      { title: 'role' },
      { title: 'recorded', align: 'right' },
      { title: 'simulated', align: 'right' },
      { title: '95 % of worlds', align: 'right' },
      { title: 'p' },
    ],
    rows,
  );
  return `${title}\n${table}\n${missed} of ${judgements.length} missed at ${level}; one in twenty is by chance.`;
}

const interval = (low: number, high: number): string => `${shown(low)} … ${shown(high)}`;

/** Three digits, whole numbers as they are. */
function shown(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) < 1e-6) return number(value, 0);
  return number(value, Math.min(8, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))));
}
