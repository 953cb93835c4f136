import { emissionsOf, switchedShares } from '../../../sim/coinbase/emissionSwitch.ts';
import { emissionTerms, keepsRootDividends } from '../../../sim/coinbase/emissionTerms.ts';
import { productShares } from '../../../sim/coinbase/productShares.ts';
import { isEligible, type RatedSubnet, ratedPrice } from '../../../sim/coinbase/ratedSubnet.ts';
import { rootProportion } from '../../../sim/coinbase/rootProportion.ts';
import { compareOutcome, type Outcome } from './outcome.ts';
import type { Place } from './place.ts';
import { bitsOf, ratedSubnetKeys, readRatedSubnet } from './ratedSubnets.ts';
import type { FileTally } from './tally.ts';
import { eachCase, firstCase } from './vectorCases.ts';
import { builtVersion } from './versions.ts';

/** Shares of subnets in a block's TAO by price, root proportion and what was not withheld, and the terms they come to. */

const ruleset = builtVersion('v3.4.9-424')?.ruleset ?? 'v3.4.9-424';

export const isProductShareFile = (top: Place): boolean => {
  const first = firstCase(top);
  return first?.has('out') === true && first.at('out').has('sharesHeadBits');
};

/** Replays every case. Throws a VectorError at a wrong shape or value. */
export function conformProductShares(top: Place, tally: FileTally): void {
  const comparison = tally.of(ruleset);
  eachCase(top, (place) => {
    place.only(['name', 'note', 'rootTao', 'taoWeight', 'blockEmission', 'subnets', 'out']);
    compareOutcome(place.at('out'), sharesOf(place), comparison);
  });
}

interface RecordedSubnet extends RatedSubnet {
  /** RAO of alpha that exist. */
  readonly alpha: bigint;
  /** U64F64 bits of TAO per alpha in the pool. */
  readonly price: bigint;
}

function readSubnet(row: Place): RecordedSubnet {
  row
    .only([...ratedSubnetKeys, 'tao', 'alphaIn', 'alphaOut', 'priceBits'])
    .at('tao')
    .u64();
  return {
    ...readRatedSubnet(row),
    alpha: row.at('alphaIn').u64() + row.at('alphaOut').u64(),
    price: bitsOf(row.at('priceBits')),
  };
}

function sharesOf(place: Place): Readonly<Record<string, Outcome>> {
  const subnets = place.at('subnets').list().map(readSubnet).filter(isEligible);
  const weight = { rootTao: place.at('rootTao').u64(), taoWeight: place.at('taoWeight').u64() };
  const proportions = subnets.map(({ alpha }) => rootProportion(weight, alpha));
  const shares = productShares('root proportion', subnets, proportions);
  const emissions = emissionsOf(place.at('blockEmission').u64(), switchedShares(subnets, shares));
  const terms = subnets.map((subnet, index) =>
    emissionTerms({ ...subnet, emission: emissions[index], rootProportion: proportions[index] }),
  );
  return {
    eligible: subnets.map(({ netuid }) => netuid),
    rootProportionBits: proportions,
    sharesBits: shares,
    sharesHeadBits: productShares('none', subnets, proportions),
    emissionBits: emissions,
    taoInBits: terms.map(({ taoIn }) => taoIn),
    alphaInBits: terms.map(({ alphaIn }) => alphaIn),
    alphaOutBits: terms.map(({ alphaOut }) => alphaOut),
    excessTaoBits: terms.map(({ excessTao }) => excessTao),
    rootSell: keepsRootDividends(subnets.map(ratedPrice)),
  };
}
