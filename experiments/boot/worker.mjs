// Node 20 cannot start a worker from a .ts file: in a checkout this one registers tsx, then loads what the pool wants run.
import { parentPort, workerData } from 'node:worker_threads';

if (workerData.entry.endsWith('.ts')) (await import('tsx/esm/api')).register();
const { run, runFamily, prepare } = await import(workerData.entry);
const { board, supplies } = workerData;
// What a trial needs besides its plan is made ready once a worker.
const company = supplies === undefined ? undefined : await prepare(supplies);

const membersPlace = 4;
/** Says on the board which of the tasks it begins. */
const begin = (place) => {
  board.fill(0);
  board[membersPlace] = place;
};

/** What became of each task, in the order in which they end. */
async function* outcomes(inputs) {
  if (inputs.length > 1 && runFamily !== undefined) {
    yield* runFamily(inputs, board, company, begin);
    return;
  }
  for (const [place, input] of inputs.entries()) {
    begin(place);
    try {
      yield { place, result: await run(input, board, company) };
    } catch (fault) {
      yield { place, fault };
    }
  }
}

const tellFault = (id, fault) => {
  const { agent, block, reason = fault instanceof Error ? fault.message : String(fault) } = Object(fault);
  parentPort.postMessage({ id, reason, ...(agent !== undefined && { place: { agent, block } }) });
};

parentPort.on('message', async ({ tasks }) => {
  let started = performance.now();
  for await (const { place, ...outcome } of outcomes(tasks.map(({ input }) => input))) {
    const { id } = tasks[place];
    try {
      if ('fault' in outcome) tellFault(id, outcome.fault);
      else parentPort.postMessage({ id, ...outcome, milliseconds: performance.now() - started });
    } catch (fault) {
      // A result that no message can hold.
      tellFault(id, fault);
    }
    started = performance.now();
  }
});
parentPort.postMessage({ ready: true });
