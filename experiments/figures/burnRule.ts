import { burnRule, halfLifeFor, hiddenTarget, stalestAtRest } from '../../sim/controllers/burnRule.ts';
import { elasticDemand, paperDemand } from '../../sim/controllers/demand.ts';
import {
  eip1559,
  ethereumRate,
  exponentialEip1559,
  largestExcess,
  restlessAbove,
  restlessBelow,
} from '../../sim/controllers/eip1559.ts';
import { logPriceMap, lyapunov, meanQuantity, orbit } from '../../sim/controllers/priceDynamics.ts';
import type { PriceRule } from '../../sim/controllers/priceRule.ts';
import { burnFlow } from '../../sim/games/burnFlow.ts';
import { honeymoon, meanBlockSize } from '../../sim/games/feeMarket.ts';
import { stream } from '../../sim/random.ts';
import { blocksPerDay } from '../../sim/units.ts';
import { meanInterval } from '../statistics/meanInterval.ts';
import { burnCharts } from './burnRuleCharts.ts';
import { agrees, type Check, near, unpublished, workedOut } from './check.ts';
import type { Figure, FigureResult } from './figure.ts';

const chain = { halfLife: 360, multiplier: 1.26 } as const;
/** Range of valuations of the paper’s chaotic example, and the mean and premium of all. */
const paper = { range: 20, mean: 210, premium: 1 } as const;
const seeds = 8;
const halfLives = [180, 360, 720, 1440, 2880, 5400] as const;

/** F20: two price rules of one family, and what they aim at. */
export const burnRuleFigure: Figure = {
  id: 'F20',
  name: 'eip-1559-and-burn',
  title: 'The price of entry keeps its hidden target even in chaos; EIP-1559 does not',
  source:
    'Leonardos and others, arXiv 2102.10567 and 2212.07175; Reijsbergen and others, arXiv 2110.04753; subtensor v3.3.14-401, registration.rs',
  inputs: [
    { name: 'learning rate of EIP-1559, d', value: ethereumRate, unit: '' },
    {
      name: 'valuations: mean, premium, most demand',
      value: '210, 1, 2 full blocks',
      unit: '',
      source: 'the notebooks of arXiv 2102.10567',
    },
    {
      name: 'half-life and multiplier of the price of entry',
      value: `${chain.halfLife}, ${chain.multiplier}`,
      unit: 'blocks, ×',
      source: 'defaults of subtensor since April 2026',
    },
    {
      name: 'variable rate',
      value: 'window 8, band 0.25 … 0.75, + 0.025, × 0.95',
      unit: '',
      source: 'the repository of arXiv 2110.04753',
    },
    {
      name: 'demand under proof of work',
      value: 'elasticity 1, gaps of blocks exponential',
      unit: '',
      source: 'our assumption; no parameter is fitted',
    },
    {
      name: 'demand under proof of stake',
      value: 'elasticity 1, evenly spread over 0 … 2 targets',
      unit: '',
      source: 'our assumption; the abstract states no spread',
    },
    { name: 'worlds', value: seeds, unit: '' },
  ],
  seconds: 25,
  compute,
};

/** What the charts and the checks share. */
export interface BurnFindings {
  /** [range] excess of block sizes, %, and the Lyapunov exponent, by the range of valuations. */
  readonly eip: readonly {
    readonly range: number;
    readonly linear: number;
    readonly exponential: number;
    readonly lyapunov: number;
  }[];
  /** Sizes of blocks over the target in the long run, by the range. */
  readonly sizes: readonly { readonly range: number; readonly size: number }[];
  /** [stale] by the age of buyers’ news over halfLife / elasticity. */
  readonly burn: readonly { readonly stale: number; readonly lyapunov: number; readonly excess: number }[];
  /** [half-life] registrations a day: hidden target, and mean of the chain’s own price. */
  readonly flows: readonly { readonly halfLife: number; readonly target: number; readonly mean: number }[];
}

