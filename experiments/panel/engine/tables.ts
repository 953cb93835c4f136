import { unzipped } from '../unzipped.ts';

/** The scope of a worker: where the tables of a bundled engine are read, by name. */
declare const self: { readTable: (name: string) => unknown };

/**
 * The laboratory's large tables in a page: they come packed, beside the engine, and are unpacked when a world first asks for one. Most
 * worlds never do, and their first answer waits for nothing.
 */
export class Tables {
  private zipped: string | null = null;
  /** Each as JSON, by its name; null: still packed. */
  private texts: Readonly<Record<string, string>> | null = null;
  private isMissed = false;

  /** From now on the engine reads its tables here. */
  constructor() {
    self.readTable = (name) => this.read(name);
  }

  /** Takes the tables of the page: a record of JSON texts, gzip in base64. */
  take(zipped: string): void {
    this.zipped = zipped;
  }

  /**
   * Runs what may read tables. Where it met one that was still packed, what it came to is of no use: it runs once more, after `anew`.
   * Throws what it throws.
   */
  async running<T>(run: () => Promise<T>, anew: () => void): Promise<T> {
    if (this.texts !== null) return run();
    try {
      const result = await run();
      if (!this.isMissed) return result;
    } catch (error) {
      if (!this.isMissed) throw error;
    }
    await this.unpack();
    anew();
    return run();
  }

  private async unpack(): Promise<void> {
    if (this.zipped === null)
      throw new Error('the tables of the engine did not come with the page (load it anew)');
    this.texts = JSON.parse(await (await unzipped(this.zipped)).text());
  }

  private read(name: string): unknown {
    const text = this.texts?.[name];
    if (text !== undefined) return JSON.parse(text);
    this.isMissed = true;
    throw new Error(`the table ${name} is not unpacked yet`);
  }
}
