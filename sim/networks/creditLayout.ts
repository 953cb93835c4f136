import { isEligible } from '../coinbase/ratedSubnet.ts';
import { isStarted, type WaitingAlpha, type WeightedSubnet } from '../coinbase/weightedSubnet.ts';
import { type CreditArena, flag, scalarNames } from '../kernel/credit/creditArena.ts';
import { U96F32, u64Max } from '../math/saturating.ts';
import { u16Max } from '../units.ts';
import type { NetworksSetting } from './networksRules.ts';
import type { NetworkState, NetworksState, StakePool, TaoBooks } from './networksState.ts';
import { stakedOn } from './stakedOn.ts';

/** RAO beyond which the kernel's sums are not known to fit. */
const mostRao = 30_000_000_000_000_000n;
const mostBlocks = 2 ** 30;
const one = U96F32.one;
/** Weights that a pool may have, parts of 10^18. */
const [leastWeight, largestWeight] = [10n ** 16n, 99n * 10n ** 16n];

const within = (value: bigint, most: bigint): boolean => value >= 0n && value <= most;
const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < mostBlocks;
const placeOf = (name: (typeof scalarNames)[number]): number => scalarNames.indexOf(name);

const isPaid = (subnet: WeightedSubnet): boolean => isEligible({ ...subnet, started: isStarted(subnet) });

/** Whether a subnet's numbers are within what the kernel holds; stable ones and those that root has switched off are the readable text's. */
export function fitsKernel<Pool extends StakePool>(
  { subnet, books, pools }: NetworkState<WeightedSubnet, Pool>,
  setting: NetworksSetting,
): boolean {
  const { waiting, brought } = subnet;
  const amounts = [
    ...[subnet.tao, subnet.alphaIn, subnet.alphaOut, subnet.protocolFlow, subnet.protocolAlpha],
    ...Object.values(waiting),
    ...Object.values(brought),
    ...[books.issued, books.lost, books.claimable, books.outside, stakedOn(pools)],
  ];
  const counts = [subnet.tempo, subnet.lastEpochBlock, subnet.pendingEpochAt, subnet.blocksSinceLastStep];
  return (
    (!isPaid(subnet) || (subnet.dynamic && subnet.emissionEnabled)) &&
    amounts.every((rao) => within(rao, mostRao)) &&
    within(subnet.movingPrice, one) &&
    within(subnet.minerBurned, one) &&
    within(subnet.rootProportion, u64Max) &&
    subnet.alphaIn > 0n &&
    subnet.tao > 0n &&
    subnet.quoteWeight >= leastWeight &&
    subnet.quoteWeight <= largestWeight &&
    [...counts, subnet.halvingBlocks, subnet.firstEmissionBlock ?? 0].every(isCount) &&
    subnet.halvingBlocks > 0 &&
    setting.movingAlpha < one
  );
}

/** Writes a subnet and its books to its place. */
export function writeNetwork<Pool extends StakePool>(
  { words, counts }: CreditArena,
  place: number,
  { subnet, books, pools }: NetworkState<WeightedSubnet, Pool>,
): void {
  const { waiting, brought } = subnet;
  words.tao[place] = subnet.tao;
  words.alphaIn[place] = subnet.alphaIn;
  words.alphaOut[place] = subnet.alphaOut;
  words.quoteWeight[place] = subnet.quoteWeight;
  words.movingPrice[place] = subnet.movingPrice;
  words.minerBurned[place] = subnet.minerBurned;
  words.waitingServer[place] = waiting.server;
  words.waitingValidator[place] = waiting.validator;
  words.waitingRoot[place] = waiting.root;
  words.waitingOwner[place] = waiting.ownerCut;
  words.broughtTao[place] = brought.taoIn;
  words.broughtAlpha[place] = brought.alphaIn;
  words.broughtOut[place] = brought.alphaOut;
  words.broughtSpent[place] = brought.taoSpent;
  words.rootProportion[place] = subnet.rootProportion;
  words.protocolFlow[place] = subnet.protocolFlow;
  words.protocolAlpha[place] = subnet.protocolAlpha;
  words.issued[place] = books.issued;
  words.lost[place] = books.lost;
  words.held[place] = stakedOn(pools) + books.claimable + books.outside;
  counts.tempo[place] = subnet.tempo;
  counts.lastEpoch[place] = subnet.lastEpochBlock;
  counts.pendingAt[place] = subnet.pendingEpochAt;
  counts.sinceStep[place] = subnet.blocksSinceLastStep;
  counts.firstEmission[place] = subnet.firstEmissionBlock ?? 0;
  counts.halving[place] = subnet.halvingBlocks;
  counts.flags[place] =
    (isPaid(subnet) ? flag.isPaid : 0) |
    (subnet.hasSwapped ? flag.hasSwapped : 0) |
    (subnet.ownerCutEnabled ? flag.cutsOwner : 0);
}

