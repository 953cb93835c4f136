import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One line of a Dockerfile: `RUN`, and what it says. */
export interface Instruction {
  readonly word: string;
  readonly rest: string;
}

/** One stage: the image that it begins with, its name if it has one, and its lines. */
export interface Stage {
  readonly from: string;
  readonly name: string | null;
  readonly lines: readonly Instruction[];
}

/** Reads the stages of a Dockerfile without continued lines. */
export function stagesOf(text: string): Stage[] {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => ({ word: line.split(' ')[0], rest: line.slice(line.indexOf(' ') + 1) }));
  const starts = lines.flatMap(({ word }, k) => (word === 'FROM' ? [k] : []));
  return starts.map((start, k) => {
    const [from, , name = null] = lines[start].rest.split(' ');
    return { from, name, lines: lines.slice(start + 1, starts[k + 1]) };
  });
}

const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });

/** A machine in which a stage is made: a Debian in a folder. */
export class Machine {
  readonly root: string;
  private folder = '/';
  private user = 'root';

  constructor(root: string) {
    this.root = root;
  }

  /** Does what a line says. `source`: what COPY copies; `stages`: the machines of the stages before, by name. */
  obey({ word, rest }: Instruction, source: string, stages: ReadonlyMap<string, Machine>): void {
    if (word === 'WORKDIR') {
      this.folder = rest;
      mkdirSync(join(this.root, rest), { recursive: true });
    } else if (word === 'USER') this.user = rest;
    else if (word === 'RUN') this.run('sh', '-c', rest);
    else if (word === 'COPY') this.copy(rest, source, stages);
    else if (word !== 'ENTRYPOINT' && word !== 'CMD') throw new Error(`what is ${word}?`);
  }

  /** Runs a command there and gives what it prints. Throws with what it said where it fails. */
  run(...command: readonly string[]): string {
    const env = {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: this.user === 'root' ? '/root' : `/home/${this.user}`,
    };
    const certificates = process.env.NODE_EXTRA_CA_CERTS;
    const { status, stdout, stderr } = spawnSync(
      '/usr/bin/unshare',
      [
        // A view of processes that goes with the command.
        ...['--mount', 'sh', '-c', 'mount -t proc proc "$0/proc" && exec /usr/sbin/chroot "$@"', this.root],
        ...[
          `--userspec=${this.user}`,
          this.root,
          'sh',
          '-c',
          'cd "$0" && exec "$@"',
          this.folder,
          ...command,
        ],
      ],
      {
        env: { ...env, ...(certificates && { NODE_EXTRA_CA_CERTS: certificates }) },
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
      },
    );
    if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stdout}${stderr}`);
    return stdout;
  }

  private copy(rest: string, source: string, stages: ReadonlyMap<string, Machine>): void {
    const [, stage, what, to] = /^(?:--from=(\S+) )?(\S+) (\S+)$/.exec(rest) ?? [];
    const from = stage === undefined ? source : (stages.get(stage)?.root ?? '');
    const into = join(this.root, to.startsWith('/') ? to : join(this.folder, to));
    if (what === '.') run('cp', '-a', `${from}/.`, into);
    else run('sh', '-c', `cp -a ${join(from, what)} ${into}`);
  }
}

/** The files of the last commit and what was changed since, without what `.dockerignore` leaves out: what COPY would see of a clean checkout. */
export function checkout(root: string, into: string): void {
  mkdirSync(into, { recursive: true });
  const list = join(into, '.files');
  writeFileSync(list, execFileSync('git', ['ls-files', '-z'], { cwd: root, maxBuffer: 2 ** 26 }));
  run('tar', '-C', root, '--null', '-T', list, '--ignore-failed-read', '-cf', join(into, '.tar'));
  run('tar', '-C', into, '-xf', join(into, '.tar'));
  run('rm', list, join(into, '.tar'));
}
