import { noiseKey } from '../../sim/noise.ts';
import { type AttentionSettings, attentionOf } from './attention.ts';
import { type ClientSettings, Clients } from './clients.ts';
import { type AskingSettings, domainLosses } from './domainLoss.ts';
import { type Division, Inflation, type InflationSettings } from './inflation.ts';
import { MinerSkill, type SkillSettings } from './minerSkill.ts';
import { type SeatSettings, Seats } from './seats.ts';
import { arrivalsAtMost, type SeekerSettings, seatFounders, seekWork } from './seekers.ts';
import { SubnetworkTally } from './subnetworkTally.ts';
import { drawVoters, type VoterSettings } from './voters.ts';

/** All settings of a world of domains. */
export interface SubnetworkSettings
  extends ClientSettings,
    VoterSettings,
    InflationSettings,
    AttentionSettings,
    SkillSettings,
    SeatSettings,
    SeekerSettings,
    AskingSettings {
  readonly weeks: number;
  /** The last weeks, those that are measured. */
  readonly measuredWeeks: number;
}

const daysPerWeek = 7;

/** A world on its way: all that changes from day to day. */
interface World {
  readonly settings: SubnetworkSettings;
  readonly seed: string;
  readonly clients: Clients;
  readonly inflation: Inflation;
  readonly seats: Seats;
}

function openWorld(settings: SubnetworkSettings, seed: string): World {
  const isOne = settings.partition === 'one';
  const seats = new Seats(settings, new MinerSkill(settings, seed), isOne);
  seatFounders(seats);
  return {
    settings,
    seed,
    clients: new Clients(settings, seed),
    inflation: new Inflation(settings, drawVoters(settings, seed), seed),
    seats,
  };
}

/** Runs a world of domains and returns what its measured weeks show. */
export function runSubnetworks(settings: SubnetworkSettings, seed: string): SubnetworkTally {
  const { weeks, measuredWeeks } = settings;
  const world = openWorld(settings, seed);
  const tally = new SubnetworkTally(world.seats.count);
  for (let week = 0; week < weeks; week++) {
    const use = world.clients.use(domainLosses(settings, world.seats));
    const division = world.inflation.divide(use, week);
    const changes = workWeek(world, division, week);
    if (week >= weeks - measuredWeeks)
      tally.add({
        ...division,
        demand: world.clients.weights(),
        losses: domainLosses(settings, world.seats),
        changes,
      });
    world.clients.drift(week);
  }
  return tally;
}

/** Seven days of judging, pay, upgrades and changes. Returns the changes of slots. */
function workWeek({ settings, seed, seats }: World, { pay }: Division, week: number): number {
  const attention = attentionOf(settings, seats.isOne);
  const atMost = arrivalsAtMost(settings, seats.count);
  let changes = 0;
  for (let day = week * daysPerWeek; day < (week + 1) * daysPerWeek; day++) {
    seats.judge(attention, noiseKey(`${seed} scores`, 0, day));
    seats.payOut(pay);
    const { moves, entries } = seekWork(settings, seats, day, seats.count + day * atMost, seed);
    changes += moves + entries;
  }
  seats.upgrade();
  return changes;
}
