import { resetBonds } from '../../../sim/consensus/variants/resetBonds.ts';
import type {
  Variant,
  VariantEpoch,
  VariantNetwork,
  VariantSettings,
} from '../../../sim/consensus/variants/variant.ts';
import { variantEpoch } from '../../../sim/consensus/variants/variantEpoch.ts';
import type { Place } from './place.ts';

/** A recorded case of the peer: the same few validators over some epochs. */
export interface PeerCase {
  readonly name: string;
  /** One for each epoch. */
  readonly networks: readonly VariantNetwork[];
  /** The server whose bonds variants may reset before an epoch. */
  readonly reset: { readonly server: number; readonly epoch: number } | null;
  readonly winnerTakesAll: boolean;
}

/** Reads the inputs of all cases. Throws a VectorError where a segment, a matrix or an override is not as it must be. */
export const peerCases = (top: Place): PeerCase[] => top.keys().map((name) => readCase(name, top.at(name)));

function readCase(name: string, place: Place): PeerCase {
  const networks: VariantNetwork[] = [];
  for (const segment of place.at('segments').list()) {
    const network = { weights: matrix(segment.at('W')), stake: numbers(segment.at('S')) };
    if (segment.at('from').count() !== networks.length)
      segment.at('from').fail(`${networks.length}, the next epoch`);
    for (let epoch = segment.at('from').count(); epoch <= segment.at('to').count(); epoch++)
      networks.push(network);
  }
  if (networks.length !== place.at('num_epochs').count())
    place.at('num_epochs').fail(`${networks.length}, the epochs of the segments`);
  const overrides = place.at('config_overrides').only(['winner_takes_all']);
  return {
    name,
    networks,
    reset: place.at('reset_bonds').flag()
      ? { server: place.at('reset_bonds_index').count(), epoch: place.at('reset_bonds_epoch').count() }
      : null,
    winnerTakesAll: overrides.has('winner_takes_all') && overrides.at('winner_takes_all').flag(),
  };
}

export const matrix = (place: Place): number[][] => place.list().map(numbers);

export const numbers = (place: Place): number[] => place.list().map(finite);

/** A recorded number; NaN and infinities, which the peer writes as texts, are bad input. */
export function finite(place: Place): number {
  const { value } = place;
  return typeof value === 'number' && Number.isFinite(value) ? value : place.fail('a finite number');
}

/** All epochs of a case under a variant, up to and without the first in which validators agree on nothing. */
export function runCase(variant: Variant, settings: VariantSettings, peerCase: PeerCase): VariantEpoch[] {
  const { networks, reset } = peerCase;
  const own = { ...settings, winnerTakesAll: settings.winnerTakesAll || peerCase.winnerTakesAll };
  const epochs: VariantEpoch[] = [];
  for (const [number, network] of networks.entries()) {
    const last = epochs.at(-1) ?? null;
    const before = last !== null && reset?.epoch === number ? resetBonds(variant, last, reset.server) : last;
    const epoch = variantEpoch(variant, network, before, own);
    if (epoch.consensus.every((agreed) => agreed === 0)) break;
    epochs.push(epoch);
  }
  return epochs;
}

/** TAO that 1,000 TAO of a validator's stake earn in an epoch, by the peer's constants. */
export function dividendsPer1000Tao(epoch: VariantEpoch, { stake }: VariantNetwork): number[] {
  const [validatorsPart, emission, staked] = [0.41, 100, 1_000_000];
  return epoch.dividends.map((part, i) =>
    stake[i] * 1000 > 1e-6 ? (validatorsPart * part * emission) / ((stake[i] * staked) / 1000) : 0,
  );
}
