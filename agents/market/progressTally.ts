import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { ln } from '../../sim/math/elementary.ts';
import { addTo, newMean, meanOf as valueOfMean } from '../../sim/metrics/mean.ts';
import type { Account } from './accounts.ts';
import { needOf, waysToFind } from './cheaperWays.ts';
import { minerOn, type Outlook } from './prospects.ts';
import type { Measuring } from './tally.ts';
import { gapAfter } from './training.ts';

/** A device of 10^15 operations a second, for a day. */
const petaflopDay = 1e15 * 86_400;

/** What is written down of those who get better; each measure only where its cause is on. */
export class ProgressTally implements Measuring {
  /** Whether anybody trains or learns from gradients. */
  readonly learning: boolean;
  readonly imitating: boolean;
  private readonly inventing: boolean;
  readonly adopting: boolean;
  private readonly hyperparameters: Hyperparameters;
  private readonly gap = newMean();
  private readonly premium = newMean();
  private readonly adopted = newMean();
  private readonly need = newMean();
  private readonly spread = newMean();
  private flop = 0;
  private inventions = 0;
  private copies = 0;
  private moves = 0;

  constructor(hyperparameters: Hyperparameters) {
    this.hyperparameters = hyperparameters;
    this.adopting = hyperparameters['market.gradientShare'] > 0;
    this.learning = this.adopting || hyperparameters['market.trainingShare'] > 0;
    this.imitating = hyperparameters['market.imitatorShare'] > 0;
    this.inventing = waysToFind(hyperparameters) > 0;
  }

  train(flop: number): void {
    this.flop += flop;
  }

  learn(invented: boolean): void {
    if (invented) this.inventions += 1;
    else this.copies += 1;
  }

  imitate(): void {
    this.moves += 1;
  }

  look(running: readonly Account[], outlook: Outlook, learns: (account: Account) => boolean): void {
    if (running.length === 0) return;
    const meanOf = (of: readonly Account[], value: (account: Account) => number) =>
      of.reduce((sum, account) => sum + value(account), 0) / of.length;
    if (this.learning)
      addTo(
        this.gap,
        meanOf(running, ({ person }) => gapAfter(person.steps!)),
      );
    if (this.adopting) {
      const [adopters, others] = [running.filter(learns), running.filter((one) => !learns(one))];
      const profit = ({ profit: own }: Account) => own;
      if (adopters.length > 0 && others.length > 0)
        addTo(this.premium, meanOf(adopters, profit) - meanOf(others, profit));
    }
    if (this.inventing) {
      addTo(
        this.adopted,
        meanOf(running, ({ person }) => ((person.way ?? 0) > 0 ? 1 : 0)),
      );
      addTo(
        this.need,
        meanOf(running, ({ person }) => needOf(person.way ?? 0, this.hyperparameters)),
      );
    }
    if (this.imitating) {
      const lnSize = ({ person, device }: Account) => ln(minerOn(person, device!, outlook).size);
      const mean = meanOf(running, lnSize);
      addTo(this.spread, Math.sqrt(meanOf(running, (one) => (lnSize(one) - mean) ** 2)));
    }
  }

  get measures(): Record<string, number | null> {
    return {
      ...(this.learning && { trainingGap: valueOfMean(this.gap), trainingCompute: this.flop / petaflopDay }),
      ...(this.adopting && { gradientPremium: valueOfMean(this.premium) }),
      ...(this.inventing && {
        inventions: this.inventions,
        waysCopied: this.copies,
        cheapShare: valueOfMean(this.adopted),
        queryNeed: valueOfMean(this.need),
      }),
      ...(this.imitating && { imitationMoves: this.moves, sizeSpread: valueOfMean(this.spread) }),
    };
  }
}
