import type { Listed } from '../base/listed.ts';
import { familyAt, type Links, linksOf } from './families.ts';
import type { Task } from './staff.ts';

/** Tasks that no worker has begun, by families. Each is made when a worker takes it, so that those that wait take no memory. */
export class TaskQueue {
  private readonly tasks: Listed<Task>;
  private readonly links: Links;
  /** Families taken so far. */
  private taken = 0;
  /** What workers gave back, the next one last. */
  private readonly back: (readonly Task[])[] = [];

  constructor(tasks: Listed<Task>, workers: number) {
    this.tasks = tasks;
    this.links = linksOf(tasks, workers);
  }

  /** Families in it. */
  get length(): number {
    return this.back.length + this.links.heads.length - this.taken;
  }

  /** The next family; undefined where there is none. */
  take(): readonly Task[] | undefined {
    const again = this.back.pop();
    if (again !== undefined || this.taken === this.links.heads.length) return again;
    return familyAt(this.tasks, this.links, this.links.heads[this.taken++]);
  }

  /** Tasks that their worker has not ended, which are the next to be taken. */
  giveBack(tasks: readonly Task[]): void {
    this.back.push(tasks);
  }
}
