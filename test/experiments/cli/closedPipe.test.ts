import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { labWords } from '../../compiled.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'closed-pipe-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a sweep whose messages have no reader any more comes to its end', async () => {
  const words = ['sweep', 'immunityPeriod=300,600', '--scenario', 'synthetic', '--days', '0.1'];
  const child = spawn(
    process.execPath,
    [...labWords(), ...words, '--seeds', '4', '--workers', '1', '--dir', join(folder, 'run')],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  child.stderr.destroy();
  child.stdout.resume();
  const code = await new Promise((resolve) => child.on('exit', resolve));
  expect(code).toBe(0);
  expect(existsSync(join(folder, 'run', 'report.html'))).toBe(true);
});
