import { tokens } from './changeText.ts';
import { clipOf } from './clip.ts';
import type { Frame } from './frame.ts';
import type { Outcome, UidOutcome } from './outcome.ts';

/** A share as a per cent with so many decimals: `12.3 %`, on one line. */
export const percent = (share: number, decimals = 2): string => `${(100 * share).toFixed(decimals)}\u00a0%`;

/** RAO as tokens, rounded to what a sentence can bear: `0.31 TAO`. */
export function amount(rao: number, token: string): string {
  const size = Math.abs(rao) / 1e9;
  const digits = size >= 1000 ? size.toLocaleString('en', { maximumFractionDigits: 0 }) : plain(size);
  return `${rao < 0 ? '−' : ''}${digits}\u00a0${token}`;
}

/** Three digits, without an exponent. */
const plain = (size: number): string =>
  size === 0 ? '0' : size.toLocaleString('en', { maximumSignificantDigits: 3 });

const signed = (rao: number, token: string): string => `${rao > 0 ? '+' : ''}${amount(rao, token)}`;

/** Part of the pay that flooring each uid’s amount to whole RAO may move: not worth a word. */
const floored = 1e-6;

/** What an answer is about, besides its epoch. */
interface Asked {
  readonly token: string;
  /** In how many things what is shown differs from the file; from a pinned state 0 where it is that state. */
  readonly changes: number;
  /** It is compared with a pinned state, and not with the file. */
  readonly isPinned?: boolean;
  /** What follows a uid: its hotkey, as markup. */
  readonly keyOf?: (uid: number) => string;
}

/** The answer to a change in a sentence or two, as markup: who gains, who loses, how much. */
export function answerOf(outcome: Outcome, now: Frame, asked: Asked): string {
  const { token, changes, isPinned = false, keyOf = () => '' } = asked;
  const { gaining, losing, moved, paid, paidBefore, uids } = outcome;
  if (changes === 0) return asItIs(outcome, now, asked);
  if (gaining + losing === 0) return unmoved(now, changes, isPinned);
  const parts = [
    `${isPinned ? 'Against what is pinned ' : ''}${count(gaining, 'uid gains', 'uids gain')} and ${losing.toLocaleString('en')} ${losing === 1 ? 'loses' : 'lose'}`,
    `${amount(moved, token)} of ${amount(paid, token)} (${percent(paid === 0 ? 0 : moved / paid, 1)}) of epoch ${now.epoch} changes hands`,
  ];
  const sentences = [`${parts.join(': ')}.`];
  const first = uids[0];
  const last = uids[uids.length - 1];
  const ends = [
    ...(first.gain > 0
      ? [`Uid ${first.uid}${keyOf(first.uid)} gains most, ${signed(first.gain, token)}`]
      : []),
    ...(last.gain < 0
      ? [
          `${first.gain > 0 ? 'uid' : 'Uid'} ${last.uid}${keyOf(last.uid)} loses most, ${signed(last.gain, token)}`,
        ]
      : []),
  ];
  if (ends.length > 0) sentences.push(`${ends.join('; ')}.`);
  if (Math.abs(paid - paidBefore) > floored * paid)
    sentences.push(
      `In all ${amount(Math.abs(paid - paidBefore), token)} ${paid > paidBefore ? 'more' : 'less'} is paid.`,
    );
  return sentences.join(' ');
}

function unmoved({ epoch }: Frame, changes: number, isPinned: boolean): string {
  if (isPinned) return `Against what is pinned no RAO moves in epoch ${epoch}.`;
  return `${changes === 1 ? 'This change moves' : 'These changes move'} no RAO in epoch ${epoch}.`;
}

function asItIs({ uids, paid }: Outcome, { epoch, incentive, dividends }: Frame, asked: Asked): string {
  const { token, isPinned, keyOf = () => '' } = asked;
  const miners = incentive.filter((share) => share > 0).length;
  const validators = dividends.filter((share) => share > 0).length;
  const [best] = [...uids].sort((one, other) => other.pay - one.pay);
  if (paid === 0) return `Epoch ${epoch} pays nothing: no stake that may vote has set a weight.`;
  const state = isPinned ? 'This is what is pinned.' : 'Nothing is changed yet.';
  return `${state} Epoch ${epoch} pays ${amount(paid, token)} to ${count(miners, 'miner', 'miners')} and ${count(validators, 'validator', 'validators')}; uid ${best.uid}${keyOf(best.uid)} gets most, ${amount(best.pay, token)}.`;
}

const count = (number: number, one: string, more: string): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : more}`;

/** What the vote on a miner comes to, a sentence. */
export function clipWords(frame: Frame, miner: number, kappa: number): string {
  const { consensus, voters, backing, cut } = clipOf(frame, miner);
  if (voters.length === 0) return 'No stake votes in this epoch.';
  if (voters.every(({ weight }) => weight === 0))
    return `No validator whose stake votes gives uid ${miner} a weight.`;
  const silent = voters.reduce((total, { stake, weight }) => total + (weight === 0 ? stake : 0), 0);
  if (consensus === 0)
    return `The consensus on uid ${miner} is 0: ${percent(silent, 1)} of the stake gives it nothing, so less than κ = ${percent(kappa, 1)} backs any weight, and all of it is cut.`;
  return `The consensus on uid ${miner} is ${percent(consensus)}: ${percent(backing, 1)} of the stake gives it that or more, and κ asks for ${percent(kappa, 1)}. What lies above is cut, ${percent(cut, 1)} of its votes.`;
}

/** Every digit of a gain: RAO as tokens, signed. */
export const exactGain = ({ gain }: UidOutcome): string => `${gain > 0 ? '+' : ''}${tokens(BigInt(gain))}`;
