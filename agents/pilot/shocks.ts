import { type Block, blocksPerDay, type Nats } from '../../sim/units.ts';
import { aged } from '../condition.ts';
import { Incumbents } from '../incumbents.ts';
import type { LiveWorld } from './liveWorld.ts';

export const shockNames = ['none', 'price-crash', 'spam', 'frontier-jump'] as const;
export type ShockName = (typeof shockNames)[number];

/** What is left of the price of alpha after a crash. */
const crashFactor = 0.25;
/** By how much newcomers become better at once: 0.1 nats, what 8 months of the frontier bring (assumption A60). */
const jump: Nats = 0.1;
/** Spam: people a day without a model, five times those who come else, for so many days. */
const spamPerDay = 400;
const spamDays = 20;
/** Serials that no arrival of a run reaches. */
const firstSpammer = 1_000_000;

/** Lets a shock befall a world at the end of block `at`, on which it stands. */
export function strike(live: LiveWorld, shock: ShockName, at: Block): void {
  if (shock === 'price-crash') crash(live, at);
  if (shock === 'spam') spam(live, at);
  if (shock === 'frontier-jump') leap(live);
}

/** Alpha loses three quarters of its price; what a slot earns is worth as much less. */
function crash({ stage, governance }: LiveWorld, at: Block): void {
  const { 'scenario.alphaPrice': price } = stage.world.hyperparameters;
  governance.add({ block: at + 1, set: { 'scenario.alphaPrice': crashFactor * price } });
}

/** People who believe what others believe of themselves, and run nothing. */
function spam({ people: { arrivals, qualityModel } }: LiveWorld, at: Block): void {
  for (let k = 0; k < spamPerDay * spamDays; k++) {
    const block = at + 1 + Math.floor((k * blocksPerDay) / spamPerDay);
    const person = arrivals.person(firstSpammer + k, block);
    const miner = { ...person.miner, responds: 0 };
    arrivals.expect({ ...person, miner, quality: qualityModel.qualityOf(miner) }, block);
  }
}

/** The frontier moves in one step: newcomers are as much better, those who are in are not. */
function leap({ stage: { world }, people: { book, qualityModel } }: LiveWorld): void {
  const incumbents = new Incumbents({
    book,
    network: world.network,
    qualityModel,
    operators: null,
    isExempt: () => false,
  });
  book.frontier.fallen += jump;
  const turn = aged(jump);
  for (const uid of incumbents.uids()) incumbents.befall(uid, turn);
}
