import { addSome, type Mean, meanOf, newMean } from '../../../sim/metrics/mean.ts';
import type { Account } from '../accounts.ts';
import { asic, hasAsic } from '../asic.ts';
import { waysToFind } from '../cheaperWays.ts';
import { adopts } from '../improving.ts';
import type { MarketState } from '../marketEvent.ts';
import { economy, type MarketFamily, meanOver } from './marketMeasure.ts';

interface Adoption {
  readonly share: Mean;
  readonly pay: Mean;
  readonly profit: Mean;
  readonly others: Mean;
  readonly finder: Mean;
}

/** Who takes to what is new, and what it brings them: a cheaper way, gradients or an ASIC, in worlds that have one of them. */
export const adopters: MarketFamily<Adoption> = {
  metrics: [
    economy({
      name: 'adopterShare',
      title: 'share that has taken to the new',
      unit: 'share',
      definition:
        'time mean of the share of running miners that answer by a cheaper way, use gradients or run on an ASIC',
    }),
    economy({
      name: 'adopterPay',
      title: 'their share of the pay',
      unit: 'share',
      definition: 'time mean of their share of the incentive of running miners',
    }),
    economy({
      name: 'adopterProfit',
      title: 'profit of those that have',
      unit: 'US dollars a day',
      definition:
        'time mean of income at the price of the day less rent, per one of them; what a device or a licence cost is not in it',
    }),
    economy({
      name: 'otherProfit',
      title: 'profit of those that have not',
      unit: 'US dollars a day',
      definition: 'the same of the other running miners',
    }),
    economy({
      name: 'finderProfit',
      title: 'profit of the finder',
      unit: 'US dollars a day',
      definition: 'the same of the first finder of a cheaper way, while it runs; null else',
    }),
  ],
  applies: ({ hyperparameters }) =>
    waysToFind(hyperparameters) > 0 || adopts(hyperparameters) || hasAsic(hyperparameters),
  start: () => ({
    share: newMean(),
    pay: newMean(),
    profit: newMean(),
    others: newMean(),
    finder: newMean(),
  }),
  see(adoption, event) {
    if (event.kind === 'look' && event.state.running.length > 0) look(adoption, event.state);
  },
  finish: ({ share, pay, profit, others, finder }) => ({
    adopterShare: meanOf(share),
    adopterPay: meanOf(pay),
    adopterProfit: meanOf(profit),
    otherProfit: meanOf(others),
    finderProfit: meanOf(finder),
  }),
};

function look({ share, pay, profit, others, finder }: Adoption, state: MarketState): void {
  const { running, incentive } = state;
  const isNew = (account: Account) =>
    (account.person.way ?? 0) > 0 || account.device === asic || state.usesGradients(account);
  const taken = running.filter(isNew);
  const rest = running.filter((one) => !isNew(one));
  const paid = incentive.reduce((sum, part) => sum + part, 0);
  const theirs = incentive.reduce((sum, part, k) => sum + (isNew(running[k]) ? part : 0), 0);
  addSome(share, taken.length / running.length);
  addSome(pay, paid > 0 ? theirs / paid : null);
  addSome(profit, profitOf(taken));
  addSome(others, profitOf(rest));
  addSome(finder, profitOf(running.filter(({ serial }) => serial === state.finder)));
}

const profitOf = (accounts: readonly Account[]): number | null =>
  accounts.length > 0 ? meanOver(accounts, ({ profit }) => profit) : null;