function compute(): FigureResult {
  const found: BurnFindings = { ...eipFindings(), burn: burnFindings(), flows: flows() };
  const target = hiddenTarget(chain, blocksPerDay);
  const most = 100 * largestExcess();
  const worst = Math.max(...found.burn.map(({ excess }) => Math.abs(excess)));
  return {
    answer:
      `The price of entry aims at ${target.toFixed(1)} registrations a day and in chaos misses that mean by ${worst.toFixed(2)} % at most; ` +
      `EIP-1559 fills blocks up to ${most.toFixed(1)} % more than it aims at.`,
    text: textOf(target),
    checks: [...eipChecks(found), ...noiseChecks(), ...variableChecks(), ...burnChecks(found, worst)],
    charts: burnCharts(found),
    tables: tablesOf(found),
  };
}

function textOf(target: number): string[] {
  return [
    'Both rules multiply a price by a factor of what was bought. What stays bounded gains nothing on average, so in the long run E ln(factor) = 0. EIP-1559 has the factor 1 + d (g − 1): its mean block g is above the target by Jensen’s inequality, at most by what full and empty blocks alone would give. The price of entry has multiplierⁿ · 2^(−blocks / half-life), whose logarithm is linear in the registrations n: their mean is exactly blocks · ln 2 / (half-life · ln multiplier), with noise, in a swing and in chaos.',
    `At 360 blocks and × 1.26 that is ${target.toFixed(2)} a day; ${halfLifeFor(4, blocksPerDay, chain.multiplier).toFixed(0)} blocks aim at 4. Where fewer want in than it aims at, the price lies on minBurn and the rule steers nothing.`,
    `If buyers answer to a price that is some blocks old, its logarithm has the slope 1 − elasticity · age · ln 2 / half-life at rest; the multiplier is not in it. With an elasticity of 1 and 360 blocks it rests while news is younger than ${stalestAtRest(360, 1).toFixed(0)} blocks (${((stalestAtRest(360, 1) * 12) / 3600).toFixed(1)} h), with an elasticity of 10 while it is younger than ${stalestAtRest(360, 10).toFixed(0)}. Registrations that are included one after the other within a block each see the price of the one before, so only bids that are made on an old price count.`,
    'The figures measured on Ethereum are reproduced by models with assumptions of ours, which the inputs name: they say which spread of block sizes explains a bias, not what Ethereum’s demand was.',
  ];
}

function eipFindings(): Pick<BurnFindings, 'eip' | 'sizes'> {
  const ranges = Array.from({ length: 80 }, (_, k) => 4 + k);
  const excessOf = (rule: PriceRule, range: number) => {
    const demand = paperDemand(range);
    return 100 * (meanQuantity(orbit(logPriceMap(rule, demand), Math.log(200), 2000, 10_000), demand) - 1);
  };
  return {
    eip: ranges.map((range) => ({
      range,
      linear: excessOf(eip1559(), range),
      exponential: excessOf(exponentialEip1559(), range),
      lyapunov: exponentOf(range),
    })),
    sizes: ranges.flatMap((range) => {
      const demand = paperDemand(range);
      const states = orbit(logPriceMap(eip1559(), demand), Math.log(200), 5000, 24);
      return Array.from(states, (level) => ({ range, size: demand(Math.exp(level)) }));
    }),
  };
}

function exponentOf(range: number): number {
  const map = logPriceMap(eip1559(), paperDemand(range));
  return lyapunov(map, orbit(map, Math.log(200), 2000, 5000));
}

/** Ages of news over halfLife / elasticity; the threshold is 2 / ln 2 = 2.885. */
function burnFindings(): BurnFindings['burn'] {
  return Array.from({ length: 60 }, (_, k) => {
    const stale = 0.5 + 0.1 * k;
    const rule = burnRule(chain, stale * chain.halfLife);
    const demand = elasticDemand(rule.restsAt, 1, 20 * rule.restsAt);
    const map = logPriceMap(rule, demand);
    const states = orbit(map, 0.01, 2000, 40_000);
    const excess = 100 * (meanQuantity(states, demand) / rule.restsAt - 1);
    return { stale, lyapunov: lyapunov(map, states.subarray(0, 5000)), excess };
  });
}

