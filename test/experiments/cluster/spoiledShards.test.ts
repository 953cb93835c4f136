import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '../../../experiments/base/canonical.ts';
import { UserError } from '../../../experiments/base/userError.ts';
import { joinRows } from '../../../experiments/cluster/merge/join.ts';
import { type Part, partIn, refuseMixed } from '../../../experiments/cluster/merge/part.ts';
import { runStudy } from '../../../experiments/sweep/runStudy.ts';
import { type Stream, stream } from '../../../sim/random.ts';
import { smallStudy } from './smallStudy.ts';

/** More by hand: SPOILED=100000 npx vitest run test/experiments/cluster/spoiledShards.test.ts */
const times = Number(process.env.SPOILED ?? 1000);
const root = mkdtempSync(join(tmpdir(), 'spoiled-'));
afterAll(() => rmSync(root, { recursive: true }));

const [sound, spoiled] = ['sound', 'spoiled'].map((name) => join(root, name));
const files = ['journal.ndjson', 'study.json', 'shard.json'] as const;
const originals = new Map<string, Buffer>();
let part: Part;

beforeAll(async () => {
  for (const folder of [sound, spoiled])
    await runStudy(smallStudy, { folder, workers: 1, shard: { index: 1, of: 4 } });
  for (const name of files) originals.set(name, readFileSync(join(spoiled, name)));
  part = partIn(sound)!;
}, 120_000);

/** Bytes as a disk, an editor or a person may leave them. */
function spoil(bytes: Buffer, random: Stream): Buffer {
  const at = (length: number) => Math.floor(random.next() * length);
  const [from, to] = [at(bytes.length), at(bytes.length)].sort((one, other) => one - other);
  const ways = [
    () => bytes.subarray(0, from),
    () => Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]),
    () => Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]),
    () => Buffer.concat([bytes.subarray(0, from), Buffer.alloc(1 + at(64)), bytes.subarray(from)]),
    () => Buffer.from(bytes.map((byte, k) => (k === from ? byte ^ (1 << at(8)) : byte))),
    () =>
      Buffer.from(bytes.toString().replace(/\d+/g, (digits) => (random.next() < 0.05 ? '-1e999' : digits))),
    () => Buffer.from(['null', '[]', '{}', '""', '{"hash":{}}', '{"schema":1,"hash":7,"plan":[]}'][at(6)]),
  ];
  return ways[at(ways.length)]();
}

describe('a shard that was spoiled', () => {
  it(`in ${times} ways is refused in words or gives sound rows only: no stack, no other bytes, no NaN`, () => {
    const random = stream('shards', 'spoiled', 1);
    const ends = { refused: 0, whole: 0, fewer: 0 };
    for (let k = 0; k < times; k++) {
      const name = files[Math.floor(random.next() * files.length)];
      writeFileSync(join(spoiled, name), spoil(originals.get(name)!, random));
      try {
        const found = partIn(spoiled);
        const parts = [part, ...(found === null ? [] : [found])];
        refuseMixed(parts);
        const { rows, conflicts } = joinRows(parts);
        expect(conflicts).toEqual([]);
        expect([...rows].map(([, row]) => canonical(row))).toEqual(
          [...part.journal.rows].map(([, row]) => canonical(row)),
        );
        ends[found?.journal.rows.size === part.journal.rows.size ? 'whole' : 'fewer'] += 1;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        expect(error.message.length).toBeGreaterThan(20);
        ends.refused += 1;
      }
      writeFileSync(join(spoiled, name), originals.get(name)!);
    }
    process.stdout.write(`${JSON.stringify(ends)}\n`);
    for (const count of Object.values(ends)) expect(count).toBeGreaterThan(times / 50);
    expect(existsSync(join(spoiled, 'lock'))).toBe(false);
  }, 3_600_000);
});
