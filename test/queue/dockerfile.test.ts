import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { checkout, freshDebian, Machine, stagesOf } from './dockerfile.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stages = stagesOf(readFileSync(join(root, 'Dockerfile'), 'utf8'));
const place = mkdtempSync(join(tmpdir(), 'docker-'));
// A hundred thousand files take a minute to remove, which is not waited for.
afterAll(() => spawn('rm', ['-rf', place], { detached: true, stdio: 'ignore' }).unref());

/** A Debian of one's own takes root and debootstrap, which CI has. DEBIAN_ROOT names one that was made before. */
const isRoot = process.getuid?.() === 0;

describe('the Dockerfile', () => {
  it('names a Node that the laboratory runs on, on Debian 12, and the same in every stage', () => {
    const images = new Set(stages.map(({ from }) => from));
    expect(images.size).toBe(1);
    const [, major, minor] = /^node:(\d+)\.(\d+)\.\d+-bookworm-slim$/.exec([...images][0]) ?? [];
    const [, least, leastMinor] = /^>=(\d+)\.(\d+)$/.exec(packageJson.engines.node) ?? [];
    expect([Number(major), Number(minor) >= Number(leastMinor)]).toEqual([Number(least), true]);
  });

  it('opens no port, holds no secret, and does not run as root', () => {
    const words = stages.flatMap(({ lines }) => lines.map(({ word }) => word));
    expect(words).not.toContain('EXPOSE');
    expect(words).not.toContain('ENV');
    expect(stages.at(-1)?.lines.find(({ word }) => word === 'USER')?.rest).toBe('node');
  });

  it.skipIf(!isRoot && process.env.CI !== 'true')(
    'makes a command that runs a world and a worker, line by line in a fresh Debian with Node and nothing else',
    () => {
      const source = join(place, 'source');
      checkout(root, source);
      const fresh = join(place, 'debian');
      freshDebian(fresh);
      const machines = new Map<string, Machine>();
      for (const [k, { name, lines }] of stages.entries()) {
        const folder = join(place, `stage${k}`);
        execFileSync('cp', ['-a', fresh, folder]);
        const machine = new Machine(folder);
        for (const line of lines) machine.obey(line, source, machines);
        machines.set(name ?? 'last', machine);
      }
      const [entry] = JSON.parse(
        stages.at(-1)?.lines.find(({ word }) => word === 'ENTRYPOINT')?.rest ?? '[]',
      );
      const last = machines.get('last')!;
      expect(last.run(entry, '--help')).toContain('worker');
      expect(last.run(entry, 'simulate', '--scenario', 'synthetic', '--days', '0.2')).toContain(
        'networkQuality',
      );
      expect(() => last.run(entry, 'worker', 'redis://127.0.0.1:1')).toThrow(
        /ended with 2: .*no Redis answers/,
      );
    },
    900_000,
  );
});
