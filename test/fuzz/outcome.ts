import { UserError } from '../../experiments/base/userError.ts';
import { VectorError } from '../../experiments/evidence/conform/place.ts';
import { AgentFault } from '../../sim/agentFault.ts';
import { HyperparameterError } from '../../sim/hyperparameters/fault.ts';
import { UnrunnableWorld } from '../../sim/unrunnable.ts';

/** What became of an input: a value, a refusal in words, or a fault of the laboratory. */
export type Outcome = 'taken' | 'refused' | { readonly fault: string };

/** Reads an input; the only ends allowed are a value without NaN, and an error of the kinds that a user is shown as one message. */
export async function outcomeOf(read: () => unknown): Promise<Outcome> {
  try {
    const place = noNumberIn(await read(), '$', new Set());
    return place === null ? 'taken' : { fault: `NaN or an infinity at ${place}` };
  } catch (error) {
    if (!isRefusal(error)) return { fault: stackOf(error) };
    const { message } = error;
    if (message.trim() === '') return { fault: 'a refusal without a word' };
    return /\n\s+at .+:\d+:\d+/.test(message)
      ? { fault: `a stack in a refusal: ${message.slice(0, 300)}` }
      : 'refused';
  }
}

const isRefusal = (error: unknown): error is Error =>
  error instanceof UserError ||
  error instanceof HyperparameterError ||
  error instanceof VectorError ||
  error instanceof UnrunnableWorld ||
  error instanceof AgentFault;

/** Where a value holds what no table may hold; null: nowhere. */
function noNumberIn(value: unknown, place: string, seen: Set<object>): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : place;
  if (typeof value !== 'object' || value === null || seen.has(value)) return null;
  seen.add(value);
  if (ArrayBuffer.isView(value) && !(value instanceof Float64Array)) return null;
  const entries: Iterable<readonly [unknown, unknown]> =
    value instanceof Map || Array.isArray(value) || value instanceof Float64Array
      ? value.entries()
      : Object.entries(value);
  for (const [key, part] of entries) {
    const found = noNumberIn(part, `${place}.${String(key)}`, seen);
    if (found !== null) return found;
  }
  return null;
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message).slice(0, 500) : String(error);
