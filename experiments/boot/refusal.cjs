'use strict';

/**
 * Why this Node cannot run the lab, in one sentence; null if it can. `found` is such as "18.20.4", `needed` as package.json has it, such
 * as ">=20.19".
 */
module.exports = function refusalOf(found, needed) {
  const least = needed.replace(/^>=/, '');
  return isAtLeast(numbersOf(found), numbersOf(least))
    ? null
    : `yuma-lab needs Node ${least} or newer and found ${found}: install a newer Node (https://nodejs.org) and run the command again`;
};

const numbersOf = (version) => version.split('.').map(Number);

function isAtLeast(found, least) {
  const place = least.findIndex((number, k) => number !== (found[k] || 0));
  return place < 0 || (found[place] || 0) > least[place];
}
