import { Crew, type Listener } from './crew.ts';

/** Workers, at most. */
const mostWorkers = 4;

/** The engine of a page: its workers, hired once, when they are first needed. */
export class Engine {
  private readonly packed: () => string;
  private hiring: Promise<Crew> | null = null;

  /** `packed` gives the engine's script as gzip in base64. */
  constructor(packed: () => string) {
    this.packed = packed;
  }

  /** Hires the workers before they are needed; what is wrong with them is told to whom needs them. */
  hire(): void {
    this.hiring ??= hired(this.packed(), quiet);
    this.hiring.catch(() => {});
  }

  /** The workers, which from now on tell this listener. Rejects where the script cannot be unpacked or no worker starts. */
  async crew(listener: Listener): Promise<Crew> {
    this.hiring ??= hired(this.packed(), listener);
    const crew = await this.hiring;
    if (crew.listener !== listener) crew.tell(listener);
    return crew;
  }
}

/** Hears nothing: no pair runs yet. */
const quiet: Listener = {
  ready() {},
  settling() {},
  finished() {},
  failed() {},
  broken() {},
};

async function hired(packed: string, listener: Listener): Promise<Crew> {
  const size = Math.max(1, Math.min(mostWorkers, navigator.hardwareConcurrency || 1));
  return new Crew(await scriptAddress(packed), size, listener);
}

async function scriptAddress(packed: string): Promise<string> {
  return URL.createObjectURL(new Blob([await unpacked(packed)], { type: 'text/javascript' }));
}

/** A text that a page carries as gzip in base64. Rejects where it cannot be unpacked. */
export async function unpacked(packed: string): Promise<Blob> {
  const letters = atob(packed);
  const bytes = new Uint8Array(letters.length);
  for (let k = 0; k < bytes.length; k++) bytes[k] = letters.charCodeAt(k);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).blob();
}

/** What this browser lacks to run the engine, in words; null: nothing. */
export function lacking(): string | null {
  if (typeof Worker === 'undefined') return 'workers';
  if (typeof DecompressionStream === 'undefined') return 'DecompressionStream, which unpacks the engine';
  return null;
}
