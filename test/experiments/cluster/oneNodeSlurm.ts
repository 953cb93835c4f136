import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

const programs = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'scontrol'];
const path = `${process.env.PATH}:/usr/sbin:/sbin`;
const isThere = (program: string): boolean =>
  path.split(':').some((folder) => existsSync(join(folder, program)));

/** Why Slurm cannot be started here; null: it can. In CI it always has to. */
export function whyNoSlurm(): string | null {
  if (process.env.CI !== undefined) return null;
  const missing = programs.filter((program) => !isThere(program));
  if (missing.length > 0) return `${missing.join(', ')} missing: apt-get install slurm-wlm munge`;
  return process.getuid?.() === 0 ? null : 'slurmd is started as root only';
}

/** A Slurm of one node and two processors, with a partition whose tasks the other one preempts. */
export class OneNodeSlurm {
  readonly root = mkdtempSync(join(tmpdir(), 'slurm-'));
  private readonly daemons: ChildProcess[] = [];
  private readonly conf = join(this.root, 'slurm.conf');

  /** Starts munge, the controller and the node; resolves when the node is idle. */
  async start(): Promise<void> {
    const at = (name: string) => join(this.root, name);
    for (const folder of ['munge', 'state', 'spool']) mkdirSync(at(folder), { mode: 0o700 });
    writeFileSync(at('munge/key'), randomBytes(1024), { mode: 0o400 });
    writeFileSync(this.conf, this.configuration(await freePort(), await freePort()));
    const files = ['socket', 'pid-file', 'log-file', 'seed-file'].map(
      (kind) => `--${kind}=${at(`munge/${kind}`)}`,
    );
    this.daemon('munged', ['--foreground', '--force', `--key-file=${at('munge/key')}`, ...files]);
    await this.until('munge answers', () => existsSync(at('munge/socket')));
    this.daemon('slurmctld', ['-D', '-f', this.conf]);
    this.daemon('slurmd', ['-D', '-f', this.conf, '-N', 'node1']);
    await this.until('the node is idle', () => this.output('sinfo', ['-h', '-o', '%T']).includes('idle'));
  }

  private configuration(controllerPort: number, nodePort: number): string {
    const host = hostname().split('.')[0];
    const at = (name: string) => join(this.root, name);
    return `ClusterName=lab
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${controllerPort}
SlurmdPort=${nodePort}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
# A task that is requeued waits until its credential has expired: two minutes where nothing is said.
AuthInfo=socket=${at('munge/socket')},cred_expire=5
StateSaveLocation=${at('state')}
SlurmdSpoolDir=${at('spool')}
SlurmctldPidFile=${at('slurmctld.pid')}
SlurmdPidFile=${at('slurmd.pid')}
SlurmctldLogFile=${at('slurmctld.log')}
SlurmdLogFile=${at('slurmd.log')}
# Without cgroups and systemd.
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=bf_interval=1,sched_interval=1,sched_min_interval=0,batch_sched_delay=0
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
KillWait=5
NodeName=node1 NodeHostname=${host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=1000 State=UNKNOWN
PartitionName=low Nodes=node1 Default=YES PriorityTier=1 PreemptMode=REQUEUE State=UP
PartitionName=high Nodes=node1 PriorityTier=10 PreemptMode=OFF State=UP
`;
  }

  private daemon(program: string, args: readonly string[]): void {
    this.daemons.push(spawn(program, args, { env: this.env, stdio: 'ignore' }));
  }

  get env(): NodeJS.ProcessEnv {
    return { ...process.env, PATH: path, SLURM_CONF: this.conf };
  }

  /** What a program of Slurm printed; empty where it failed. */
  output(program: string, args: readonly string[]): string {
    const { status, stdout } = spawnSync(program, args, { env: this.env, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : '';
  }

  /** Waits for something to come true; throws with the daemons' last words. */
  async until(what: string, isTrue: () => boolean, seconds = 120): Promise<void> {
    const end = performance.now() + 1000 * seconds;
    while (!isTrue()) {
      if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}\n${this.lastWords()}`);
      await pause(100);
    }
  }

  private lastWords(): string {
    const logs = ['slurmctld.log', 'slurmd.log'].map((name) => join(this.root, name)).filter(existsSync);
    return logs.map((log) => readFileSync(log, 'utf8').split('\n').slice(-15).join('\n')).join('\n');
  }

  /** Ends every job, then the daemons that were started here. */
  async close(): Promise<void> {
    this.output('scancel', ['--full', '--user=root']);
    await this.until('no job is left', () => this.output('squeue', ['-h']) === '', 20).catch(() => {});
    for (const daemon of this.daemons.reverse()) {
      const ended = new Promise((resolve) => daemon.once('exit', resolve));
      if (daemon.exitCode !== null) continue;
      daemon.kill('SIGTERM');
      await Promise.race([ended, pause(5000).then(() => daemon.kill('SIGKILL'))]);
    }
    rmSync(this.root, { recursive: true, force: true });
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
