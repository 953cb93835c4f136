import type { Redis } from 'ioredis';

/**
 * Sends results to the stream of a study, many at a time. A stream that is not there any more takes none: its study is over, and what it
 * lost with its Redis runs again.
 */
export class Outbox {
  private readonly redis: Redis;
  private readonly key: string;
  private texts: string[] = [];
  private going: Promise<unknown> | null = null;

  constructor(redis: Redis, key: string) {
    this.redis = redis;
    this.key = key;
  }

  /** Resolves when Redis has it. */
  send(text: string): Promise<unknown> {
    this.texts.push(text);
    this.going ??= new Promise((resolve, reject) => {
      setImmediate(() => this.flush().then(resolve, reject));
    });
    return this.going;
  }

  private async flush(): Promise<void> {
    const texts = this.texts;
    this.texts = [];
    this.going = null;
    const pipeline = this.redis.pipeline();
    for (const text of texts) pipeline.xadd(this.key, 'NOMKSTREAM', '*', 'trial', text);
    const answers = (await pipeline.exec()) ?? [];
    const [fault] = answers.flatMap(([error]) => (error === null ? [] : [error]));
    if (fault !== undefined) throw fault;
  }
}
