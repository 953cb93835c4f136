import { mkdirSync, writeFileSync } from 'node:fs';
import { type ChaosAccount, disturb } from './chaos.ts';
import { farFlung } from './farFlung.ts';

/**
 * `npm run queue`: real SIGKILLs of coordinator, workers and redis-server, 60 with each way of Redis to sync its file, in rounds of 20; and
 * one study on three workers in networks of their own, one of them cut off for 20 s. Writes `results/reference/queue/`. Needs root and
 * redis-server. Ends with 1 where anything was lost, doubled or other than in one undisturbed process.
 */
const accounts: ChaosAccount[] = [];
for (const fsync of ['everysec', 'always'] as const)
  for (const seed of [11, 12, 13]) {
    const account = await disturb({ kills: 20, fsync, seed, trialsEach: 60 });
    accounts.push(account);
    console.log(JSON.stringify(account));
  }
const far = await farFlung({ cutSeconds: 20, leaseSeconds: 5, seeds: 24, days: 3 });
console.log(JSON.stringify(far, null, 1));

const results = new URL('../../results/reference/queue/', import.meta.url);
mkdirSync(results, { recursive: true });
const write = (name: string, value: unknown) =>
  writeFileSync(new URL(name, results), `${JSON.stringify(value, null, 2)}\n`);
write('kills.json', accounts);
write('networks.json', far);
const isSound = accounts.every(
  ({ lost, double, alarms, sameBytes }) => lost + double + alarms === 0 && sameBytes,
);
if (!isSound || far.alone !== far.queued || far.alarms > 0 || far.keysLeft.length > 0) process.exitCode = 1;
