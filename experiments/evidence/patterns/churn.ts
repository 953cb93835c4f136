import churn from './churnJanuary2026.data.json' with { type: 'json' };

/** How many uids of a full subnet were replaced a day. */
const perDay = churn.rows.map(([netuid, replaced, blocks]) => ({
  netuid,
  rate: (7200 * replaced) / blocks,
}));

/** Uids replaced a day in the full subnets with even netuids, which arrivals are fitted to, and in those with odd ones. */
export const fittedFlows = perDay.filter(({ netuid }) => netuid % 2 === 0).map(({ rate }) => rate);
export const judgedFlows = perDay.filter(({ netuid }) => netuid % 2 === 1).map(({ rate }) => rate);
