import { type ModelSettings, settled } from '../../../agents/models/model.ts';
import { stakers } from '../../../agents/models/stakers.ts';
import { setupOf } from '../../../agents/models/stakersSettings.ts';
import { foundStakers, type StakersSetup } from '../../../agents/stakers/foundStakers.ts';

/** A world of stakers with some settings other than usual. */
export const madeStakers = (settings: ModelSettings = {}, seed = '1', more: Partial<StakersSetup> = {}) =>
  foundStakers({ ...setupOf(settled(stakers, settings)), ...more }, seed);

/** No holder trades or looks, no one sells: what moves then is the chain alone. */
export const asleep: ModelSettings = { tradesPerDay: 0, roundTrips: 0, reviewDays: 10_000, earnersSell: 0 };
