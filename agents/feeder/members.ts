import type { Network } from '../../sim/network.ts';
import type { Serial, Uid } from '../../sim/units.ts';

/** Finds the uid of a hotkey; looks through the network again only after someone has taken a slot. */
export class Members {
  private readonly network: Readonly<Network>;
  private seenSeatings = -1;
  private readonly uids = new Map<number, Uid>();

  constructor(network: Readonly<Network>) {
    this.network = network;
  }

  /** Null: the hotkey is not registered. */
  uidOf(hotkey: Serial): Uid | null {
    const { size, seatings } = this.network;
    if (seatings !== this.seenSeatings) {
      this.uids.clear();
      for (let uid = 0; uid < size; uid++) this.uids.set(this.network.hotkey[uid], uid);
      this.seenSeatings = seatings;
    }
    return this.uids.get(hotkey) ?? null;
  }
}
