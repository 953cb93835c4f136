/** Changes that no test can notice, by what they do (`keyOf`), each with the reason. */
export const equivalent: Readonly<Record<string, string>> = {
  'agents/market/ideas.ts#0: own = { drawn: 1, at: opened + this.gap(serial, 0) }; → own = { drawn: 1, at: opened + this.gap(serial, (0 - 1)) };':
    'before draw number 0 nothing is drawn, and before number −1 nothing either: it is the same draw',
  'agents/market/measures/cheaperWays.ts#0: meanOver(running, ({ person }) => ((person.way ?? 0) > 0 ? 1 : 0)), → meanOver(running, ({ person }) => ((person.way ?? (0 - 1)) > 0 ? 1 : 0)),':
    'neither 0 nor −1 is above 0',
  'agents/market/makers.ts#0: costFactor: 1, → costFactor: (1 + 1),':
    'it registers at any price and has no purse, so that what work would cost it is read by nothing that decides',
  'agents/own/ownMiners.ts#0: insistent: true, → insistent: false,':
    'it is handed to the arrivals as one that insists, which sets the same again',
  'agents/own/ownMiners.ts#0: quality: 0, → quality: (0 + 1),':
    'it comes back at any price and never gives up, and only of those who give up is it read what their quality would have been',
  'agents/scoring/arrivalLoss.ts#0: for (let round = 0; round < 60; round++) { → for (let round = 0; round <= 60; round++) {':
    '56 halvings of at most 20 nats leave two neighbouring numbers, which further ones do not move',
  'agents/scoring/lowestQuantile.ts#0: if (gathered < wanted) gathered = copyBelow(weights, count, Number.POSITIVE_INFINITY, sorted); → if (gathered <= wanted) gathered = copyBelow(weights, count, Number.POSITIVE_INFINITY, sorted);':
    'where just as many were gathered as are wanted, gathering all of them adds larger ones alone, and the quantile is that of the lowest',
  'agents/scoring/lowestQuantile.ts#0: const wanted = Math.floor(share * (count - 1)) + 2; → const wanted = Math.floor(share * (count - 1)) + (2 + 1);':
    'with one more wanted all are gathered a little sooner, and the quantile is that of the lowest of them either way',
  'agents/scoring/rowLosses.ts#0: known.set(family, shared); → ;':
    'it remembers what would be computed again to the same numbers: a family’s draws are keyed',
  'agents/scoring/weights.ts#0: let capped = -1; → let capped = 1;':
    'in the first round nothing lies above an infinite level, so that the count is 0: neither −1 nor 1',
  'agents/truth.ts#0: forwards: isCounted ? () => counts.forwards ?? 0 : null, → forwards: isCounted ? () => counts.forwards ?? (0 - 1) : null,':
    'a scorer that counts its forward passes counts them from its start, so that the number is never missing',
  'agents/validators/validator.ts#1: for (let uid = 0; uid < size; uid++) { → for (let uid = 0; uid <= size; uid++) {':
    'behind the last uid nobody has a score, and who takes the slot later has another key and is met as a newcomer',
  'experiments/analysis/requirements/comparison.ts#0: kept.set(key, draws); → ;':
    'it remembers draws that would be drawn again to the same numbers: they are keyed by their counts',
  'experiments/methods/proposal/decide.ts#0: return { verdict, moreRuns: Math.max(1, Math.ceil(runs)), seeds, reasons }; → return { verdict, moreRuns: Math.max(Math.ceil(runs), 1), seeds, reasons };':
    'the larger of two numbers does not depend on their order',
  'experiments/methods/tune/gaussianProcess.ts#0: const luck = shared > 0 && seeds[i] === seeds[j] ? shared * shared : 0; → const luck = shared >= 0 && seeds[i] === seeds[j] ? shared * shared : 0;':
    'at 0 the square of what seeds share is the same 0, and below 0 it cannot be',
  'experiments/methods/tune/gaussianSearch.ts#0: const place = this.open.findIndex((one) => JSON.stringify(one) === key); → const place = this.open.findLastIndex((one) => JSON.stringify(one) === key);':
    'points with the same text are the same: whichever is left out, the same list remains',
  'experiments/sweep/touched/replacements.ts#0: for (let uid = 0; uid < network.size; uid++) → for (let uid = (0 - 1); uid < network.size; uid++)':
    'before the first uid there is no block of registration, and no age is below a period',
  'experiments/methods/proposal/choose.ts#0: const place = levels.indexOf(statusQuo); → const place = levels.lastIndexOf(statusQuo);':
    'the levels of a study are distinct',
  'experiments/methods/tune/gaussianSearch.ts#0: return [...points[means.indexOf(Math.min(...means))]]; → return [...points[means.lastIndexOf(Math.min(...means))]];':
    'two points have the same mean where they are the same point, told twice',
  'experiments/statistics/ridge.ts#0: (row, n) => (responses[n] - dot(weights, row)) / (1 - 1 / rows.length - dot(row, solve(factor, row))), → (row, n) => (responses[n] - dot(row, weights)) / (1 - 1 / rows.length - dot(row, solve(factor, row))),':
    'the products of the same pairs are summed in the same order',
  'agents/scoring/queryLoss.ts#0: else near = middle; → else ;':
    'the piece then ends up to twice as far out, where the integrand is below e^-40 of its height: the integral is the same to 1e-15',
  'experiments/methods/proposal/choose.ts#0: return least(near, ({ level }) => Math.abs(levels.indexOf(level) - place)); → return least(near, ({ level }) => Math.abs(levels.lastIndexOf(level) - place));':
    'the levels of a study are distinct',
  'agents/frontier.ts#0: this.nextBlock = pace.perDay > 0 ? start + stepBlocks : Number.POSITIVE_INFINITY; → this.nextBlock = pace.perDay >= 0 ? start + stepBlocks : Number.POSITIVE_INFINITY;':
    'a frontier that moves by nothing a day moves nothing',
};
