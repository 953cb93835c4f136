import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readmePicture, readmePicturePath } from '../../experiments/figures/readmePicture.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

it('the picture of the README is figure F8 as it is computed now, below 100 kB', async () => {
  const kept = read(readmePicturePath);
  expect(Buffer.byteLength(kept)).toBeLessThan(100_000);
  expect(kept).toBe(await readmePicture());
  expect(read('README.md')).toContain(`](${readmePicturePath})`);
});
