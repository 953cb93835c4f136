import type { CostStudy } from './cost/costStudy.ts';
import { levelsOfMean } from './cost/equalServers.ts';
import type { Cost } from './cost/measureCost.ts';
import { passesOf } from './cost/passes.ts';
import type { FigureColumn, FigureTable } from './figure.ts';

const costColumns: readonly FigureColumn[] = [
  { name: 'n', unit: 'uids', definition: 'uids of the network' },
  { name: 'validators', unit: 'uids', definition: 'uids with a permit and a row of weights' },
  { name: 'density', unit: 'share', definition: 'share of the uids that a row names' },
  { name: 'entries', unit: 'entries', definition: 'weight entries that the epoch read' },
  {
    name: 'visits',
    unit: 'pairs',
    definition: 'visits of a pair: pairs times passes of the kernel over them',
  },
  {
    name: 'ms',
    unit: 'ms',
    definition: 'processor time of one epoch on the machine that wrote this, fastest of epochs',
  },
  { name: 'epochs', unit: 'epochs', definition: 'epochs timed' },
  { name: 'ns_pair', unit: 'ns', definition: 'processor time over n times validators' },
  {
    name: 'stored',
    unit: 'bytes',
    definition: 'weights and bonds as the chain stores them, 4 bytes an entry',
  },
  { name: 'kernel', unit: 'bytes', definition: 'memory that the kernel works in' },
];

const costRow = (cost: Cost) => {
  const pairs = cost.size * cost.validators;
  return [
    cost.size,
    cost.validators,
    cost.density,
    cost.entries,
    pairs * passesOf(cost.validators),
    cost.ms,
    cost.epochs,
    (1e6 * cost.ms) / pairs,
    cost.storedBytes,
    cost.kernelBytes,
  ];
};

/** Sizes whose resolution is given: those built or discussed. */
const sizes = [256, 1024, 2048, 4096, 8192, 16_384, 65_535, 409_600] as const;

export function costTables({ families, densities, twin, nets }: CostStudy): FigureTable[] {
  return [
    {
      name: 'cost',
      caption: 'What an epoch costs, by uids and validators; times measured on one core of this machine.',
      columns: costColumns,
      rows: families.flatMap(({ costs }) => costs.map(costRow)),
    },
    {
      name: 'density',
      caption: 'The same network with fewer entries; times measured.',
      columns: costColumns,
      rows: densities.map(costRow),
    },
    {
      name: 'twin',
      caption: 'The readable TypeScript beside the kernel; times measured.',
      columns: [
        { name: 'n', unit: 'uids', definition: 'uids, all of them validators' },
        { name: 'twin', unit: 'ms', definition: 'processor time of an epoch in TypeScript' },
        { name: 'kernel', unit: 'ms', definition: 'processor time of the same epoch in the kernel' },
        { name: 'ratio', unit: '1', definition: 'twin over kernel' },
      ],
      rows: twin.flatMap((slow) => {
        const fast = families[0].costs.find(({ size }) => size === slow.size);
        return fast === undefined ? [] : [[slow.size, slow.ms, fast.ms, slow.ms / fast.ms]];
      }),
    },
    {
      name: 'networks',
      caption: 'K networks of n against one of K n, all validators; times measured.',
      columns: [
        { name: 'nets', unit: 'networks', definition: 'networks, K' },
        { name: 'n', unit: 'uids', definition: 'uids of each, n' },
        { name: 'many_entries', unit: 'entries', definition: 'entries that K networks read' },
        { name: 'one_entries', unit: 'entries', definition: 'entries that one network of K n uids reads' },
        { name: 'many', unit: 'ms', definition: 'processor time of K networks, one after the other' },
        { name: 'one', unit: 'ms', definition: 'processor time of one network of K n uids' },
      ],
      rows: nets.map(({ nets: count, size, many, one }) => [
        count,
        size,
        many.entries,
        one.entries,
        many.ms,
        one.ms,
      ]),
    },
    {
      name: 'resolution',
      caption: 'How finely a u16 share of the whole tells the mean miner apart.',
      columns: [
        { name: 'n', unit: 'miners', definition: 'miners of the network' },
        { name: 'levels', unit: 'u16', definition: '65,535 over n: u16 of the mean miner before flooring' },
      ],
      rows: sizes.map((size) => [size, levelsOfMean(size)]),
    },
  ];
}
