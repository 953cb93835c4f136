import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readNetwork } from '../experiments/input/networkFile.ts';
import { labWords } from './compiled.ts';
import { writeDumps } from './madeDumps.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'your-subnet-'));
afterAll(() => rmSync(folder, { recursive: true }));

const page = readFileSync(join(root, 'docs/your-subnet.md'), 'utf8');
/** The commands of the page, in its order: words behind the command's name, and where the output goes. */
const commands = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
  .flatMap(([, block]) => block.trim().split('\n'))
  .map((line) => {
    const [words, to] = line.replace(/^npx yuma-lab /, '').split(' > ');
    return { line, words: words.split(' '), to };
  });
const command = (verb: string) => commands.filter(({ words }) => words[0] === verb);

/** Options that make a command small; the last of an option given twice counts. */
const small: Readonly<Record<string, readonly string[]>> = {
  calibrate: ['--worlds', '40', '--checks', '10'],
  'sweep my-study.yaml': ['--seeds', '4'],
  'sweep immunityPeriod': ['--seeds', '8', '--days', '0.3', '--warm-up', '0.1'],
  verify: ['--sample', '1'],
};

function lab(words: readonly string[], to?: string): string {
  const args = [...labWords(), ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  expect(status, `${words.join(' ')}\n${stdout}\n${stderr}`).toBe(0);
  if (to !== undefined) writeFileSync(join(folder, to), stdout);
  return stdout;
}

function run(line: string): string {
  const { words, to } = commands.find((one) => one.line === line) ?? { words: [], to: undefined };
  const start = Object.keys(small).find((key) => words.join(' ').startsWith(key));
  return lab([...words, ...(start === undefined ? [] : small[start])], to);
}

/** What each command of the page printed, in the order of the page. */
const printed = new Map<string, string>();

describe('the tutorial of a subnet’s owner', () => {
  beforeAll(() => {
    lab(['simulate', '--scenario', 'modern-subnet', '--days', '1', '--export-storage', 'storage.json']);
    writeDumps(join(folder, 'storage.json'), folder);
    for (const { line, to } of commands) {
      printed.set(line, run(line));
      if (to !== undefined) shorten(to);
    }
  }, 300_000);

  it('has commands of the laboratory alone in its blocks, from the import to a study file', () => {
    expect(commands.every(({ line }) => line.startsWith('npx yuma-lab '))).toBe(true);
    expect(commands.map(({ words }) => words[0])).toEqual([
      ...['import', 'import', 'calibrate', 'sweep', 'propose', 'verify', 'studies', 'sweep'],
    ]);
  });

  it('imports dumps of both versions of btcli, with what the network is set to', () => {
    const [nine, eleven] = command('import').map(({ line }) => printed.get(line));
    expect(nine).toMatch(/block not told[\s\S]*Nothing of the chain’s own results could be compared/);
    expect(eleven).toMatch(/First check[\s\S]*incentive +256 of 256 +0\n[\s\S]*AGREES/);
    const { written } = readNetwork(join(folder, 'my-network.json'));
    expect(written.hyperparameters).toMatchObject({ immunityPeriod: 5000, liquidAlphaOn: false, tempo: 360 });
  });

  it('fits a scenario that starts from an archetype and says what the data do not tell', () => {
    const [{ line }] = command('calibrate');
    expect(printed.get(line)).toMatch(/Archetype: [\s\S]*NOT IDENTIFIED[\s\S]*Simulated against recorded/);
    const file = parse(readFileSync(join(folder, 'my-network.yaml'), 'utf8'));
    expect(file).toMatchObject({ name: 'my-network', startsFrom: expect.stringMatching(/-subnet$/) });
  });

  it('answers for each setting, against the value that the network has', () => {
    const text = printed.get(command('sweep')[0].line);
    expect(text).toMatch(/‹5,000›[\s\S]*7,200[\s\S]*‹false›[\s\S]*true/);
    expect(text).toMatch(/Judged by served loss \(servedQuality\)/);
  });

  it('ends with a proposal for each setting, which the owner may set, and the command that does', () => {
    const [{ line }] = command('propose');
    const text = printed.get(line);
    expect(text).toMatch(/immunityPeriod (?:at|from) 5,000 blocks[\s\S]*liquidAlphaOn (?:at|from) false/);
    expect(text?.match(/Proposed here: to the owner\./g)).toHaveLength(2);
    expect(text).toContain('btcli sudo set --netuid N --param liquid_alpha_enabled --value true');
    const told = page.match(/btcli sudo set [^`]+/)?.[0];
    expect(text).toContain(told);
    for (const knob of ['immunityPeriod', 'liquidAlphaOn'])
      expect(existsSync(join(folder, `my-question/proposal-${knob}.html`)), knob).toBe(true);
  });

  it('prints a study file that runs, in the fitted world too', () => {
    const [, study] = command('sweep');
    expect(printed.get(study.line)).toMatch(/Report: my-study\/report\.html/);
  });
});

/** The study file as the page says to change it, with shorter worlds. */
function shorten(name: string): void {
  const path = join(folder, name);
  const text = readFileSync(path, 'utf8');
  const changed = text
    .replace(/^scenario: \S+/m, 'scenario: my-network.yaml')
    .replace(/^warmUpDays: .*/m, 'warmUpDays: 0.1')
    .replace(/^days: .*/m, 'days: 0.3');
  expect(changed).not.toBe(text);
  writeFileSync(path, changed);
}
