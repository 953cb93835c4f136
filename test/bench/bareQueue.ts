import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { resultOf } from '../fixtures/toyTrial.ts';

// node --import tsx bareQueue.ts <port> <jobs> <concurrency>: BullMQ alone. The jobs are all there before the clock starts; each is a toy trial,
// run in the worker's own loop, and its result is what BullMQ keeps. Prints jobs a second.
const [port, jobs, concurrency] = process.argv.slice(2).map(Number);
const connection = new Redis({ port, maxRetriesPerRequest: null });
const queue = new Queue('bare', { connection, defaultJobOptions: { removeOnComplete: true } });
for (let from = 0; from < jobs; from += 1000)
  await queue.addBulk(
    Array.from({ length: Math.min(1000, jobs - from) }, (_, k) => ({
      name: 'toy',
      data: { seed: from + k + 1 },
    })),
  );
let done = 0;
let first = 0;
await new Promise<void>((resolve) => {
  const worker = new Worker('bare', async (job) => resultOf(job.data.seed), { connection, concurrency });
  worker.on('completed', () => {
    done += 1;
    first ||= performance.now();
    if (done === jobs) resolve();
  });
});
console.log(JSON.stringify({ perSecond: (1000 * (jobs - 1)) / (performance.now() - first) }));
process.exit();
