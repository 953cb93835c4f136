import { tableOf } from '../tableText.ts';
import { unzipped } from '../unzipped.ts';

/** The scope of a worker: where the tables of a bundled engine are read, by name. */
declare const self: { readTable: (name: string) => unknown };

/**
 * The laboratory's large tables in a page: they come packed, beside the engine, and each is unpacked when a world first asks for it, so
 * that the first answer waits for those alone that its world needs.
 */
export class Tables {
  /** Each as gzip in base64, by its name. */
  private packed: Readonly<Record<string, string>> = {};
  private readonly texts = new Map<string, string>();
  /** Asked for while they were packed. */
  private readonly missed = new Set<string>();

  /** From now on the engine reads its tables here. */
  constructor() {
    self.readTable = (name) => this.read(name);
  }

  /** Takes the tables of the page. */
  take(packed: Readonly<Record<string, string>>): void {
    this.packed = packed;
  }

  /**
   * Runs what may read tables. Where it met one that was still packed, what it came to is of no use: it runs once more, after `anew`.
   * Throws what it throws, and at a table that did not come with the page.
   */
  async running<T>(run: () => Promise<T>, anew: () => void): Promise<T> {
    for (;;) {
      const outcome = await settled(run);
      if (this.missed.size === 0) {
        if ('error' in outcome) throw outcome.error;
        return outcome.value;
      }
      await this.unpack();
      anew();
    }
  }

  private async unpack(): Promise<void> {
    for (const name of this.missed) {
      const packed = this.packed[name];
      if (packed === undefined)
        throw new Error(`the table ${name} did not come with the page (load it anew)`);
      this.texts.set(name, await (await unzipped(packed)).text());
      this.missed.delete(name);
    }
  }

  private read(name: string): unknown {
    const text = this.texts.get(name);
    if (text !== undefined) return tableOf(text);
    this.missed.add(name);
    throw new Error(`the table ${name} is not unpacked yet`);
  }
}

type Outcome<T> = { readonly value: T } | { readonly error: unknown };

const settled = <T>(run: () => Promise<T>): Promise<Outcome<T>> =>
  run().then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
