import { formatRange } from '../statistics/describe.ts';
import { agrees, type Check, near, unpublished, workedOut } from './check.ts';
import { costCharts } from './consensusCostCharts.ts';
import { costTables } from './consensusCostTables.ts';
import { chainTimes, validatorsText } from './cost/chainTimes.ts';
import { blockMs, type CostStudy, costStudy, type Family, wholePlan } from './cost/costStudy.ts';
import { equalServers, levelsOfMean } from './cost/equalServers.ts';
import type { Context, Figure, FigureResult } from './figure.ts';

/** F15: how large may a network be? */
export const consensusCost: Figure = {
  id: 'F15',
  name: 'consensus-cost',
  title: 'What an epoch costs as the network grows, and what 4,096 really limits',
  source:
    'the interview of 10 November 2022 (38:12: “the 4096 limit”, “effectively N squared”); subtensor tests/epoch.rs, tests of 4,096 and 16,384 uids',
  inputs: [
    {
      name: 'arithmetic',
      value: 'float64, WebAssembly kernel',
      unit: '',
      source: 'sim/kernel/float64; the twin where said',
    },
    { name: 'consensus', value: 'Yuma 2, every row full', unit: '', source: 'subtensor v0.0.1' },
    { name: 'block', value: blockMs / 1000, unit: 's', source: 'chain' },
    { name: 'epochs of a network', value: 'every 100', unit: 'blocks', source: 'tempo 99' },
  ],
  seconds: 40,
  compute,
};

function compute({ progress }: Context): FigureResult {
  return consensusCostOf(costStudy(wholePlan, progress));
}

/** The figure of a measured study. */
export function consensusCostOf(study: CostStudy): FigureResult {
  const everyone = familyOf(study, 'n');
  const few = familyOf(study, 256);
  const last = everyone.costs[everyone.costs.length - 1];
  const { ms } = chainTimes[3];
  const ofTheChain = 4096 * Math.sqrt(blockMs / ms);
  const widest = study.nets[study.nets.length - 1];
  return {
    answer: `Processor time is not what stops a network at 4,096 uids: one core brings an epoch of ${thousands(everyone.largest)} uids, all validators, into one block of 12 s.`,
    text: [
      `Entries grow as n² where every uid is a validator and as n where their number is fixed; the time follows, n^${slopeText(everyone)} and n^${slopeText(few)} with 256 validators. With the chain’s own code, timed elsewhere, ${thousands(ofTheChain)} uids fit into a block. What stops at 4,096 is the u16: the mean miner of 4,096 has 16 levels, of 16,384 four.`,
      '**Times are of this machine**, processor time of one core, the fastest of several epochs; run the command again and they differ a little. Entries, bytes and levels are the same everywhere.',
      `One network against many: ${widest.nets} networks of ${thousands(widest.size)} uids read ${thousands(widest.many.entries)} entries an epoch, one network of all their uids ${thousands(widest.one.entries)}, ${widest.nets} times as many, and takes ${(widest.one.ms / widest.many.ms).toFixed(0)} times as long. So K networks of n cost K n² and one of K n costs K² n²: 100 networks of 4,096 cost a hundredth of one of 409,600.`,
      `An epoch comes every 100 blocks, so one core carries at the largest rate measured ${thousands(netsInTempo(everyone, 4096))} networks of 4,096 × 4,096, or ${thousands(netsInTempo(few, 4096))} of 4,096 with 256 validators, epoch after epoch. “4,096 times 1,000” is within reach only with few validators each, and only of one that does nothing else.`,
      `Memory: at ${thousands(last.size)} × ${thousands(last.size)} the chain would store ${bytesText(last.storedBytes)} of weights and bonds; the kernel works in ${bytesText(last.kernelBytes)}. With 256 validators and 16,384 uids it is ${bytesText(few.costs[few.costs.length - 1].storedBytes)}: the bytes on every node speak for few validators sooner than the seconds do.`,
      'Density: the kernel keeps a cell for each pair, so a sparse network saves it the reading and storing of entries and nothing else. Below one half the time falls at once, because a majority then says nothing about most miners: their consensus is zero and no median is searched. Where only a few per cent of the pairs have a weight, a layout that skips the others would win.',
      'Up to 4,096 uids the matrices fit the processor’s cache or nearly so; beyond it every pass comes from memory, which is why the time of the whole square grows a little faster than n².',
      'The largest n is an extrapolation, at the pairs per second of the largest network of its row. A uid is a u16, so 65,535 is the end whatever the time.',
      'Resolution: until April 2023 rank and incentive were stored as u16 shares of the whole. With n equal miners each has 65,535/n of it, so 4,096 leaves 16 levels to tell a mean miner from none, 16,384 leaves 4, and one network of 409,600 would have rounded the mean miner to nothing. Since then values are scaled to the largest.',
    ],
    checks: checks(study),
    charts: costCharts(study),
    tables: costTables(study),
  };
}

function checks(study: CostStudy): Check[] {
  const small = equalServers(4096, 256);
  const large = equalServers(16_384, 512);
  const widest = study.nets[study.nets.length - 1];
  return [
    ...study.families.map(({ validators, entries }) =>
      workedOut(
        near(
          `power of n in the entries read, ${validatorsText(validators)}`,
          validators === 'n' ? 2 : 1,
          entries.slope,
          1e-9,
        ),
      ),
    ),
    workedOut(
      near(
        `entries of one network over those of ${widest.nets}`,
        widest.nets,
        widest.one.entries / widest.many.entries,
        0,
      ),
    ),
    near('RAO of each server, 4,096 uids and 256 validators', 130_208, small.rao, 0),
    near('u16 rank of each server there', 17, small.level, 0),
    near(
      'RAO of each server, 16,384 uids and 512 validators',
      31_502,
      large.rao,
      0,
      'Exact value; the chain’s fixed point gave 31,517.',
    ),
    near('u16 rank of each server there', 4, large.level, 0),
    workedOut(near('u16 levels of the mean miner of 4,096', 16, levelsOfMean(4096), 0.01)),
    workedOut(near('u16 levels of the mean miner of 16,384', 4, levelsOfMean(16_384), 0.01)),
    workedOut(
      agrees(
        'u16 levels of the mean miner of 409,600',
        'below 1',
        levelsOfMean(409_600).toFixed(2),
        levelsOfMean(409_600) < 1,
      ),
    ),
    ...study.families.flatMap((family) => [
      unpublished(
        `power of n in the measured time, ${validatorsText(family.validators)}`,
        `${slopeText(family)} (n ${family.time.n})`,
        `Interval of 95 %, ${family.time.method}: of the fit, not of the machine.`,
      ),
      unpublished(
        `largest n in a block of 12 s, ${validatorsText(family.validators)}`,
        family.largest > 65_535
          ? `65,535, the last uid (time: ${thousands(family.largest)})`
          : thousands(family.largest),
      ),
    ]),
  ];
}

const slopeText = ({ time: { slope, low, high } }: Family): string =>
  `${slope.toFixed(2)} [${formatRange(low, high, 2)}]`;

function familyOf({ families }: CostStudy, validators: number | 'n'): Family {
  const found = families.find((family) => family.validators === validators);
  if (found === undefined)
    throw new Error(`the plan of consensus-cost has no family of ${validators} validators`);
  return found;
}

/** Networks of one size whose epochs a core brings into 100 blocks. */
function netsInTempo({ costs }: Family, size: number): number {
  const cost = costs.find((known) => known.size === size) ?? costs[costs.length - 1];
  return (100 * blockMs) / cost.ms;
}

const thousands = (value: number): string => Math.round(value).toLocaleString('en');

const bytesText = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
