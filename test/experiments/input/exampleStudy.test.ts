import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { labWords } from '../../compiled.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'example-study-'));
afterAll(() => rmSync(place, { recursive: true }));

it('the example study runs from its file to a report, here with fewer seeds and days', () => {
  const shipped = readFileSync(`${root}experiments/examples/kappa-and-a-cabal.yaml`, 'utf8');
  const short = shipped.replace('replications: 12', 'replications: 3').replace('days: 6', 'days: 0.2');
  expect(short.match(/replications: 3|days: 0\.2/g)).toHaveLength(2);
  const [file, folder] = [join(place, 'short.yaml'), join(place, 'results')];
  writeFileSync(file, short);
  const command = [...labWords(), 'sweep', file, '--dir', folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  expect(stdout).toContain('Which majority (kappa) pays a cabal with 45 % of the stake least?');
  for (const level of ['26,214', '* 32,767', '39,321']) expect(stdout).toContain(level);
  expect(stdout).toContain('ran 9 of 9 trials');
  expect(existsSync(join(folder, 'report.html'))).toBe(true);
}, 120_000);
