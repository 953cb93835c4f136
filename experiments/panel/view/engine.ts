import { type Brought, Crew, type Listener } from './crew.ts';
import type { Starter } from './starter.ts';

/** The engine as it came with the page. */
export interface EngineScript {
  /** Starts the workers that it is sent to. */
  readonly starter: Starter;
  /** Its script as gzip in base64. */
  readonly packed: () => string;
  /** Its large tables: JSON as gzip in base64, by name. */
  readonly tables: () => Readonly<Record<string, string>>;
  /** The script that reads the file of a network, as gzip in base64. */
  readonly networkReader: () => string;
}

/** Workers, at most. */
const mostWorkers = 4;

/** The engine of a page: its workers, hired once, when they are first needed. */
export class Engine {
  private readonly script: EngineScript;
  private readonly brought: () => Brought;
  private hired: Crew | null = null;

  /** `brought`: what came with the page of its worlds, asked for when the page has been read. */
  constructor(script: EngineScript, brought: () => Brought) {
    this.script = script;
    this.brought = brought;
  }

  /** Hires the workers before they are needed. Where none starts, that is told to those that need them. */
  hire(): void {
    try {
      this.crewFor(quiet);
    } catch {}
  }

  /** The workers, which from now on tell this listener. Rejects where the browser starts none. */
  async crew(listener: Listener): Promise<Crew> {
    const crew = this.crewFor(listener);
    if (crew.listener !== listener) crew.tell(listener);
    return crew;
  }

  /** The script that reads the file of a network, as gzip in base64. */
  networkReader(): string {
    return this.script.networkReader();
  }

  private crewFor(listener: Listener): Crew {
    const { starter, packed, tables } = this.script;
    const size = Math.max(1, Math.min(mostWorkers, navigator.hardwareConcurrency || 1));
    this.hired ??= new Crew(
      { starter, packed: packed(), tables: tables() },
      { size, listener, bring: this.brought },
    );
    return this.hired;
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

/** What this browser lacks to run the engine, in words; null: nothing. */
export function lacking(): string | null {
  if (typeof Worker === 'undefined') return 'workers';
  if (typeof DecompressionStream === 'undefined')
    return 'DecompressionStream, which unpacks worlds and tables';
  return null;
}
