import { networkOf } from '../../sim/mechanisms/mechanism.ts';
import { readingOf } from '../../sim/rules/reading.ts';
import type { Block } from '../../sim/units.ts';
import { UnrunnableWorld } from '../../sim/unrunnable.ts';
import type { World } from '../../sim/world.ts';
import type { Validator } from '../validators/validator.ts';

/** Steps without registrations that the bonds of the start have behind them (assumption A14). */
const settlingSteps = 300;

/**
 * Brings a founded world to rest: validators set the weights of their settled opinions, bonds are those of 300
 * steps at these stakes and weights, and one step at the start fills incentive and pruning scores. What that
 * step paid is taken back, so the world starts with exactly the founders' stakes.
 */
export function settle(world: World, validators: readonly Validator[]): void {
  const { network, rules, ledger } = world;
  for (const validator of validators) {
    const { uid, mechanism } = validator;
    const { lastUpdate, weights } = networkOf(network, mechanism);
    const row = validator.row(network.size);
    lastUpdate[uid] = 0;
    const stored = row === null ? 'nobody to weigh' : rules.acceptWeights(world, uid, row, mechanism);
    if (typeof stored === 'string')
      throw new UnrunnableWorld(`the founders' weights were refused: ${stored}`);
    weights[uid] = stored;
    lastUpdate[uid] = lastSpoken(world, validator);
  }
  const stakes = network.stakes.rao.slice();
  const { issuance, alphaBurned } = ledger;
  const balances = new Map(ledger.balances);
  rules.settleBonds(world, settlingSteps - 1);
  world.lastStep = world.block - rules.period(world);
  rules.step(world);
  world.lastStep = world.block;
  network.stakes.rao.set(stakes);
  ledger.issuance = issuance;
  ledger.alphaBurned = alphaBurned;
  for (const account of ledger.balances.keys()) {
    const balance = balances.get(account);
    if (balance === undefined) ledger.balances.delete(account);
    else ledger.balances.set(account, balance);
  }
}

/** The founders have just set weights, but long enough before their next sweep ends for the chain's rate limit. */
function lastSpoken({ block, hyperparameters }: World, { nextBlock }: Validator): Block {
  return Math.min(block, nextBlock - readingOf(hyperparameters).weightsRateLimit);
}
