import { dayNames } from '../../../../agents/gate/recordedDays.ts';
import { level } from '../priceFigures.ts';
import type { NamedDraft } from './emissionDraft.ts';
import type { EmissionFigures } from './emissionFigures.ts';

const [january, june] = ['2027-01-31', '2027-06-30'];
const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[values.length >> 1];

/** Forecasts of the gate and of three open proposals. */
export const openEmission = (figures: EmissionFigures): NamedDraft[] => [
  ...asItIs(figures),
  rank64(figures),
  ...ratesOf3123(figures),
  splitOf3136(),
];

const paidBy =
  'what one block pays to each subnet, TAO into pools and TAO that buys alpha, in the first public record of all subnets';
const conditional =
  'It stays open until then; where the proposal is not live by that day, it is void and counts neither way.';
const months = 'Prices and burns of months later differ from those of August by a quarter at the most.';

/** The rule of today, with the switches of October. */
function asItIs({ days }: EmissionFigures): NamedDraft[] {
  const draft = (
    name: 'effective' | 'top8',
    unit: string,
    [low, high]: readonly [number, number],
  ): NamedDraft => [
    `gate-2027-01-${name}`,
    {
      question:
        name === 'effective'
          ? `How many effective subnets does a block’s TAO feed on ${january}?`
          : `Which share of a block’s TAO do the eight largest subnets get on ${january}?`,
      what: 'agents/gate/gateRules.ts at rank 32 from the prices and burns of three days of summer 2026, with only the six switches off that were off on 8 October',
      decides: `Hit: the outcome lies in the interval, by ${paidBy} on or after ${january}. Void where the bar is no longer at rank 32 by then.`,
      assumes: [
        'Six switches are off.',
        months,
        'The lower end of subnets is the world of agents/models/gate.ts after 90 days, in which prices learn who has clients.',
      ],
      forecast: {
        unit,
        scale: 'plain',
        value: median(dayNames.map((day) => days[day].rank32InOctober[name])),
        low,
        high,
        level,
      },
      noChange: { value: days['2026-08-07'].paid![name], because: 'what a block paid on 7 August' },
      due: january,
      computed: {
        value: `days.2026-08-10.rank32InOctober.${name}`,
        noChange: `days.2026-08-07.paid.${name}`,
      },
      outcome: null,
    },
  ];
  return [draft('effective', 'subnets', [11, 22]), draft('top8', 'share', [0.5, 0.72])];
}

/** The bar at rank 64, which the pull request #3014 had as its default. */
function rank64({ days }: EmissionFigures): NamedDraft {
  const found = dayNames.flatMap((day) => [days[day].rank64.effective, days[day].rank64InOctober.effective]);
  const before = dayNames.map((day) => days[day].rank32InOctober.effective);
  return [
    'rank-64-effective',
    {
      question: `Once the bar is at rank 64 for 7 days, how many effective subnets does a block’s TAO feed?`,
      what: 'agents/gate/gateRules.ts at rank 64 from the prices and burns of three days of summer 2026, with the switches of those days and of October',
      decides: `Hit: the outcome lies in the interval, by ${paidBy} 7 to 60 days after the change, looked at from ${june} on. ${conditional}`,
      assumes: [months, 'The exponent stays 3, burns count, and the gate acts after them.'],
      forecast: {
        unit: 'subnets',
        scale: 'plain',
        value: median(dayNames.map((day) => days[day].rank64InOctober.effective)),
        low: 0.75 * Math.min(...found),
        high: 1.25 * Math.max(...found),
        level,
      },
      noChange: { value: median(before), because: 'rank 32 with the same prices and switches' },
      due: june,
      computed: {
        value: 'days.2026-08-10.rank64InOctober.effective',
        noChange: 'days.2026-08-10.rank32InOctober.effective',
      },
      outcome: null,
      note: 'At recorded prices a bar changes who is fed TAO and no pay in alpha: miners and stakers have the same until prices answer.',
    },
  ];
}

/** Proposal #3123: owners take a part of their emission, and rank higher against removal. */
function ratesOf3123({ proposals }: EmissionFigures): NamedDraft[] {
  const own = dayNames.map((day) => proposals[day].rates);
  const declined = own.map(({ ownIncome }) => 1 - ownIncome.taoIn.median / 3600);
  const common = {
    what: 'experiments/evidence/ledger/emission/ownersRates.ts: owners answer each other for survival; the rest is declined and burned',
    due: june,
    outcome: null,
    assumes: [
      'Owners choose 100, 50 or 25 %; an owner’s income is a part of the alpha issued, so less is chosen only to rank above the 13 subnets that are removed in 90 days at one founding a week.',
      'No subnet is immune, and prices do not answer the choice.',
      'Answers do not settle: the number is the median of 80 rounds, over three recorded days.',
    ],
  };
  return [
    [
      'rates-3123-declined',
      {
        ...common,
        question:
          'Once owners may choose their part of the emission for 30 days (#3123): which share of the block’s TAO for subnets do they decline?',
        decides: `Hit: the outcome lies in the interval, in the first public record of all subnets 30 to 120 days after the rule is live, looked at from ${june} on. ${conditional}`,
        forecast: {
          unit: 'share',
          scale: 'plain',
          value: median(declined),
          low: 0,
          high: 0.1,
          level,
        },
        noChange: { value: 0, because: 'all take all, as by default' },
        note: 'Owners who choose at random would decline 42 %.',
      },
    ],
    [
      'rates-3123-below',
      {
        ...common,
        question:
          'Once owners may choose their part of the emission for 30 days (#3123): how many of the 128 subnets take less than all?',
        decides: `Hit: the outcome lies in the interval, in the first public record of all subnets 30 to 120 days after the rule is live, looked at from ${june} on. ${conditional}`,
        forecast: {
          unit: 'subnets',
          scale: 'plain',
          value: median(own.map(({ below }) => below.median)),
          low: 13,
          high: Math.max(...own.map(({ below }) => below.high)),
          level,
        },
        noChange: { value: 0, because: 'all take all, as by default' },
        computed: {
          value: 'proposals.2026-08-10.rates.below.median',
          high: 'proposals.2026-07-31.rates.below.high',
        },
      },
    ],
  ];
}

/** Proposal #3136: a free split of the 82 % that miners and stakers share. */
function splitOf3136(): NamedDraft {
  return [
    'split-3136-off-half',
    {
      question:
        'Once owners may split the pay of miners and stakers freely for 60 days (#3136): in how many of the 128 subnets is it no longer 41 to 41?',
      what: 'no rule: at recorded prices an owner’s income does not read the split, so this counts how many owners turned a comparable setting',
      decides: `Hit: the outcome lies in the interval, in the first public record of all subnets 60 to 150 days after the rule is live, looked at from ${june} on. ${conditional}`,
      assumes: [
        'Owners turn it as often as other settings that cost them nothing: κ was off its default in 7 subnets in September 2025; to August 2026, 10 changes of the Yuma version, 20 of the activity cutoff, 35 of immunity and 39 of commit-reveal.',
      ],
      forecast: { unit: 'subnets', scale: 'plain', value: 20, low: 7, high: 39, level },
      noChange: { value: 0, because: 'all stay at 41 to 41, as by default' },
      due: june,
      outcome: null,
      note: 'The split moves no TAO between subnets: shares do not read it. At the prices of 7 August, a fifth for miners in all subnets takes them from 2,747 to 1,099 TAO a day and stakers from 3,831 to 6,130.',
    },
  ];
}
