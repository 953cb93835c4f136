declare global {
  interface Window {
    /** Set by the page's first script. */
    panelStarter?: Starter;
  }
}

/** Starts workers that wait for an engine. */
export class Starter {
  /** Done when the worker that was started ahead runs, or cannot: until then the page leaves its thread to the browser, which starts a worker there. */
  isBegun: Promise<unknown> = Promise.resolve();
  private readonly text: string;
  private address: string | null = null;
  private waiting: Worker | null = null;
  private fault: string | null = null;

  /** `text`: the script with which a worker begins. */
  constructor(text: string) {
    this.text = text;
  }

  /** Starts one worker ahead of its need. A browser that starts none says so when one is needed. */
  early(): void {
    try {
      const worker = this.started();
      this.waiting = worker;
      this.isBegun = new Promise((resolve) => {
        worker.addEventListener('message', resolve, { once: true });
        worker.addEventListener('error', resolve, { once: true });
      });
      worker.onerror = (event) => {
        event.preventDefault();
        this.fault = messageOf(event);
      };
    } catch {}
  }

  /** A worker that waits for its engine, and what it calls where it fails. Throws where the browser starts none. */
  worker(failed: (message: string) => void): Worker {
    const worker = this.waiting ?? this.started();
    this.waiting = null;
    worker.onerror = (event) => {
      event.preventDefault();
      failed(messageOf(event));
    };
    if (this.fault !== null) failed(this.fault);
    this.fault = null;
    return worker;
  }

  private started(): Worker {
    this.address ??= URL.createObjectURL(new Blob([this.text], { type: 'text/javascript' }));
    return new Worker(this.address);
  }
}

const messageOf = ({ message }: ErrorEvent): string => message || 'it lets no worker start';
