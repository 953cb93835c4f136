import { nextBlock } from '../../sim/networks/nextBlock.ts';
import { priceRules } from '../../sim/networks/priceRules.ts';
import { type Stream, stream } from '../../sim/random.ts';
import { blocksPerDay } from '../../sim/units.ts';
import { carryOutDue } from './carryOut.ts';
import { amountOf } from './chainSample.ts';
import { payday } from './earners.ts';
import type { Holder } from './holder.ts';
import { reviewValidators } from './pickValidator.ts';
import { wantedTrade } from './reasons.ts';
import { makeRoundTrips } from './roundTrips.ts';
import { stakersEpoch } from './stakersEpoch.ts';
import { type StakersTally, type StakersWorld, spot } from './stakersWorld.ts';

/** Lives `days` more days in a world of stakers. `eachDay` sees it at the end of each. */
export function liveStakers(
  world: StakersWorld,
  days: number,
  eachDay: (world: StakersWorld) => void = () => {},
): void {
  const draws = world.holders.map(({ coldkey }) => stream(world.seed, `days from ${world.day}`, coldkey));
  for (let day = 0; day < days; day++) {
    oneDay(world, draws);
    eachDay(world);
    world.day += 1;
  }
  world.prices.push(pricesNow(world));
}

/** A day: what was decided before is done, holders decide, earners sell, traders go and come back, and the chain makes its blocks. */
function oneDay(world: StakersWorld, draws: readonly Stream[]): void {
  beginDay(world);
  carryOutDue(world);
  decide(world, draws);
  payday(world);
  makeRoundTrips(world);
  for (let block = 0; block < blocksPerDay / world.stride; block++) makeBlock(world);
  world.tally.swapped.push(
    world.state.networks.map(({ subnet: { volume } }) => amountOf(volume, world.stride)),
  );
}

function beginDay(world: StakersWorld): void {
  world.prices.push(pricesNow(world));
  const { moved, moves, fundIncome, fundSold, fundImpact }: StakersTally = world.tally;
  for (const list of [moved, moves, fundIncome, fundSold, fundImpact]) list.push(0);
}

const pricesNow = ({ state }: StakersWorld): number[] => state.networks.map(({ subnet }) => spot(subnet));

/** Each holder may trade, and may look at its validators; two draws a day each, so that worlds stay paired. */
function decide(world: StakersWorld, draws: readonly Stream[]): void {
  const { tradesPerDay, reviewDays, delay } = world.taste;
  for (const [place, holder] of world.holders.entries()) {
    const [trades, reviews] = [draws[place].next(), draws[place].next()];
    if (trades < tradesPerDay * activity(world, holder)) {
      const wanted = wantedTrade(world, holder);
      if (wanted !== null)
        world.orders.push({ kind: 'trade', due: world.day + delay, coldkey: holder.coldkey, ...wanted });
    }
    if (reviews * reviewDays < 1) reviewValidators(world, holder.coldkey);
  }
}

/** How often a holder trades over the mean one: as it is richer, for large holdings are traded in parts. */
const activity = ({ holders }: StakersWorld, { wealth }: Holder): number => wealth * holders.length;

function makeBlock(world: StakersWorld): void {
  const { validators, taste, setting } = world;
  world.state = nextBlock(priceRules, world.state, setting, (input) =>
    stakersEpoch(validators, taste.burned, setting.taoWeight, input),
  );
}
