import type { Reply } from '../engine/messages.ts';
import type { Cell } from '../notebook.ts';
import { type BuildData, type Place, type Program, programOf } from '../program.ts';
import type { Shown } from '../shown.ts';
import { functionSource, SyntaxFault } from '../strip.ts';

/** Is told how a run goes. */
export interface Listener {
  at(cell: number): void;
  show(cell: number, shown: Shown): void;
  end(): void;
  /** A cell failed: at this line of it, from 0, if that is known. */
  fault(cell: number, message: string, line: number | null): void;
}

/** A run of cells in a worker of its own, whose script is the engine and the cells' text. */
export class Run {
  private readonly program: Program;
  private readonly listener: Listener;
  private readonly lead: string;
  private worker: Worker | null = null;

  /** Starts at once, and tells the listener. */
  constructor(engine: string, cells: readonly Cell[], data: BuildData, listener: Listener) {
    this.program = programOf(cells, data);
    this.listener = listener;
    this.lead = `${engine}\n;self.runNotebook(`;
    try {
      this.start(`${this.lead}${functionSource(this.program)},${JSON.stringify(data)});`);
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
      this.failed(this.program.placeOf(error.line), error.message, cells.length - 1);
    }
  }

  stop(): void {
    this.worker?.terminate();
    this.worker = null;
  }

  private start(script: string): void {
    const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    let cell = 0;
    this.worker = new Worker(address);
    this.worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data.kind === 'at') cell = data.cell;
      this.heard(data);
    };
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.failed(
        this.placeAt(event.lineno),
        event.message || 'the browser does not let a worker start',
        cell,
      );
    };
  }

  private heard(reply: Reply): void {
    switch (reply.kind) {
      case 'at':
        this.listener.at(reply.cell);
        return;
      case 'show':
        this.listener.show(reply.cell, reply.shown);
        return;
      case 'end':
        this.stop();
        this.listener.end();
        return;
      case 'fault':
        this.failed(this.placeOf(reply.stack), reply.message, reply.cell);
    }
  }

  private failed(place: Place | null, message: string, cell: number): void {
    this.stop();
    this.listener.fault(place?.cell ?? cell, message, place?.line ?? null);
  }

  /** The first place of a stack that lies in the cells. */
  private placeOf(stack: string): Place | null {
    for (const [, line] of stack.matchAll(/:(\d+):\d+\)?$/gm)) {
      const place = this.placeAt(Number(line));
      if (place !== null) return place;
    }
    return null;
  }

  /** Place of a line of the worker's script, which begins with the engine's. */
  private placeAt(line: number): Place | null {
    const before = this.lead.split('\n').length;
    return line > before ? this.program.placeOf(line - before) : null;
  }
}
