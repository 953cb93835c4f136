import { execFileSync } from 'node:child_process';
import { Program } from './programs.ts';

const ip = (...words: readonly string[]): string => execFileSync('ip', words, { encoding: 'utf8' });

/** A network namespace with one cable to this machine: a machine of its own as far as connections can tell. Needs root. */
export class Network {
  /** Address of this machine, as that network sees it. */
  readonly host: string;
  private readonly name: string;
  private readonly cable: string;

  /** `place`: 0 … 62, one a network. */
  constructor(place: number) {
    const base = `10.213.${process.pid % 250}.${4 * place}`.replace(/\d+$/, '');
    this.host = `${base}${4 * place + 1}`;
    this.name = `lab${process.pid}n${place}`;
    this.cable = `v${process.pid}n${place}`;
    ip('netns', 'add', this.name);
    ip('link', 'add', this.cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', this.name);
    ip('addr', 'add', `${this.host}/30`, 'dev', this.cable);
    ip('link', 'set', this.cable, 'up');
    ip('-n', this.name, 'addr', 'add', `${base}${4 * place + 2}/30`, 'dev', 'eth0');
    ip('-n', this.name, 'link', 'set', 'eth0', 'up');
    ip('-n', this.name, 'link', 'set', 'lo', 'up');
  }

  /** Runs a program there. */
  run(command: string, ...args: readonly string[]): Program {
    return new Program('ip', ['netns', 'exec', this.name, command, ...args]);
  }

  /** Pulls the cable for so many seconds, then plugs it in again. */
  async cut(seconds: number): Promise<void> {
    ip('link', 'set', this.cable, 'down');
    await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
    ip('link', 'set', this.cable, 'up');
  }

  end(): void {
    ip('link', 'del', this.cable);
    ip('netns', 'del', this.name);
  }
}
