import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from '../../run/pool.ts';
import type { Draft, Drawn } from './drawDraft.ts';

/** Draws the pages of a running folder on a thread of its own, so that the run's workers never wait for it. Call `close` at the end. */
export class Drawer {
  private readonly pool = new Pool({ entry: new URL('./drawDraft.ts', import.meta.url), workers: 1 });
  private readonly input: Draft;
  private readonly stop = new AbortController();

  constructor(folder: string) {
    this.input = { folder, draft: join(folder, 'page.tmp') };
  }

  async draw(): Promise<Drawn | null> {
    let page: Drawn | null = null;
    await this.pool.run<Drawn>({
      tasks: [{ id: 'page', input: this.input }],
      signal: this.stop.signal,
      onResult: (_, drawn) => {
        page = drawn;
      },
      onFailure: () => {},
    });
    return page;
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.pool.close();
    try {
      rmSync(this.input.draft, { recursive: true, force: true });
    } catch {
      // A folder that cannot be written has no draft in it, and the run itself has said so.
    }
  }
}
