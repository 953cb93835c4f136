import { canonical, sha256 } from '../../base/canonical.ts';
import { engineOf } from '../../base/identity.ts';
import { type Entry, type Forecast, type Statement, sealOf } from './entry.ts';
import { level, type PriceFigures } from './priceFigures.ts';

/** The committed file of figures, from the project's root. */
export const figuresFile = 'results/reference/ledger/price-of-entry.json';

const registered = '2026-11-29';
type Spread = Pick<Forecast, 'value' | 'low' | 'high'>;
type Known = Omit<Entry, 'schema' | 'hash' | 'model' | 'registered' | 'hindsight' | 'forecast'> & {
  readonly what: string;
  readonly forecast: Omit<Forecast, 'level'>;
};

const continuous =
  'sim/burnPrice.ts at the defaults of burn-2026 (half-life 360 blocks, × 1.26), candidates at the rates of September 2026, whatever the price';
const interval =
  'sim/difficulty.ts at the defaults of yuma3-2025, candidates at the rates of September 2026, whatever the price';
const floors =
  'The rule is right and the floors are not: owners raised minBurn 75 times in the ledger of changes, and the forecast has one floor, 0.0005 TAO, for all.';
const [april, metagraphed, correlates] = [
  'sudoHayato/bittensor-research@d2068f4, all subnets on 11 April 2026',
  'JSONbored/metagraphed@30a4d61b, registry/native/finney-subnets.json',
  'pkoellinger/bittensor-subnet-price-correlates, 128 subnets at block 9,184,186',
];

/** The first entries of the ledger, by name. Those of an outcome that is known already are hindsight. */
export function firstEntries(figures: PriceFigures): ReadonlyMap<string, Entry> {
  const plan = sha256(canonical(figures));
  const made = (
    name: string,
    { what, outcome, note, ...known }: Known,
    ruleset: RulesetOf,
  ): [string, Entry] => {
    const statement: Statement = {
      schema: 1,
      question: known.question,
      model: { what, ruleset, engine: engineOf({ ruleset }), plan },
      registered,
      forecast: { ...known.forecast, level },
      noChange: known.noChange,
      due: known.due,
    };
    const hindsight = outcome !== null && outcome.day <= registered;
    return [
      name,
      { ...statement, hash: sealOf(statement), hindsight, outcome, ...(note !== undefined && { note }) },
    ];
  };
  return new Map(
    [...priceEntries(figures), ...ownerEntries(figures), ...openEntries(figures)].map(
      ([name, known, ruleset]) => made(name, known, ruleset),
    ),
  );
}

type RulesetOf = Entry['model']['ruleset'];
type Draft = readonly [name: string, known: Known, ruleset: RulesetOf];

/** A quantile of the price of entry of all subnets on a day. */
function price(
  share: 'median' | 'ninth decile',
  { day, source }: { readonly day: string; readonly source: string },
  spread: Spread,
  what: string,
  [before, found]: readonly [number, number],
  note?: string,
): Known {
  return {
    question: `What is the ${share} of the price of entry over all subnets on ${day}?`,
    what,
    forecast: { unit: 'TAO', scale: 'log', ...spread },
    noChange: { value: before, because: 'the same quantile at the look before' },
    due: day,
    outcome: { value: found, day, source },
    ...(note !== undefined && { note }),
  };
}

function priceEntries({ continuous: after, interval: before }: PriceFigures): Draft[] {
  const [looked, june, august, september] = [
    { day: '2026-04-11', source: april },
    { day: '2026-06-14', source: metagraphed },
    { day: '2026-08-07', source: metagraphed },
    { day: '2026-09-30', source: correlates },
  ];
  const endless =
    'Without a price that turns candidates away, a subnet with more than the target of them doubles its price for ever: hence the width.';
  const burn = 'burn-2026';
  return [
    [
      'price-2026-04-median',
      price('median', looked, before.median, interval, [0.001332663, 0.0005]),
      'yuma3-2025',
    ],
    [
      'price-2026-04-p90',
      price('ninth decile', looked, before.p90, interval, [0.191792372, 0.205376], endless),
      'yuma3-2025',
    ],
    ['price-2026-06-median', price('median', june, after.median, continuous, [0.0005, 0.0005]), burn],
    ['price-2026-06-p90', price('ninth decile', june, after.p90, continuous, [0.205376, 0.5], floors), burn],
    ['price-2026-08-median', price('median', august, after.median, continuous, [0.0005, 0.00058]), burn],
    ['price-2026-08-p90', price('ninth decile', august, after.p90, continuous, [0.5, 0.7], floors), burn],
    [
      'price-2026-09-median',
      price('median', september, after.median, continuous, [0.00058, 0.0225], floors),
      burn,
    ],
  ];
}

