import type { Redis } from 'ioredis';
import { resultField } from './wire.ts';

/** Milliseconds that a result waits for others, and characters after which it waits no longer. */
const holdMs = 10;
const mostCharacters = 1 << 18;

/** Results that travel together, and who waits for them to be in Redis. */
interface Parcel {
  readonly texts: string[];
  characters: number;
  readonly timer: NodeJS.Timeout;
  readonly arrived: Promise<unknown>;
  depart(): void;
}

/**
 * Sends results to the stream of a study, many in one entry of it, because an entry costs more than a tiny trial. A stream that is not there
 * any more takes none: its study is over, and what it lost with its Redis runs again.
 */
export class Outbox {
  private readonly redis: Redis;
  private readonly key: string;
  private parcel: Parcel | null = null;

  constructor(redis: Redis, key: string) {
    this.redis = redis;
    this.key = key;
  }

  /** Resolves when Redis has it, and rejects where Redis refuses. */
  send(text: string): Promise<unknown> {
    this.parcel ??= this.open();
    const { texts, arrived } = this.parcel;
    texts.push(text);
    this.parcel.characters += text.length;
    if (this.parcel.characters >= mostCharacters) this.hurry();
    return arrived;
  }

  /** Sends at once what waits for more. */
  hurry(): void {
    const { parcel } = this;
    if (parcel === null) return;
    this.parcel = null;
    clearTimeout(parcel.timer);
    parcel.depart();
  }

  private open(): Parcel {
    const texts: string[] = [];
    let depart = () => {};
    const arrived = new Promise((resolve, reject) => {
      depart = () => void this.add(texts).then(resolve, reject);
    });
    // A trial that is still running keeps whoever waits from hearing of a refusal now.
    arrived.catch(() => {});
    return { texts, characters: 0, timer: setTimeout(() => this.hurry(), holdMs), arrived, depart };
  }

  /** One entry: Redis has all of it or nothing. */
  private add(texts: readonly string[]): Promise<unknown> {
    return this.redis.xadd(this.key, 'NOMKSTREAM', '*', ...texts.flatMap((text) => [resultField, text]));
  }
}
