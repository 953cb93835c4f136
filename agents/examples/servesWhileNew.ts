import { defineMeasure, defineMiner } from 'yuma-lab/agents';

/** A miner that serves well only while it cannot be evicted, and then answers a part of its queries, to save what they cost. */
export const novice = defineMiner({
  name: 'novice',
  definition: 'a miner that serves well only while it is new',
  share: 0,
  settings: {
    effort: {
      default: 0.5,
      range: [0, 1],
      unit: 'share of queries',
      definition: 'what it still answers once it can be evicted',
    },
  },
  start: () => ({ hasSettled: false }),
  act(state, { isImmune, model, settings }) {
    state.hasSettled ||= !isImmune;
    return state.hasSettled ? { responds: model.responds * settings.effort } : {};
  },
});

/** How much of what new miners promise is kept: steady scores of the settled over those of the immune. */
export const keptPromise = defineMeasure({
  name: 'keptPromise',
  family: 'judgement',
  unit: 'ratio',
  better: 'higher',
  definition:
    'mean steady score of miners that can be evicted over that of immune ones, at steps of the measured window',
  title: 'kept promise',
  start: () => ({ settled: 0, settledCount: 0, immune: 0, immuneCount: 0 }),
  see(state, event, { world, truth, measuring }) {
    if (!measuring || event.kind !== 'step') return;
    const { network, block, hyperparameters } = world;
    for (let uid = 0; uid < network.size; uid++) {
      if (truth.validator[uid]) continue;
      const isImmune = block - network.registrationBlock[uid] < hyperparameters.immunityPeriod;
      if (isImmune) state.immune += truth.quality[uid];
      else state.settled += truth.quality[uid];
      if (isImmune) state.immuneCount += 1;
      else state.settledCount += 1;
    }
  },
  finish({ settled, settledCount, immune, immuneCount }) {
    if (settledCount === 0 || immuneCount === 0 || immune === 0) return null;
    return settled / settledCount / (immune / immuneCount);
  },
});
