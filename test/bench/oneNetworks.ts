import { firstBlock } from '../../agents/networks/foundLive.ts';
import { LiveNetworks, liveBeginning } from '../../agents/networks/liveNetworks.ts';
import { chainSize } from '../../agents/networks/liveSetting.ts';
import type { Engine } from '../../sim/networks/creditWorld.ts';
import { processorSeconds } from './processor.ts';

/** Times a world of 128 networks with people in this fresh process, by the kernel and by the readable text, and prints a line of JSON. */
const beginning = liveBeginning(chainSize);

/** Milliseconds of processor a block over `blocks`, after `warm` of them. */
function msPerBlock(engine: Engine, warm: number, blocks: number): number {
  const live = new LiveNetworks(chainSize, beginning, engine);
  live.advance(firstBlock + warm);
  const busy = processorSeconds();
  live.advance(firstBlock + warm + blocks);
  return ((processorSeconds() - busy) * 1000) / blocks;
}

// Every network has its first epoch while the engine compiles what is hot.
const kernelMs = msPerBlock('kernel', 720, 1080);
const textMs = msPerBlock('text', 6, 18);
console.log(JSON.stringify({ kernelMs, textMs, peakMB: process.resourceUsage().maxRSS / 1024 }));
