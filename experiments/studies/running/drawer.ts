import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from '../../run/pool.ts';
import type { Draft, Drawn } from './drawDraft.ts';

/** Draws the pages of a running folder on a thread of its own, so that the run's workers never wait for it. Call `close` at the end. */
export class Drawer {
  private readonly pool = new Pool({ entry: new URL('./drawDraft.ts', import.meta.url), workers: 1 });
  private readonly input: Draft;
  /** Ends the drawing that is under way. */
  private stop = new AbortController();

  constructor(folder: string) {
    this.input = { folder, draft: join(folder, 'page.tmp') };
  }

  /** The page; null where the rows are too few, or where it is not drawn after so many milliseconds. */
  async draw(limit: number): Promise<Drawn | null> {
    let page: Drawn | null = null;
    const stop = new AbortController();
    this.stop = stop;
    const timer = setTimeout(() => stop.abort(), limit);
    try {
      await this.pool.run<Drawn>({
        tasks: [{ id: 'page', input: this.input }],
        signal: stop.signal,
        onResult: (_, drawn) => {
          page = drawn;
        },
        onFailure: () => {},
      });
    } finally {
      clearTimeout(timer);
      if (stop.signal.aborted) this.clear();
    }
    return page;
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.pool.close();
    this.clear();
  }

  /** A drawing that was ended leaves its draft behind. */
  private clear(): void {
    try {
      rmSync(this.input.draft, { recursive: true, force: true });
    } catch {
      // A folder that cannot be written has no draft in it, and the run itself has said so.
    }
  }
}
