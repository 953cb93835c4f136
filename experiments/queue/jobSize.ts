import type { Task } from '../run/staff.ts';

/** Milliseconds of work that a job should be at least, and trials that it holds at most. */
const jobMs = 100;
const mostTrials = 512;

/** How many trials a job takes, by how long the last ones took: tiny trials travel together, others alone. */
export class JobSize {
  private mean: number | null = null;

  /** A trial took so many milliseconds. */
  see(milliseconds: number): void {
    this.mean = this.mean === null ? milliseconds : 0.95 * this.mean + 0.05 * milliseconds;
  }

  get trials(): number {
    if (this.mean === null) return 1;
    return Math.max(1, Math.min(mostTrials, Math.floor(jobMs / Math.max(this.mean, 1e-3))));
  }

  /** Takes families off the end of a list until a job is full; a family is never cut. */
  take(families: (readonly Task[])[]): Task[] {
    const job: Task[] = [];
    while (families.length > 0 && job.length < this.trials) job.push(...families.pop()!);
    return job;
  }
}
