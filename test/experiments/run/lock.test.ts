import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };

const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Entry {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly engines?: { readonly node?: string };
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')) as {
  readonly packages: Readonly<Record<string, Entry>>;
};
const entries = Object.entries(lock.packages);

type Version = readonly [number, number, number];
const oldestNode: Version = [20, 19, 0];

const isBelow = (one: Version, other: Version): boolean => {
  const place = one.findIndex((part, k) => part !== other[k]);
  return place >= 0 && one[place] < other[place];
};

/** Whether a range of package.json's `engines` takes a version. Throws for a form it does not know. */
function accepts(range: string, version: Version): boolean {
  return range.split('||').some((part) => {
    const tests = part.trim().replace(/([<>=^~]) +/g, '$1');
    return tests.split(/\s+/).every((test) => holds(test, version));
  });
}

function holds(test: string, version: Version): boolean {
  if (test === '' || test === '*') return true;
  const match = /^(\^|~|>=|<)?(\d+)(?:\.(\d+|\*|x))?(?:\.(\d+|\*|x))?$/.exec(test);
  if (match === null) throw new Error(`"${test}" is no range this test can read: teach it`);
  const [, sign = '', ...texts] = match;
  const given = texts.flatMap((text) => (text === undefined || /[*x]/.test(text) ? [] : [Number(text)]));
  const low: Version = [given[0], given[1] ?? 0, given[2] ?? 0];
  if (sign === '<') return isBelow(version, low);
  if (isBelow(version, low)) return false;
  if (sign === '>=') return true;
  const fixed = sign === '^' ? 1 : sign === '~' ? Math.min(2, given.length) : given.length;
  return low.slice(0, fixed).every((part, k) => part === version[k]);
}

describe('the reader of version ranges', () => {
  it.each([
    ['>=20.19', true],
    ['>= 18', true],
    ['*', true],
    ['^20.19.0 || >=22.12.0', true],
    ['^20.0.0 || ^22.0.0 || >=24.0.0', true],
    ['6.* || 8.* || >= 10.*', true],
    ['>=14.21.3 <21', true],
    ['20.x', true],
    ['~20.19.0', true],
    ['>=22', false],
    ['^20.20.0', false],
    ['^18.0.0 || >=20.19.1', false],
    ['>=18 <20', false],
    ['~20.18.0', false],
    ['20.18', false],
    ['^8.16.0 || ^10.6.0', false],
  ])('says of Node 20.19.0 and "%s": %s', (range, expected) => {
    expect(accepts(range, oldestNode)).toBe(expected);
  });

  it('refuses a range it cannot read', () => {
    expect(() => accepts('lts/iron', oldestNode)).toThrow(/no range this test can read/);
  });
});

describe('the lock', () => {
  it('has an entry for every optional package, so that every platform can install', () => {
    const locked = new Set(entries.map(([path]) => path.split('node_modules/').at(-1)));
    const optional = entries.flatMap(([, entry]) => Object.keys(entry.optionalDependencies ?? {}));
    expect(optional.length).toBeGreaterThan(20);
    expect(optional.filter((name) => !locked.has(name))).toEqual([]);
  });

  it('names no registry but the public one, and a checksum for every package', () => {
    const places = entries.flatMap(([, { resolved }]) => (resolved === undefined ? [] : [resolved]));
    expect(places.filter((place) => !place.startsWith('https://registry.npmjs.org/'))).toEqual([]);
    const unchecked = entries.filter(([path, { integrity }]) => path !== '' && integrity === undefined);
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });

  it('holds only packages that run on the oldest Node the README promises', () => {
    expect(packageJson.engines.node).toBe('>=20.19');
    expect(readFileSync(`${root}README.md`, 'utf8')).toContain('Node 20.19 or newer');
    const refusing = entries.filter(([, { engines }]) => !accepts(engines?.node ?? '*', oldestNode));
    expect(refusing.map(([path, { engines }]) => `${path} ${engines?.node}`)).toEqual([]);
  });
});

describe('the package', () => {
  it('lists only files that exist, beside the modules that packing compiles', () => {
    const kept = packageJson.files.map((path) => path.replace(/^!/, '')).filter((path) => path !== 'dist');
    expect(kept.filter((path) => !existsSync(root + path))).toEqual([]);
  });

  it('starts by its command from any folder, and says its version', () => {
    const command = `${root}${packageJson.bin['yuma-lab']}`;
    accessSync(command, constants.X_OK);
    const { status, stdout } = spawnSync(process.execPath, [command, '--version'], {
      cwd: tmpdir(),
      encoding: 'utf8',
    });
    expect(stdout.trim()).toBe(packageJson.version);
    expect(status).toBe(0);
  });
});
