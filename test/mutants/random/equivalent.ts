/** Changes that no test can notice, by what they do (`keyOf`), each with the reason. */
export const equivalent: Readonly<Record<string, string>> = {
  'agents/scoring/lowestQuantile.ts#0: if (gathered < wanted) gathered = copyBelow(weights, count, Number.POSITIVE_INFINITY, sorted); → if (gathered <= wanted) gathered = copyBelow(weights, count, Number.POSITIVE_INFINITY, sorted);':
    'where just as many were gathered as are wanted, gathering all of them adds larger ones alone, and the quantile is that of the lowest',
};
