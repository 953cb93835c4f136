import { ln } from '../../math/elementary.ts';
import { taoPerDay, taoPerUnit } from '../../money.ts';
import type { Block } from '../../units.ts';
import { addTo, type Mean, meanOf, newMean } from '../mean.ts';
import type { MeasureFamily } from '../measure.ts';

/** Blocks between two looks of the client. */
const lookBlocks = 1200;
/** ln 50,257: the loss of guessing. */
const guessing = ln(50_257);

interface Looks {
  next: Block;
  readonly loss: Mean;
  /** TAO that the neurons get a day. */
  readonly tao: Mean;
}

/** What a client gets for the emission, in worlds with a client: all but those that set `scenario.clientTopk` to 0. */
export const client: MeasureFamily<Looks> = {
  metrics: [
    {
      name: 'clientLoss',
      title: 'the client’s loss',
      family: 'intelligence',
      unit: 'nats',
      better: 'lower',
      definition:
        'loss of a client that averages the answers of the best paid miners, mean over looks every 1,200 blocks',
    },
    {
      name: 'clientGainPerTao',
      family: 'intelligence',
      unit: 'nats per 1,000 TAO a day',
      better: 'higher',
      definition:
        'what the client’s loss is below guessing, ln 50,257, over the TAO that miners and validators get a day',
    },
  ],
  applies: ({ truth }) => (truth.adversaries?.clientLoss ?? null) !== null,
  start: ({ watch }) => ({ next: watch.from, loss: newMean(), tao: newMean() }),
  see(looks, event, { measuring, truth, world }) {
    const clientLoss = truth.adversaries?.clientLoss ?? null;
    if (event.kind !== 'step' || !measuring || clientLoss === null || world.block < looks.next) return;
    addTo(looks.loss, clientLoss());
    addTo(looks.tao, taoPerDay(world.rules.distributed(world), taoPerUnit(world)));
    looks.next = world.block + lookBlocks;
  },
  finish(looks) {
    const loss = meanOf(looks.loss);
    const tao = meanOf(looks.tao);
    return {
      clientLoss: loss,
      clientGainPerTao: loss === null || !tao ? null : (1000 * (guessing - loss)) / tao,
    };
  },
};
