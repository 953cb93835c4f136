import { isObject } from '../../input/plainJson.ts';
import { Fields, type Place } from '../fields.ts';
import type { Setting } from '../part.ts';

/** Tempo and the blocks since the last epoch, which btcli writes into an object of two numbers. */
export function tempoOf(
  fields: Fields,
  tempoNames: readonly string[],
  sinceNames: readonly string[],
): { readonly settings: Setting[]; readonly blocksSince: string[] } {
  const place = fields.take('tempo');
  if (!place.isThere) return { settings: [], blocksSince: [] };
  const from = isObject(place.value) ? new Fields(place) : null;
  const tempo = from === null ? place : from.takeAny(...tempoNames);
  const since = from?.takeAny(...sinceNames);
  return {
    settings:
      tempo === undefined
        ? []
        : [{ name: 'tempo', value: tempo.whole(65_535), isNormalised: false, place: tempo.path }],
    blocksSince: since === undefined ? [] : [`${since.whole()} blocks have passed since its last epoch`],
  };
}

/** A name as text, or as the bytes that the chain stores. */
export function nameOf(place: Place): string {
  if (typeof place.value === 'string') return place.value.slice(0, 200) || 'unnamed';
  const bytes = Uint8Array.from(place.list(), (byte) => byte.whole(255));
  return new TextDecoder().decode(bytes).slice(0, 200) || 'unnamed';
}
