import { hasFloat64Kernel } from '../../../sim/kernel/float64/yumaArena.ts';
import type { TrialPlan } from '../../plan/trial.ts';
import { Beginnings, type Measures } from '../beginnings.ts';
import { unframed } from '../frame.ts';
import type { ownNetwork } from '../ownNetwork.ts';
import { stemOf } from '../stem.ts';
import { unzipped } from '../unzipped.ts';
import { isOfInput } from './faultKind.ts';
import type { Answer, Asked, Reply, Request } from './messages.ts';
import { runScript } from './runScript.ts';
import { Tables } from './tables.ts';

/** The scope of a worker, as far as it is used here: its types belong to a page. */
declare const self: {
  onmessage: ((event: { readonly data: Request }) => void) | null;
  postMessage(reply: Reply): void;
  readNetwork?: typeof ownNetwork;
};

/** The laboratory's engine in a worker of the page: it answers one request after another, and nothing else. */
const tables = new Tables();
/** By the names of the measures that are wanted. */
const beginnings = new Map<string, Beginnings>();

function beginningsOf(wanted: readonly string[]): Beginnings {
  const key = wanted.join(' ');
  const known = beginnings.get(key) ?? new Beginnings(wanted);
  beginnings.set(key, known);
  return known;
}

async function answer(request: Asked): Promise<Answer> {
  const { job } = request;
  if (request.kind === 'pair') {
    const { statusQuo, setting, wanted } = request.pair;
    await take(statusQuo, wanted, request.settled);
    const [before, changed] = [statusQuo, setting].map((plan) => measuresOf(job, plan, wanted));
    return { kind: 'pair', job, statusQuo: before, setting: changed };
  }
  if (request.kind === 'world') {
    const { plan, wanted, settled } = request;
    await take(plan, wanted, settled);
    return { kind: 'world', job, measures: measuresOf(job, plan, wanted) };
  }
  const read = await networkReader(request.reader);
  return { kind: 'network', job, own: read(request.facts, request.name, request.text) };
}

/** What reads the file of a network, which is unpacked when the first one comes. */
async function networkReader(packed: string): Promise<NonNullable<typeof self.readNetwork>> {
  if (self.readNetwork === undefined) await runScript(packed);
  if (self.readNetwork === undefined)
    throw new Error('what reads networks did not come with the page (load it anew)');
  return self.readNetwork;
}

/** Takes a settled world that came with the page. One that cannot be read, of a page cut short, is computed instead. */
async function take(plan: TrialPlan, wanted: readonly string[], settled: string | undefined): Promise<void> {
  if (settled === undefined) return;
  try {
    const bytes = await (await unzipped(settled)).arrayBuffer();
    beginningsOf(wanted).take(stemOf(plan), unframed(new Uint8Array(bytes)));
  } catch {}
}

const measuresOf = (job: number, plan: TrialPlan, wanted: readonly string[]): Measures =>
  beginningsOf(wanted).measuresOf(plan, (day, of) => self.postMessage({ kind: 'settling', job, day, of }));

const forget = (): void => beginnings.clear();

self.onmessage = async ({ data }) => {
  if (data.kind === 'tables') tables.take(data.tables);
  if (data.kind === 'tables' || data.kind === 'engine') return;
  try {
    self.postMessage(await tables.running(() => answer(data), forget));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    self.postMessage({ kind: 'fault', job: data.job, message, isInput: isOfInput(error) });
  }
};
self.postMessage({ kind: 'ready', isTwin: !hasFloat64Kernel });
