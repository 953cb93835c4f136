import { unzipped } from '../unzipped.ts';
import { type Brought, Crew, type Listener } from './crew.ts';

/** Workers, at most. */
const mostWorkers = 4;

/** The engine of a page: its workers, hired once, when they are first needed. */
export class Engine {
  private readonly packed: () => string;
  private readonly brought: () => Brought;
  private hiring: Promise<Crew> | null = null;

  /** `packed` gives the engine's script as gzip in base64; `brought`: what came with the page of its worlds, asked for when the page has been read. */
  constructor(packed: () => string, brought: () => Brought) {
    this.packed = packed;
    this.brought = brought;
  }

  /** Hires the workers before they are needed; what is wrong with them is told to whom needs them. */
  hire(): void {
    this.hiring ??= hired(this.packed(), quiet, this.brought);
    this.hiring.catch(() => {});
  }

  /** The workers, which from now on tell this listener. Rejects where the script cannot be unpacked or no worker starts. */
  async crew(listener: Listener): Promise<Crew> {
    this.hiring ??= hired(this.packed(), listener, this.brought);
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

async function hired(packed: string, listener: Listener, brought: () => Brought): Promise<Crew> {
  const size = Math.max(1, Math.min(mostWorkers, navigator.hardwareConcurrency || 1));
  return new Crew(await scriptAddress(packed), size, listener, brought);
}

async function scriptAddress(packed: string): Promise<string> {
  return URL.createObjectURL(new Blob([await unzipped(packed)], { type: 'text/javascript' }));
}

/** What this browser lacks to run the engine, in words; null: nothing. */
export function lacking(): string | null {
  if (typeof Worker === 'undefined') return 'workers';
  if (typeof DecompressionStream === 'undefined') return 'DecompressionStream, which unpacks the engine';
  return null;
}
