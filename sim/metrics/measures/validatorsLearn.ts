import type { Row } from '../../row.ts';
import { stakeAt } from '../../stake.ts';
import { type Block, blocksPerDay } from '../../units.ts';
import type { MeasureContext } from '../context.ts';
import type { MeasureFamily } from '../measure.ts';
import { listOf, meanLoss } from '../peers.ts';
import { addPoint, levelOf, newTrend, slopeOf, type Trend } from '../trend.ts';

/** Blocks between two looks at the weights. */
const lookBlocks = 1200;

interface Looks {
  next: Block;
  readonly skill: Trend;
}

/**
 * Whether validators learn: how much better the miners that a validator weighs are than the mean of the peers, in standard deviations of
 * the peers' true loss (the standardised selection differential of quantitative genetics: Falconer & Mackay 1996, chapter 11), and how
 * that rises over the measured window. By stake over the validators with weights on peers; weights on others are left out.
 */
export const validatorsLearn: MeasureFamily<Looks> = {
  metrics: [
    {
      name: 'validatorSkill',
      title: 'validators’ skill',
      family: 'fidelity',
      unit: 'standard deviations of loss',
      better: 'higher',
      definition:
        'mean true loss of the peers less that of those a validator weighs, by its weights and by stake, mean over looks every 1,200 blocks',
    },
    {
      name: 'validatorsLearn',
      title: 'validators’ learning',
      family: 'fidelity',
      unit: 'standard deviations of loss a day',
      better: 'higher',
      definition: 'slope of the validators’ skill over the measured window; null below three looks',
    },
  ],
  start: ({ watch }) => ({ next: watch.from, skill: newTrend() }),
  see(looks, event, context) {
    const { world, measuring, watch } = context;
    if (event.kind !== 'step' || !measuring || world.block < looks.next) return;
    looks.next = world.block + lookBlocks;
    const skill = skillNow(context);
    if (skill !== null) addPoint(looks.skill, (world.block - watch.from) / blocksPerDay, skill);
  },
  finish: ({ skill }) => ({ validatorSkill: levelOf(skill), validatorsLearn: slopeOf(skill) }),
};

/** Null where the peers are alike, or no validator with stake weighs one. */
function skillNow({ world: { network }, truth, peers }: MeasureContext): number | null {
  const mean = meanLoss(peers, truth);
  if (mean === null) return null;
  const uids = listOf(peers);
  const squares = uids.reduce((sum, uid) => sum + (truth.loss[uid] - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / uids.length);
  const isPeer = new Uint8Array(network.size);
  for (const uid of uids) isPeer[uid] = 1;
  let gained = 0;
  let staked = 0;
  for (let uid = 0; uid < network.size; uid++) {
    if (truth.validator[uid] === 0) continue;
    const loss = weighedLoss(network.weights[uid], isPeer, truth.loss);
    if (loss === null) continue;
    const stake = stakeAt(network.stakes, uid);
    gained += stake * (mean - loss);
    staked += stake;
  }
  return staked > 0 && deviation > 0 ? gained / staked / deviation : null;
}

/** Mean true loss of the peers by the weights of a row; null where it weighs none. */
function weighedLoss({ targets, values }: Row, isPeer: Uint8Array, losses: Float64Array): number | null {
  let loss = 0;
  let weight = 0;
  for (let entry = 0; entry < targets.length; entry++) {
    const target = targets[entry];
    if (isPeer[target] !== 1) continue;
    loss += values[entry] * losses[target];
    weight += values[entry];
  }
  return weight > 0 ? loss / weight : null;
}
