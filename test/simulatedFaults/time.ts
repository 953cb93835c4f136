import type { Clock } from '../../experiments/run/system/clock.ts';

/** A process of the simulation, as far as time touches it. */
export interface Timed {
  /** It was killed: nothing of it happens any more. */
  isDead: boolean;
  /** It is in the middle of something, and nothing else of it can happen. */
  isBusy: boolean;
  /** It is frozen until then: what it should do earlier, it does then. */
  frozenUntil: number;
}

interface Happening {
  readonly at: number;
  /** Of two at the same moment, the one that was planned first. */
  readonly serial: number;
  readonly of: Timed;
  readonly act: () => void;
}

/** Time that passes from one happening to the next. */
export class SimulatedTime {
  private readonly happenings: Happening[] = [];
  private serial = 0;
  now = 0;
  /** What the clocks of the calendar are ahead of `now`: they are set now and then. */
  ahead = 0;

  plan(of: Timed, at: number, act: () => void): () => void {
    const happening = { at, serial: this.serial++, of, act };
    this.happenings.push(happening);
    return () => {
      const place = this.happenings.indexOf(happening);
      if (place >= 0) this.happenings.splice(place, 1);
    };
  }

  /** Lets the next thing happen, not later than `until`; whether there was one. */
  step(until = Number.POSITIVE_INFINITY): boolean {
    const next = this.next(until);
    if (next === null) return false;
    this.happenings.splice(this.happenings.indexOf(next), 1);
    this.now = Math.max(this.now, next.at);
    if (next.of.isDead) return true;
    if (next.of.frozenUntil > this.now) this.plan(next.of, next.of.frozenUntil, next.act);
    else next.act();
    return true;
  }

  clockOf(of: Timed): Clock {
    return {
      now: () => this.now,
      after: (milliseconds, act) => this.plan(of, this.now + milliseconds, act),
      wait: (milliseconds) => {
        const until = this.now + milliseconds;
        of.isBusy = true;
        while (this.step(until));
        of.isBusy = false;
        this.now = Math.max(this.now, until);
      },
    };
  }

  private next(until: number): Happening | null {
    let best: Happening | null = null;
    for (const one of this.happenings)
      if (!one.of.isBusy && one.at <= until && (best === null || isBefore(one, best))) best = one;
    return best;
  }
}

const isBefore = (one: Happening, other: Happening): boolean =>
  one.at < other.at || (one.at === other.at && one.serial < other.serial);
