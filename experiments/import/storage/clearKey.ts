import { UserError } from '../../base/userError.ts';

/** `SubtensorModule` as Twox128, before the 16 bytes of an item, where a key is whole. */
const pallet = '658faa385070e074c85bf6b568cf0555';

const u16At = (bytes: string): string => String(Number.parseInt(bytes.slice(2, 4) + bytes.slice(0, 2), 16));
const u64At = (bytes: string): string => String(BigInt(`0x${(bytes.match(/../g) ?? []).reverse().join('')}`));
const account = (bytes: string): string => `0x${bytes.toLowerCase()}`;

/**
 * What keys of the pallet’s maps are made of, by their length in bytes. Identity leaves a key as it is; Blake2_128Concat and Twox64Concat
 * put 16 and 8 bytes of a hash before it, and the key itself follows in clear.
 */
const layouts: Readonly<Record<number, (hex: string) => string>> = {
  2: u16At,
  4: (hex) => `${u16At(hex)},${u16At(hex.slice(4))}`,
  10: (hex) => u16At(hex.slice(16)),
  26: (hex) => `${u16At(hex.slice(16))},${u64At(hex.slice(36))}`,
  32: account,
  40: (hex) => account(hex.slice(16)),
  48: (hex) => account(hex.slice(32)),
  50: (hex) => `${account(hex.slice(32, 96))},${u16At(hex.slice(96))}`,
  98: (hex) => `${account(hex.slice(32, 96))},${account(hex.slice(128, 192))},${u16At(hex.slice(192))}`,
};

/** Lines of Python that ask a node for maps with keys and values in clear. */
const converter = `  from substrateinterface import SubstrateInterface; import json; node = SubstrateInterface("wss://entrypoint-finney.opentensor.ai")
  maps = {name: {str(tuple(key.value) if isinstance(key.value, (list, tuple)) else key.value): value.value for key, value in node.query_map("SubtensorModule", name, page_size=1000)} for name in ["Keys", "TotalHotkeyAlpha", "Weights", "LastUpdate"]}
  json.dump({"storage": maps}, open("storage.json", "w"), default=str)`;

/**
 * A key of a storage map in clear, its parts joined by commas: texts as they are, bytes in hexadecimal read by the pallet’s hashers.
 * Throws `UserError` for bytes of a length that no map has.
 */
export function clearKey(written: string, place: string): string {
  const [, whole] = /^0x((?:[0-9a-f]{2})+)$/i.exec(written) ?? [];
  if (whole === undefined) return written;
  const hex = whole.toLowerCase().startsWith(pallet) ? whole.slice(64) : whole;
  const layout = layouts[hex.length / 2];
  if (layout !== undefined) return layout(hex);
  throw new UserError(
    `${place}: a key in hexadecimal must be that of a map of SubtensorModule, of ${Object.keys(layouts).join(', ')} bytes; received ${hex.length / 2} bytes (dump the maps with keys in clear:)\n${converter}`,
  );
}

/** Refuses the storage of a node as pairs of bytes, which says neither which map a value is of nor how it is read. Throws `UserError`. */
export const refuseRawPairs = (file: string): never => {
  throw new UserError(
    `${file}: storage must be maps by name with their values in clear; received pairs of bytes in hexadecimal (dump the maps by name:)\n${converter}`,
  );
};
