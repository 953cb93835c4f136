import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../../experiments/cli/program.ts';
import type { Verb } from '../../../experiments/cli/verb.ts';
import { labHere } from './inProcess.ts';

const root = mkdtempSync(join(tmpdir(), 'disks-'));
afterAll(() => rmSync(root, { recursive: true }));
const at = (name: string) => join(root, name);

/** A command that meets what the system throws. */
async function meeting(code: string, path?: string): Promise<string> {
  const error = Object.assign(new Error(`${code}: as the system says it`), { code, ...(path && { path }) });
  const meet: Verb = {
    name: 'meet',
    description: 'meets it',
    load: async () => ({
      define: (command) =>
        void command.action(() => {
          throw error;
        }),
    }),
  };
  const { exitCode, stderr } = process;
  const { write } = stderr;
  let said = '';
  stderr.write = (text: string | Uint8Array) => {
    said += String(text);
    return true;
  };
  try {
    await run([meet], ['meet']);
    return `${process.exitCode} ${said}`;
  } finally {
    stderr.write = write;
    process.exitCode = exitCode;
    process.removeAllListeners('uncaughtException');
  }
}

describe('a fault of the disk or of a path', () => {
  const codes =
    'EACCES EROFS ENOSPC EDQUOT EFBIG EIO EEXIST EISDIR ENOTDIR ENOENT ELOOP ENAMETOOLONG EMFILE EBUSY';
  it.each(codes.split(' '))('%s ends with 2, in one line with its place and a remedy', async (code) => {
    expect(await meeting(code, '/a/place')).toMatch(/^2 cannot use \/a\/place: .+ \(.+\)\n$/);
    expect(await meeting(code)).toMatch(/^2 the disk refuses \(E[A-Z]+\): .+ \(.+\)\n$/);
  });

  it('that is unknown is told as a fault of ours, not as the user’s', async () => {
    expect(await meeting('EWHATEVER', '/a/place')).toMatch(/^70 internal error/);
  });

  it('meets the user as such: a name too long, a file for a folder, links in a circle, no folder that can be made', async () => {
    writeFileSync(at('file'), '');
    symlinkSync(at('loop'), at('loop'));
    mkdirSync(at('locked/lock'), { recursive: true });
    const words = 'immunityPeriod=1024,2048 --scenario synthetic --days 0.01 --warm-up 0 --seeds 4'.split(
      ' ',
    );
    const cases: [string, string][] = [
      [at('x'.repeat(300)), 'longer than the disk takes'],
      [at('file'), 'a file, where a folder is wanted'],
      [at('loop'), '(EEXIST|ELOOP|links that lead to each other|is there already)'],
      ['/proc/none/x', 'no such file or folder|permission'],
      [at('locked'), 'cannot be read.*remove it'],
    ];
    for (const [folder, message] of cases) {
      const { status, stderr } = await labHere(['sweep', ...words, '--dir', folder]);
      expect([status, stderr], folder.slice(0, 80)).toEqual([2, expect.stringMatching(new RegExp(message))]);
    }
  });
});

describe('odd words on the command line', () => {
  const little = 'simulate --scenario synthetic --days 0.01'.split(' ');

  it('an empty seed is refused with what is wanted', async () => {
    for (const words of [
      [...little, '--seed', ''],
      ['verify', 'results/reference/asics-quick', '--seed', ''],
      ['tune', 'immunityPeriod~uniform(512,14400)', '--design-seed', ''],
    ])
      expect(await labHere(words)).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(
          /^--(design-)?seed must name the random draws: give a number or a text/,
        ),
      });
  });

  it('-0 is 0 where a number is wanted, and is refused as a value of a factor', async () => {
    expect(await labHere([...little, '--warm-up', '-0'])).toMatchObject({ status: 0 });
    const sweep =
      'sweep immunityPeriod=-0,2048 --scenario synthetic --days 0.01 --warm-up -0 --seeds 4 --dir';
    expect(await labHere([...sweep.split(' '), at('zero')])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('values[0] is -0; a stored number is finite and not -0'),
    });
  });

  it('a study of a thousand million trials is counted, not made', async () => {
    const words = 'sweep immunityPeriod=range(1,10000,1) --seeds 100000 --scenario synthetic --dir'.split(
      ' ',
    );
    const started = performance.now();
    expect(await labHere([...words, at('huge')])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(
        /has 1,000,000,000 trials \(10,000 settings, 100,000 seeds\), and a study may have 1,000,000: take fewer/,
      ),
    });
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('a list as a key of YAML is refused in its place, without a warning of the reader', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    writeFileSync(at('list.yaml'), 'name: x\n? [a, b]\n: 1\n');
    writeFileSync(at('deep.yaml'), `name: ${'['.repeat(100_000)}${']'.repeat(100_000)}\n`);
    expect(await labHere(['sweep', at('list.yaml')])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/list\.yaml:2:3: a key is one word; received a list/),
    });
    expect(await labHere(['sweep', at('deep.yaml')])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/deep\.yaml:1:\d+: lists and records nest too deep here/),
    });
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });
});
