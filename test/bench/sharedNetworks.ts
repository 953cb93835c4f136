import { liveBeginning } from '../../agents/networks/liveNetworks.ts';
import { chainSize } from '../../agents/networks/liveSetting.ts';
import { sharedWorld } from '../../experiments/evidence/networksYear/sharedRun.ts';
import { processorSeconds } from './processor.ts';

/**
 * `node --import tsx test/bench/sharedNetworks.ts [blocks]`: processor of a world of 128 networks by one thread and by two, each in workers of
 * their own. Starting them costs seconds, so a short run is taken off a longer one. Prints a line of JSON for each.
 */
const blocks = Number(process.argv[2] ?? 1440);
const warm = 720;
const beginning = liveBeginning(chainSize);
for (const shards of [1, 2]) {
  const spent: number[] = [];
  for (const length of [warm, warm + blocks]) {
    const busy = processorSeconds();
    const world = sharedWorld(chainSize, beginning, shards);
    await world.advance(beginning.state.block + length);
    await world.end();
    spent.push(processorSeconds() - busy);
  }
  const [start, whole] = spent;
  console.log(JSON.stringify({ shards, blocks, processorMsPerBlock: ((whole - start) * 1000) / blocks }));
}
