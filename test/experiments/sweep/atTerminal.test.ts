import { describe, expect, it, vi } from 'vitest';
import type { StoredRow } from '../../../experiments/run/journal.ts';
import { atTerminal } from '../../../experiments/sweep/atTerminal.ts';

const ended = { ran: 1, found: 0, failed: 0, total: 1, stopped: false };
const rowsOf = (count: number): ReadonlyMap<string, StoredRow> =>
  new Map(Array.from({ length: count }, (_, k) => [String(k), { id: String(k) }]));

/** What an onlooker was asked at the end of a run with so many rows. */
async function asked(count: number, best: (rows: ReadonlyMap<string, StoredRow>) => string) {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const seen: string[] = [];
  try {
    await atTerminal(
      'folder',
      async ({ onProgress }) => {
        onProgress({ stage: 'trials', done: 1, total: 1, failed: 0, rows: rowsOf(count) });
        return ended;
      },
      { best, end: async (run) => void seen.push(String(run?.best)) },
    );
  } finally {
    write.mockRestore();
  }
  return seen;
}

describe('what leads so far', () => {
  it('is told of some rows, and of very many not: all of them would be in memory at once', async () => {
    const best = vi.fn((rows: ReadonlyMap<string, StoredRow>) => `of ${rows.size}`);
    expect(await asked(20_000, best)).toEqual(['of 20000']);
    expect(await asked(20_001, best)).toEqual(['']);
    expect(best).toHaveBeenCalledTimes(1);
  });

  it('is nothing where the rows cannot be read: the run itself tells of its disk', async () => {
    const best = () => {
      throw new Error('EIO');
    };
    expect(await asked(1, best)).toEqual(['']);
  });
});
