import { hasFloat64Kernel } from '../../../sim/kernel/float64/yumaArena.ts';
import { Beginnings } from '../beginnings.ts';
import { ownNetwork } from '../ownNetwork.ts';
import type { Pair } from '../pair.ts';
import { isOfInput } from './faultKind.ts';
import type { Answer, Reply, Request } from './messages.ts';

/** The scope of a worker, as far as it is used here: its types belong to a page. */
declare const self: {
  onmessage: ((event: { readonly data: Request }) => void) | null;
  postMessage(reply: Reply): void;
};

/** The laboratory's engine in a worker of the page: it answers one request after another, and nothing else. */
const beginnings = new Beginnings();

function answer(request: Request): Answer {
  const { job } = request;
  if (request.kind === 'pair') return { kind: 'pair', job, ...measured(job, request.pair) };
  return { kind: 'network', job, own: ownNetwork(request.facts, request.name, request.text) };
}

function measured(job: number, { statusQuo, setting }: Pair) {
  const settling = (day: number, of: number) => self.postMessage({ kind: 'settling', job, day, of });
  return {
    statusQuo: beginnings.measuresOf(statusQuo, settling),
    setting: beginnings.measuresOf(setting, settling),
  };
}

self.onmessage = ({ data }) => {
  try {
    self.postMessage(answer(data));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    self.postMessage({ kind: 'fault', job: data.job, message, isInput: isOfInput(error) });
  }
};
self.postMessage({ kind: 'ready', isTwin: !hasFloat64Kernel });
