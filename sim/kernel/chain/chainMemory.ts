import { firstByte, pageBytes } from '../arena.ts';
import { type ChainArena, type ChainSize, chainArenaOf, chainBytes } from './chainArena.ts';
import { type ChainExports, type ChainPhases, chainInstance, chainPhases } from './chainPhases.ts';

/** An arena, and the steps of an epoch over it. */
interface PlacedArena {
  readonly arena: ChainArena;
  readonly phases: ChainPhases;
}

/** Where the arenas of networks lie. */
export interface ChainMemory {
  /** An arena of a size that holds nothing yet. */
  take(module: WebAssembly.Module, size: ChainSize): PlacedArena;
  /** Gives back one whose network has moved to another; it must not be read any more. */
  release(arena: ChainArena): void;
}

/** A memory and an instance of the kernel for each arena. */
export const ownMemory: ChainMemory = {
  take(module, size) {
    const arena = chainArenaOf(size);
    return { arena, phases: chainPhases(module, arena) };
  },
  release() {},
};

/** Arenas that the first block has room for, and bytes of a later one at most: 64 MiB, some 200 networks of 256 uids with 64 validators. */
const firstArenas = 4;
const mostBytes = 2 ** 26;

interface Block {
  readonly memory: WebAssembly.Memory;
  readonly exports: ChainExports;
  /** Where it is free to its end. */
  end: number;
}

/**
 * Memory for the arenas of many networks: they lie one after another in blocks, each with one instance of the kernel. A memory of its own takes
 * 10 GiB of a process's addresses, whatever it holds, so a thousand networks would take 10 TiB. What is released serves arenas as long.
 */
export class SharedMemory implements ChainMemory {
  private readonly blocks: Block[] = [];
  /** By length in bytes. */
  private readonly released = new Map<number, { readonly block: Block; readonly from: number }[]>();

  take(module: WebAssembly.Module, size: ChainSize): PlacedArena {
    const { block, from } = this.placeFor(module, chainBytes(size));
    const arena = chainArenaOf(size, { memory: block.memory, from });
    return { arena, phases: chainPhases(module, arena, block.exports) };
  }

  release({ memory, at, size }: ChainArena): void {
    const block = this.blocks.find((one) => one.memory === memory);
    if (block === undefined) return;
    const bytes = chainBytes(size);
    const places = this.released.get(bytes) ?? [];
    places.push({ block, from: at.table });
    this.released.set(bytes, places);
  }

  private placeFor(module: WebAssembly.Module, bytes: number) {
    const known = this.released.get(bytes)?.pop();
    if (known !== undefined) {
      new Uint8Array(known.block.memory.buffer, known.from, bytes).fill(0);
      return known;
    }
    const last = this.blocks.at(-1);
    const hasRoom = last !== undefined && last.end + bytes <= last.memory.buffer.byteLength;
    const block = hasRoom ? last : this.newBlock(module, bytes);
    const from = block.end;
    block.end += bytes;
    return { block, from };
  }

  private newBlock(module: WebAssembly.Module, bytes: number): Block {
    // As long as all before it: few networks reserve little, many lie in few blocks.
    const before = this.blocks.reduce((sum, { end }) => sum + end, 0);
    const room = Math.max(bytes, Math.min(mostBytes, Math.max(firstArenas * bytes, before)));
    const memory = new WebAssembly.Memory({ initial: Math.ceil((firstByte + room) / pageBytes) });
    const block = { memory, exports: chainInstance(module, memory), end: firstByte };
    this.blocks.push(block);
    return block;
  }
}
