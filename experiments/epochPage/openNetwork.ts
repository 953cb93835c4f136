import { UserError } from '../base/userError.ts';
import type { WrittenNetwork } from '../input/networkSchema.ts';
import { networkInputOf } from '../input/networkText.ts';
import { mostUids, type PageNetwork } from './pageNetwork.ts';

/** A network as the page takes it. Throws `UserError` where it is too large, is of 2022, or has no weights. */
export function openNetwork(file: string, written: WrittenNetwork): PageNetwork {
  if (written.weights === undefined)
    throw new UserError(
      `${file}: $.weights must be known for an epoch; received none (import them with the metagraph: storage, btcli query weights, or a table of validator,uid,weight)`,
    );
  const { network, ruleset, block, emission } = networkInputOf(file, written);
  const { size } = network;
  if (size > mostUids)
    throw new UserError(
      `${file} has ${size.toLocaleString('en')} uids; a page holds networks of up to ${mostUids} (in a terminal epoch runs any: leave out --page)`,
    );
  if (ruleset === 'nakamoto-2022')
    throw new UserError(
      `${file} is of nakamoto-2022, which pays by other bonds and does not clip; the page shows subnets, from finney-2023 on (in a terminal epoch runs it: leave out --page)`,
    );
  const title =
    written.name ??
    (written.netuid === undefined || written.netuid === null ? file : `subnet ${written.netuid}`);
  return {
    ...{ file, title, ruleset, size, block, emission },
    stake: Array.from(network.stakes.rao.subarray(0, size), String),
    rows: network.weights.slice(0, size),
    lastUpdate: [...network.lastUpdate.subarray(0, size)],
    registrationBlock: [...network.registrationBlock.subarray(0, size)],
    hotkeys: Array.from({ length: size }, (_, uid) => written.hotkeys?.[uid] ?? null),
  };
}
