import { mkdirSync, writeFileSync } from 'node:fs';
import { type ChaosAccount, disturb } from './chaos.ts';
import { farFlung } from './farFlung.ts';
import { fourWays, isSame } from './fourWays.ts';

/**
 * `npm run queue [-- kills | networks | ways]`: real SIGKILLs of coordinator, workers and redis-server, 60 with each way of Redis to sync its file, in
 * rounds of 20; one study on three workers in networks of their own, one of them cut off for 20 s; and one study in all four ways, a process,
 * shards, Slurm and such workers. Writes `results/reference/queue/`. Needs root, redis-server and, for the last, Slurm. Ends with 1 where anything was lost, doubled or other than in one undisturbed
 * process.
 */
const results = new URL('../../results/reference/queue/', import.meta.url);
const asked = process.argv.slice(2);
const wants = (part: string) => asked.length === 0 || asked.includes(part);
if (wants('kills')) await kills();
if (wants('networks')) await networks();
if (wants('ways')) await ways();

async function kills(): Promise<void> {
  const accounts: ChaosAccount[] = [];
  for (const fsync of ['everysec', 'always'] as const)
    for (const seed of [11, 12, 13]) {
      const account = await disturb({ kills: 20, fsync, seed, trialsEach: 60 });
      console.log(JSON.stringify(account));
      accounts.push(account);
    }
  const isSound = ({ lost, double, alarms, sameBytes }: ChaosAccount) =>
    lost + double + alarms === 0 && sameBytes;
  end('kills.json', accounts, accounts.every(isSound));
}

async function networks(): Promise<void> {
  const far = await farFlung({ cutSeconds: 20, leaseSeconds: 5, seeds: 24, days: 3 });
  console.log(JSON.stringify(far));
  end('networks.json', far, far.alone === far.queued && far.alarms === 0 && far.keysLeft.length === 0);
}

async function ways(): Promise<void> {
  const account = await fourWays({ cutSeconds: 20, leaseSeconds: 5, seeds: 16, days: 4 });
  console.log(JSON.stringify(account));
  end('fourWays.json', account, isSame(account));
}

function end(name: string, value: unknown, isSound: boolean): void {
  mkdirSync(results, { recursive: true });
  writeFileSync(new URL(name, results), `${JSON.stringify(value, null, 2)}\n`);
  if (!isSound) process.exitCode = 1;
}
