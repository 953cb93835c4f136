import { unzipped } from '../unzipped.ts';
import { type Brought, Crew, type Listener } from './crew.ts';

/** The engine as it came with the page. */
export interface EngineScript {
  /** Its script as gzip in base64. */
  readonly packed: () => string;
  /** Its large tables: JSON as gzip in base64, by name. */
  readonly tables: () => Readonly<Record<string, string>>;
}

/** Workers, at most. */
const mostWorkers = 4;

/** The engine of a page: its workers, hired once, when they are first needed. */
export class Engine {
  private readonly script: EngineScript;
  private readonly brought: () => Brought;
  private hiring: Promise<Crew> | null = null;

  /** `brought`: what came with the page of its worlds, asked for when the page has been read. */
  constructor(script: EngineScript, brought: () => Brought) {
    this.script = script;
    this.brought = brought;
  }

  /** Hires the workers before they are needed: done when the first one is on its way, or cannot be; why is told to those that need it. */
  async hire(): Promise<void> {
    this.hiring ??= hired(this.script, quiet, this.brought);
    await this.hiring.catch(() => {});
  }

  /** The workers, which from now on tell this listener. Rejects where the script cannot be unpacked or no worker starts. */
  async crew(listener: Listener): Promise<Crew> {
    this.hiring ??= hired(this.script, listener, this.brought);
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

/** Rejects where the script cannot be unpacked or no worker starts. */
async function hired(
  { packed, tables }: EngineScript,
  listener: Listener,
  brought: () => Brought,
): Promise<Crew> {
  const size = Math.max(1, Math.min(mostWorkers, navigator.hardwareConcurrency || 1));
  const script = new Blob([await unzipped(packed())], { type: 'text/javascript' });
  const address = URL.createObjectURL(script);
  return new Crew({ address, tables: tables() }, size, listener, brought);
}

/** What this browser lacks to run the engine, in words; null: nothing. */
export function lacking(): string | null {
  if (typeof Worker === 'undefined') return 'workers';
  if (typeof DecompressionStream === 'undefined')
    return 'DecompressionStream, which unpacks worlds and tables';
  return null;
}
