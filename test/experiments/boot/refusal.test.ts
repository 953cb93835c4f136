import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };

const boot = fileURLToPath(new URL('../../../experiments/boot/', import.meta.url));
const refusalOf: (found: string, needed: string) => string | null = createRequire(import.meta.url)(
  `${boot}refusal.cjs`,
);
const needed = packageJson.engines.node;

describe('a Node that is too old', () => {
  it.each(['18.20.4', '20.18.3', '16.0.0', '4.9.1', '20.9.0'])(
    '%s is refused in one sentence: what is needed, what was found, what to do',
    (found) => {
      expect(refusalOf(found, needed)).toBe(
        `yuma-lab needs Node 20.19 or newer and found ${found}: install a newer Node (https://nodejs.org) and run the command again`,
      );
    },
  );

  it.each(['20.19.0', '20.19.5', '20.20.2', '21.0.0', '22.1.0', '100.0.0'])('%s is not', (found) => {
    expect(refusalOf(found, needed)).toBeNull();
  });

  it('ends with 2, and nothing of the lab is loaded', () => {
    const pretend =
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } });";
    const args = ['-e', `${pretend} require(${JSON.stringify(`${boot}bin.cjs`)})`];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(stderr).toBe(`${refusalOf('18.20.4', needed)}\n`);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it('finds no word in what it reads first that it does not know', () => {
    for (const file of ['bin.cjs', 'refusal.cjs']) {
      const code = readFileSync(boot + file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      expect(code, file).not.toMatch(/\?\?|\?\.|\bawait\b|\.\.\.|\*\*|node:|#\w/);
    }
  });
});
