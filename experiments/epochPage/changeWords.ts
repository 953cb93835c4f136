import { type Changes, withSetting, withStake, withWeight } from './changes.ts';
import { keyBehind } from './hotkeys.ts';
import { type PageNetwork, tokenOf } from './pageNetwork.ts';
import { amount, percent } from './words.ts';

/** Takes a change back, whatever else has changed by then. */
export type Undo = (now: Changes) => Changes;

/** One change in words, and the way back. */
export type ChangeWords = readonly [words: string, undo: Undo];

/** Each change of a network in words. */
export function changeWords(changes: Changes, network: PageNetwork): ChangeWords[] {
  const { ruleset, settings, stakes, weights } = changes;
  const token = tokenOf(ruleset ?? network.ruleset);
  const named = (uid: number) => `uid ${uid}${keyBehind(network.hotkeys, uid)}`;
  return [
    ...(ruleset === null
      ? []
      : [
          [
            `the rules of ${ruleset}`,
            (now) => ({ ...now, ruleset: null, settings: {} }),
          ] satisfies ChangeWords,
        ]),
    ...Object.entries(settings).map(
      ([name, level]): ChangeWords => [
        `${name} ${typeof level === 'number' ? level.toLocaleString('en') : level}`,
        (now) => withSetting(now, name, null),
      ],
    ),
    ...Object.entries(stakes).map(
      ([uid, rao]): ChangeWords => [
        `stake of ${named(Number(uid))}: ${amount(Number(rao), token)} in place of ${amount(Number(network.stake[Number(uid)]), token)}`,
        (now) => withStake(now, Number(uid), null),
      ],
    ),
    ...weights.map(
      ({ validator, miner, share }): ChangeWords => [
        `${named(validator)} gives ${named(miner)} ${percent(share)} of its row`,
        (now) => withWeight(now, validator, miner, null),
      ],
    ),
  ];
}