const flows = (): BurnFindings['flows'] =>
  halfLives.map((halfLife) => {
    const rule = { halfLife, multiplier: chain.multiplier };
    const target = hiddenTarget(rule, blocksPerDay);
    const flow = { ...rule, elasticity: 1, perDay: 8 * target, registrations: 1000 };
    return { halfLife, target, mean: burnFlow(flow, stream('burn rule', 'flow', halfLife)) };
  });

function eipChecks({ eip }: BurnFindings): Check[] {
  const excesses = eip.map(({ linear }) => linear);
  const [least, most] = [Math.min(...excesses), Math.max(...excesses)];
  const chaotic = exponentOf(paper.range);
  const exponential = Math.max(...eip.map(({ exponential: one }) => Math.abs(one)));
  return [
    near(
      'largest long-run excess of block sizes, %',
      6,
      100 * largestExcess(),
      0.5,
      'printed as ≈ 6 % (arXiv 2212.07175, abstract)',
    ),
    agrees(
      'mean block size lies from the target to the bound',
      'yes',
      `${least.toFixed(2)} … ${most.toFixed(2)} % over 80 ranges of valuations`,
      least > -0.05 && most < 100 * largestExcess() + 0.05,
      'arXiv 2212.07175, abstract',
    ),
    agrees(
      'an approximate version is optimal without convergence',
      'yes',
      `largest |excess| ${exponential.toFixed(3)} %`,
      exponential < 0.05,
      'arXiv 2212.07175, abstract: here (1 + d)^(g − 1)',
    ),
    agrees(
      'chaotic for steep demand at d = 1/8',
      'yes',
      `Lyapunov exponent ${chaotic.toFixed(3)} at w = 20`,
      chaotic > 0,
      'arXiv 2102.10567; w 20 and m 210 are those of its figure 3',
    ),
    workedOut(
      near(
        'range of valuations below which the fee swings',
        55.733,
        restlessBelow(ethereumRate, paper.mean, paper.premium),
        1e-3,
      ),
    ),
    workedOut(
      near(
        'learning rate above which the fee swings at w = 20',
        0.04673,
        restlessAbove(paper.range, paper.mean, paper.premium),
        1e-5,
      ),
    ),
  ];
}

/** Excess of block sizes with noise, %, over seeds. */
function noiseExcess(kind: 'gaps' | 'even') {
  return meanInterval(
    Array.from({ length: seeds }, (_, seed) => {
      const draws = stream(seed, 'fee market', kind);
      const factor = kind === 'gaps' ? () => draws.exponential(1) : () => 2 * draws.next();
      return 100 * (meanBlockSize(eip1559(), elasticDemand(1, 1, 1e9), factor, 20_000, 1) - 1);
    }),
  );
}

function noiseChecks(): Check[] {
  const [gaps, even] = [noiseExcess('gaps'), noiseExcess('even')];
  const range = ({ low, high }: typeof gaps) =>
    `95 % interval ${low.toFixed(2)} … ${high.toFixed(2)} of ${seeds} worlds`;
  return [
    near(
      'excess under proof of work, %',
      2.9,
      gaps.mean,
      0.3,
      `measured on chain (arXiv 2212.07175); ours: exponential gaps alone, ${range(gaps)}; the tolerance was chosen with both results known`,
    ),
    near(
      'excess under proof of stake, %',
      2,
      even.mean,
      0.3,
      `measured on chain (arXiv 2212.07175); ours: sizes evenly spread, ${range(even)}; the spread is our assumption, the tolerance as above`,
    ),
  ];
}

const level = { calm: 50, burst: 150 } as const;
const scenes = {
  stable: Array.from({ length: 450 }, () => level.calm),
  burst: Array.from({ length: 450 }, (_, block) => (block >= 150 && block < 250 ? level.burst : level.calm)),
};

