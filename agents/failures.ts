import type { Network } from '../sim/network.ts';
import { stream } from '../sim/random.ts';
import type { FailureRole } from '../sim/roles.ts';
import { type Block, type Blocks, blocksPerDay, type Serial, type Uid } from '../sim/units.ts';

/** Blocks between two checks for failures. */
const lookBlocks: Blocks = 600;

/** How often miners fail. */
export interface FailureSettings {
  readonly perDay: number;
  readonly seed: string;
  readonly start: Block;
  /** Whether a hotkey can fail again: where miners mend. */
  readonly isRepeated: boolean;
}

/**
 * Incumbents that become misconfigured: each hotkey fails once, or again and again where miners mend, after exponential
 * times of its own that are the same under every setting.
 */
export class Failures implements FailureRole {
  nextBlock: Block;
  private readonly failsAt = new Map<Serial, Block>();
  /** Failures that a hotkey has behind it, where it can have several. */
  private readonly times = new Map<Serial, number>();
  private readonly settings: FailureSettings;
  private readonly network: Readonly<Network>;
  /** [uid] 1 for those that do not mine. */
  private readonly validator: Uint8Array;
  private readonly fail: (uid: Uid) => void;

  constructor(
    settings: FailureSettings,
    network: Readonly<Network>,
    validator: Uint8Array,
    fail: (uid: Uid) => void,
  ) {
    this.settings = settings;
    this.network = network;
    this.validator = validator;
    this.fail = fail;
    this.nextBlock = settings.perDay > 0 ? settings.start + lookBlocks : Number.POSITIVE_INFINITY;
  }

  act(block: Block): void {
    const { isRepeated } = this.settings;
    for (let uid = 0; uid < this.network.size; uid++) {
      const hotkey = this.network.hotkey[uid];
      if (this.validator[uid] || this.failureOf(hotkey, this.network.registrationBlock[uid]) > block)
        continue;
      this.failsAt.set(hotkey, isRepeated ? this.failureAfter(hotkey, block) : Number.POSITIVE_INFINITY);
      this.fail(uid);
    }
    this.nextBlock = block + lookBlocks;
  }

  private failureOf(hotkey: Serial, registered: Block): Block {
    const { seed, perDay, start } = this.settings;
    let at = this.failsAt.get(hotkey);
    if (at === undefined) {
      at = Math.max(registered, start) + stream(seed, 'failure', hotkey).exponential(perDay / blocksPerDay);
      this.failsAt.set(hotkey, at);
    }
    return at;
  }

  private failureAfter(hotkey: Serial, block: Block): Block {
    const { seed, perDay } = this.settings;
    const before = (this.times.get(hotkey) ?? 0) + 1;
    this.times.set(hotkey, before);
    return block + stream(seed, `failure ${before}`, hotkey).exponential(perDay / blocksPerDay);
  }
}