function ownerEntries({ immunity }: PriceFigures): Draft[] {
  const { changes, rises, agrees } = immunity;
  const apart =
    'The ledger of changes has 35 of immunity. 7 lie between the two looks at all prices, are no first capture and no reset by a new owner of a netuid; the others have no price after them in the data. Some of the seven netuids have another name on the second day.';
  const common = {
    what: 'no rule of the price of entry in sim/ reads the immunity period',
    due: '2026-04-11',
    note: apart,
  };
  const count = ({ value, low, high }: Spread) => ({
    unit: 'changes',
    scale: 'plain' as const,
    value,
    low,
    high,
  });
  const source = `25 September 2025: opentensor/bittensor@bb526e6; ${april}`;
  return [
    [
      'immunity-price-rises',
      {
        ...common,
        question: `After how many of ${changes} changes of immunity by owners is entry dearer on 11 April 2026 than on 25 September 2025?`,
        forecast: count(rises),
        noChange: { value: 0, because: 'a price that does not move is not dearer' },
        outcome: { value: rises.found, day: '2026-04-11', source },
        note: `${apart} Owners who change one setting change others: the same subnets have higher floors.`,
      },
      'yuma3-2025',
    ],
    [
      'immunity-price-signs',
      {
        ...common,
        question: `After how many of ${changes} changes of immunity by owners did the price of entry move the same way as the period?`,
        forecast: count(agrees),
        noChange: { value: 0, because: 'a price that does not move has no sign' },
        outcome: { value: agrees.found, day: '2026-04-11', source },
      },
      'yuma3-2025',
    ],
  ];
}

function openEntries({ targetRegistrations, medianOverFloor, balance }: PriceFigures): Draft[] {
  const { changes, dearer } = targetRegistrations;
  const due = '2027-03-31';
  return [
    [
      'target-registrations-price',
      {
        question: `Of the ${changes} subnets whose target registrations went from 1 to 2 between May and August 2026, how many are dearer to enter on ${due} than the median subnet?`,
        what: 'the price of entry since 22 April 2026 does not read the target: as many as among all subnets on 11 April 2026',
        forecast: { unit: 'subnets', scale: 'plain', ...dearer },
        noChange: { value: changes / 2, because: 'half of any subnets lie above the median' },
        due,
        outcome: null,
        note: 'The ledger of changes has 15 of them in 14 subnets, all after both looks at all prices: no outcome is in the data.',
      },
      'autumn-2026',
    ],
    [
      'half-life-360-at-the-floor',
      {
        question: `Over the subnets with burnHalfLife 360 and burnIncreaseMult 1.26 on ${due}, what is the median of the price of entry over the subnet's own minBurn?`,
        what: `${continuous}: three registrations double a price and 360 blocks halve it, which balances at 60 a day, where the median subnet sees 1.9`,
        forecast: { unit: 'times minBurn', scale: 'log', ...medianOverFloor },
        noChange: {
          value: 45,
          because: 'the median of 30 September 2026, 0.0225 TAO, over the default floor',
        },
        due,
        outcome: null,
      },
      'autumn-2026',
    ],
    [
      'half-life-5400-aims-at-four',
      {
        question:
          'In the first subnet that sets burnHalfLife to 5,400 at a burnIncreaseMult of 1.26: registrations a day over the first 30 days in which its price touches neither minBurn nor maxBurn?',
        what: 'sim/burnPrice.ts: registrations that bring a price back to where it was in 30 days; the ends: to an eighth and to eight times',
        forecast: { unit: 'registrations a day', scale: 'plain', ...balance[5400] },
        noChange: { value: balance[360].value, because: 'what the half-life of 360 blocks aims at' },
        due: '2027-01-31',
        outcome: null,
        note: 'Open until such a subnet is seen.',
      },
      'autumn-2026',
    ],
  ];
}
