import { hasFloat64Kernel } from '../../../sim/kernel/float64/yumaArena.ts';
import type { TrialPlan } from '../../plan/trial.ts';
import { Beginnings, type Measures } from '../beginnings.ts';
import { unframed } from '../frame.ts';
import type { Pair } from '../pair.ts';
import { stemOf } from '../stem.ts';
import { unzipped } from '../unzipped.ts';
import { isOfInput } from './faultKind.ts';
import type { Answer, Asked, Reply, Request } from './messages.ts';
import { Tables } from './tables.ts';

/** The scope of a worker, as far as it is used here: its types belong to a page. */
declare const self: {
  onmessage: ((event: { readonly data: Request }) => void) | null;
  postMessage(reply: Reply): void;
};

/** The laboratory's engine in a worker of the page: it answers one request after another, and nothing else. */
const tables = new Tables();
let beginnings = new Beginnings();

async function answer(request: Asked): Promise<Answer> {
  const { job } = request;
  if (request.kind === 'pair') {
    await take(request.pair.statusQuo, request.settled);
    return { kind: 'pair', job, ...measured(job, request.pair) };
  }
  if (request.kind === 'world') {
    await take(request.plan, request.settled);
    return { kind: 'world', job, measures: measuresOf(job, request.plan) };
  }
  // What reads a file is set up when the first one comes.
  const { ownNetwork } = await import('../ownNetwork.ts');
  return { kind: 'network', job, own: ownNetwork(request.facts, request.name, request.text) };
}

/** Takes a settled world that came with the page. One that cannot be read, of a page cut short, is computed instead. */
async function take(plan: TrialPlan, settled: string | undefined): Promise<void> {
  if (settled === undefined) return;
  try {
    const bytes = await (await unzipped(settled)).arrayBuffer();
    beginnings.take(stemOf(plan), unframed(new Uint8Array(bytes)));
  } catch {}
}

const measured = (job: number, { statusQuo, setting }: Pair) => ({
  statusQuo: measuresOf(job, statusQuo),
  setting: measuresOf(job, setting),
});

const measuresOf = (job: number, plan: TrialPlan): Measures =>
  beginnings.measuresOf(plan, (day, of) => self.postMessage({ kind: 'settling', job, day, of }));

const forget = (): void => {
  beginnings = new Beginnings();
};

self.onmessage = async ({ data }) => {
  if (data.kind === 'tables') {
    tables.take(data.tables);
    return;
  }
  try {
    self.postMessage(await tables.running(() => answer(data), forget));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    self.postMessage({ kind: 'fault', job: data.job, message, isInput: isOfInput(error) });
  }
};
self.postMessage({ kind: 'ready', isTwin: !hasFloat64Kernel });
