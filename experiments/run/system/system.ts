import { type Clock, realClock } from './clock.ts';
import { type Disk, realDisk } from './disk.ts';
import { type Host, realHost } from './host.ts';

/** All that a run has to do with outside itself, but for those who do its trials. */
export interface System {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly host: Host;
}

/** This machine and this process. */
export const realSystem: System = { disk: realDisk, clock: realClock, host: realHost };