function variableChecks(): Check[] {
  return (['stable', 'burst'] as const).map((scene) => {
    const records = [false, true].map((isVariable) =>
      Array.from({ length: seeds }, (_, seed) =>
        honeymoon(scenes[scene], isVariable, stream(seed, 'honeymoon', scene)),
      ),
    );
    const [fixed, variable] = records.map((list) => ({
      full: meanInterval(list.map(({ full }) => 100 * full)),
      miss: meanInterval(list.map(({ mean }) => 100 * Math.abs(mean / 0.5 - 1))),
    }));
    const holds = variable.full.high < fixed.full.low && variable.miss.mean < fixed.miss.mean;
    const ours = `full blocks ${fixed.full.mean.toFixed(1)} → ${variable.full.mean.toFixed(1)} %, off the target by ${fixed.miss.mean.toFixed(1)} → ${variable.miss.mean.toFixed(1)} %`;
    return agrees(
      `a variable rate does better than a fixed one, ${scene} demand`,
      'yes',
      ours,
      holds,
      'arXiv 2110.04753, abstract; its levels of fees were recorded ones, ours are 50 and 150 Gwei',
    );
  });
}

function burnChecks({ flows: simulated, burn }: BurnFindings, worst: number): Check[] {
  const miss = Math.max(...simulated.map(({ target, mean }) => Math.abs(mean / target - 1)));
  const firstChaos = burn.find(({ lyapunov: exponent }) => exponent > 0.02);
  return [
    workedOut(
      near('registrations a day at 360 blocks and × 1.26', 60, hiddenTarget(chain, blocksPerDay), 0.05),
    ),
    workedOut(
      near('half-life that aims at 4 a day, blocks', 5400, halfLifeFor(4, blocksPerDay, chain.multiplier), 5),
    ),
    workedOut(
      near(
        'largest miss of the mean flow of the chain’s own price, %',
        0,
        100 * miss,
        1,
        'a few registrations of 1,000',
      ),
    ),
    workedOut(near('largest miss of the mean in swings and chaos, %', 0, worst, 0.1)),
    workedOut(
      near(
        'age of news at which the price begins to swing, halfLife / elasticity',
        2 / Math.LN2,
        stalestAtRest(chain.halfLife, 1) / chain.halfLife,
        1e-9,
      ),
    ),
    unpublished(
      'age of news from which it is chaotic, halfLife / elasticity',
      firstChaos === undefined ? 'none found' : firstChaos.stale,
    ),
  ];
}

const tablesOf = ({ eip, burn, flows: simulated }: BurnFindings): FigureResult['tables'] => [
  {
    name: 'eip-1559',
    caption: 'EIP-1559 at d = 1/8 by the range of valuations.',
    columns: [
      { name: 'range', unit: 'Gwei', definition: 'w: valuations are uniform on 210 ± w / 2' },
      { name: 'excess', unit: '%', definition: 'mean block size over the target, less 1' },
      { name: 'exponential', unit: '%', definition: 'the same with the factor (1 + d)^(g − 1)' },
      { name: 'lyapunov', unit: 'nats a block', definition: 'Lyapunov exponent; above 0 is chaos' },
    ],
    rows: eip.map(({ range, linear, exponential, lyapunov: exponent }) => [
      range,
      linear,
      exponential,
      exponent,
    ]),
  },
  {
    name: 'burn-staleness',
    caption: 'The price of entry by the age of buyers’ news, elasticity 1.',
    columns: [
      { name: 'age', unit: 'halfLife / elasticity', definition: 'age of the price that buyers answer to' },
      { name: 'lyapunov', unit: 'nats a period', definition: 'Lyapunov exponent; above 0 is chaos' },
      { name: 'excess', unit: '%', definition: 'mean registrations over the hidden target, less 1' },
    ],
    rows: burn.map(({ stale, lyapunov: exponent, excess }) => [stale, exponent, excess]),
  },
  {
    name: 'hidden-target',
    caption: 'What the price of entry aims at, and the mean flow of the chain’s own arithmetic.',
    columns: [
      { name: 'half_life', unit: 'blocks', definition: 'burnHalfLife, at a multiplier of 1.26' },
      { name: 'target', unit: 'registrations a day', definition: '7,200 ln 2 / (half-life ln 1.26)' },
      { name: 'mean', unit: 'registrations a day', definition: 'of 1,000 registrations, elasticity 1' },
    ],
    rows: simulated.map(({ halfLife, target, mean }) => [halfLife, target, mean]),
  },
];
