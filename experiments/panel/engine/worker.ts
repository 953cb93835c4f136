import { hasFloat64Kernel } from '../../../sim/kernel/float64/yumaArena.ts';
import { Beginnings } from '../beginnings.ts';
import { isOfInput } from './faultKind.ts';
import type { Reply, Request } from './messages.ts';

/** The scope of a worker, as far as it is used here: its types belong to a page. */
declare const self: {
  onmessage: ((event: { readonly data: Request }) => void) | null;
  postMessage(reply: Reply): void;
};

/** The laboratory's engine in a worker of the page: it answers one request after another, and nothing else. */
const beginnings = new Beginnings();

function answer(request: Request): Reply {
  const { job } = request;
  const { statusQuo, setting } = request.pair;
  const settling = (day: number, of: number) => self.postMessage({ kind: 'settling', job, day, of });
  return {
    kind: 'pair',
    job,
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
