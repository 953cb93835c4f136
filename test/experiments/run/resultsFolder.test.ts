import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readJournal } from '../../../experiments/run/journal.ts';
import { OpenSweep, sweep } from '../../../experiments/run/resultsFolder.ts';

const entry = new URL('../../fixtures/faultyTrial.ts', import.meta.url);
const study = { hash: 'e'.repeat(64), plan: {} };
const trial = (seed: number) => ({
  id: `trial-${seed}`,
  plan: { does: 'nothing', seed: String(seed) },
  labels: { arm: null, levels: {} },
});
const replay = ({ id }: { readonly id: string }) => `run ${id}`;

describe('a results folder that is held open', () => {
  const folder = mkdtempSync(join(tmpdir(), 'held-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  /** Files of the folder that this process has open. */
  const opened = () =>
    readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder);
      } catch {
        return false;
      }
    });

  it('is locked while it is open, and free and without an open file when it is closed', async () => {
    const open = new OpenSweep({ study, folder, entry, workers: 1, replay });
    await open.run([trial(1)]);
    expect(opened()).not.toEqual([]);
    const lock = JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'));
    expect(lock).toMatchObject({
      pid: process.pid,
      host: hostname(),
      token: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    await open.close();
    expect(opened()).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.includes('lock'))).toEqual([]);
  });

  it('is free again where it belongs to another study', () => {
    const other = { hash: 'd'.repeat(64), plan: {} };
    expect(() => new OpenSweep({ study: other, folder, entry, workers: 1, replay })).toThrow();
    expect(readdirSync(folder).filter((name) => name.includes('lock'))).toEqual([]);
  });

  it('takes up what it finds, and keeps each row once', async () => {
    const { ran, found, total } = await sweep({
      study,
      folder,
      entry,
      workers: 1,
      replay,
      trials: [trial(1), trial(2)],
    });
    expect([ran, found, total]).toEqual([1, 1, 2]);
    expect([...readJournal(join(folder, 'journal.ndjson')).rows.keys()].sort()).toEqual([
      'trial-1',
      'trial-2',
    ]);
  });
});
