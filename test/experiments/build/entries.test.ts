import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../commands.ts';

/** What only scripts of a checkout start. */
const isScript = (file: string) => /evidence\/(calibration|conform\/keepMaps)/.test(file);

const entries = readdirSync(join(root, 'experiments'), { recursive: true, encoding: 'utf8' })
  .map((name) => join('experiments', name))
  .filter((file) => file.endsWith('.ts') && !isScript(file))
  .flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/entry: (?:\S+ \?\? )?new URL\('([^']+\.ts)'/g)].map(
      ([, path]) => normalize(join(dirname(file), path)),
    ),
  );

describe('what runs on a thread or in a process of its own', () => {
  it('is compiled into the package, though no module imports it', () => {
    const { files } = JSON.parse(readFileSync(`${root}tsconfig.build.json`, 'utf8'));
    expect(entries).toContain('experiments/tables/work.ts');
    expect(entries.length).toBeGreaterThan(10);
    expect(entries.filter((entry) => !files.includes(entry))).toEqual([]);
  });
});