/** A network with the numbers of its place. */
export function readNetwork<Pool extends StakePool>(
  { words, counts }: CreditArena,
  place: number,
  known: NetworkState<WeightedSubnet, Pool>,
): NetworkState<WeightedSubnet, Pool> {
  const subnet: WeightedSubnet = {
    ...known.subnet,
    tao: words.tao[place],
    alphaIn: words.alphaIn[place],
    alphaOut: words.alphaOut[place],
    quoteWeight: words.quoteWeight[place],
    movingPrice: words.movingPrice[place],
    waiting: {
      server: words.waitingServer[place],
      validator: words.waitingValidator[place],
      root: words.waitingRoot[place],
      ownerCut: words.waitingOwner[place],
    },
    brought: {
      taoIn: words.broughtTao[place],
      alphaIn: words.broughtAlpha[place],
      alphaOut: words.broughtOut[place],
      taoSpent: words.broughtSpent[place],
    },
    rootProportion: words.rootProportion[place],
    protocolFlow: words.protocolFlow[place],
    protocolAlpha: words.protocolAlpha[place],
    lastEpochBlock: counts.lastEpoch[place],
    pendingEpochAt: counts.pendingAt[place],
    blocksSinceLastStep: counts.sinceStep[place],
  };
  const books = { ...known.books, issued: words.issued[place], lost: words.lost[place] };
  return { ...known, subnet, books };
}

/** What the epoch of a place is given, where the last block had one. */
export const readWaited = ({ words }: CreditArena, place: number): WaitingAlpha => ({
  server: words.waitedServer[place],
  validator: words.waitedValidator[place],
  root: words.waitedRoot[place],
  ownerCut: words.waitedOwner[place],
});

/** Writes what is the whole world's. `free`: all balances. */
export function writeWorld<Pool extends StakePool>(
  { scalars }: CreditArena,
  { rootTao, rootPools, books }: Omit<NetworksState<WeightedSubnet, Pool>, 'networks'>,
  free: bigint,
  { taoWeight, ownerCut, movingAlpha, maxEpochsPerBlock }: NetworksSetting,
): void {
  const root = rootTao * U96F32.ratio(taoWeight, u64Max);
  scalars[placeOf('issuance')] = books.issued;
  scalars[placeOf('lostTao')] = books.lost;
  scalars[placeOf('heldTao')] = stakedOn(rootPools) + free + books.outside;
  scalars[placeOf('rootHigh')] = root >> 64n;
  scalars[placeOf('rootLow')] = root & u64Max;
  scalars[placeOf('ownerShare')] = U96F32.ratio(ownerCut, u16Max);
  scalars[placeOf('movingAlpha')] = movingAlpha;
  scalars[placeOf('mostEpochs')] = BigInt(maxEpochsPerBlock);
}

/** The world's books of TAO with the numbers of the arena. */
export const readBooks = ({ scalars }: CreditArena, known: TaoBooks): TaoBooks => ({
  ...known,
  issued: scalars[placeOf('issuance')],
  lost: scalars[placeOf('lostTao')],
});
