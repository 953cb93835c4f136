import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** The release of Debian that the Dockerfile names. */
const release = 'bookworm';

const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });

/**
 * A fresh Debian with the Node and npm of this machine at the place where the image has its own. Needs root. `made`: a Debian that debootstrap
 * has made before. Where this machine is of the release itself, its packages are those that debootstrap brings, and their files are copied,
 * which takes a minute less; elsewhere debootstrap makes it, from a mirror.
 * The whole: debootstrap --variant=minbase bookworm /tmp/debian && DEBIAN_ROOT=/tmp/debian npx vitest run test/pack.test.ts
 */
export function freshDebian(into: string, made = process.env.DEBIAN_ROOT): void {
  if (made !== undefined) run('cp', '-a', made, into);
  else if (isRelease()) leastDebian(into);
  else run('debootstrap', '--variant=minbase', release, into, 'http://deb.debian.org/debian');
  const npm = dirname(dirname(realpathSync(run('sh', '-c', 'command -v npm').trim())));
  mkdirSync(join(into, 'usr/local/lib/node_modules'), { recursive: true });
  mkdirSync(join(into, 'usr/local/bin'), { recursive: true });
  cpSync(process.execPath, join(into, 'usr/local/bin/node'));
  run('cp', '-a', npm, join(into, 'usr/local/lib/node_modules/npm'));
  run('ln', '-sf', '../lib/node_modules/npm/bin/npm-cli.js', join(into, 'usr/local/bin/npm'));
  for (const file of ['/etc/resolv.conf', '/etc/hosts', process.env.NODE_EXTRA_CA_CERTS ?? ''])
    if (existsSync(file)) cpSync(realpathSync(file), join(into, file));
  run('/usr/sbin/chroot', into, '/usr/sbin/useradd', '--create-home', 'node');
}

const isRelease = (): boolean =>
  existsSync('/etc/os-release') &&
  readFileSync('/etc/os-release', 'utf8').includes(`VERSION_CODENAME=${release}\n`) &&
  spawnSync('dpkg-query', ['--version']).status === 0;

/** The packages that debootstrap's least variant installs, with what they need, out of those of this machine. */
function leastPackages(): string[] {
  const field = (name: string): string => `\${${name}}`;
  const needed = ['Pre-Depends', 'Depends'].map(field).join();
  const format = [...['Package', 'binary:Package', 'Priority', 'Provides'].map(field), needed];
  const packages = run('dpkg-query', '-W', '-f', `${format.join('\\t')}\\n`)
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  const namesIn = (list: string): string[] => list.split(',').map((one) => one.trim().split(/[ :(]/)[0]);
  const byName = new Map<string, readonly string[]>();
  for (const one of packages) for (const name of namesIn(one[3])) byName.set(name, one);
  for (const one of packages) byName.set(one[0], one);
  const taken = new Map<string, string>();
  const wanted = [
    'apt',
    ...packages.filter(([, , priority]) => priority === 'required').map(([name]) => name),
  ];
  for (const name of wanted) {
    const [own, full, , , needs] = byName.get(name) ?? [];
    if (own === undefined || taken.has(own)) continue;
    taken.set(own, full);
    // Of alternatives, the one that is there.
    for (const need of needs.split(',')) {
      const found = need
        .split('|')
        .flatMap(namesIn)
        .find((one) => byName.has(one));
      if (found !== undefined) wanted.push(found);
    }
  }
  return [...taken.values()];
}

/** The files of those packages, as their lists have them: no file of another package, and none that was made later. */
function leastDebian(into: string): void {
  for (const folder of ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32']) {
    mkdirSync(join(into, 'usr', folder), { recursive: true });
    symlinkSync(`usr/${folder}`, join(into, folder));
  }
  const listed = run('dpkg', '-L', ...leastPackages()).split('\n');
  const files = listed
    .filter((line) => line.startsWith('/') && line !== '/.' && existsSync(line))
    .map((line) => line.replace(/^\/(?=(?:s?bin|lib\w*)\/)/, '/usr/').slice(1))
    .filter((file) => !/^(?:s?bin|lib\w*)$/.test(file));
  const input = [...new Set(files)].sort().join('\0');
  const pipe = 'tar -C / --no-recursion --null -T - -cf - | tar -C "$0" -xpf -';
  execFileSync('bash', ['-o', 'pipefail', '-c', pipe, into], { input, maxBuffer: 2 ** 26 });
  // What the scripts of packages make: accounts, devices, the list of libraries.
  for (const list of ['passwd', 'group'])
    copyFileSync(join(into, `usr/share/base-passwd/${list}.master`), join(into, 'etc', list));
  for (const device of ['null', 'zero', 'random', 'urandom'])
    run('cp', '-a', `/dev/${device}`, join(into, 'dev', device));
  run('/usr/sbin/chroot', into, '/sbin/ldconfig');
}
