import { element } from '../../panel/view/element.ts';
import { type Changes, withSetting, withStake, withWeight } from '../changes.ts';
import { type PageNetwork, tokenOf } from '../pageNetwork.ts';
import { amount, percent } from '../words.ts';

/** Takes a change back, whatever else has changed by then. */
type Undo = (now: Changes) => Changes;

/** The changes in words, each with a button that takes it back. */
export function changeList(changes: Changes, network: PageNetwork, take: (undo: Undo) => void): HTMLElement {
  const token = tokenOf(changes.ruleset ?? network.ruleset);
  const lines: readonly (readonly [string, Undo])[] = [
    ...(changes.ruleset === null
      ? []
      : [
          [
            `the rules of ${changes.ruleset}`,
            (now: Changes) => ({ ...now, ruleset: null, settings: {} }),
          ] as const,
        ]),
    ...Object.entries(changes.settings).map(
      ([name, level]) =>
        [
          `${name} ${typeof level === 'number' ? level.toLocaleString('en') : level}`,
          (now: Changes) => withSetting(now, name, null),
        ] as const,
    ),
    ...Object.entries(changes.stakes).map(
      ([uid, rao]) =>
        [
          `stake of uid ${uid}: ${amount(Number(rao), token)} in place of ${amount(Number(network.stake[Number(uid)]), token)}`,
          (now: Changes) => withStake(now, Number(uid), null),
        ] as const,
    ),
    ...changes.weights.map(
      ({ validator, miner, share }) =>
        [
          `uid ${validator} gives uid ${miner} ${percent(share)} of its row`,
          (now: Changes) => withWeight(now, validator, miner, null),
        ] as const,
    ),
  ];
  if (lines.length === 0)
    return element('p', { class: 'panel-note' }, 'Nothing: this is the network of the file.');
  return element(
    'ul',
    {},
    ...lines.map(([words, undo]) =>
      element(
        'li',
        {},
        `${words} `,
        element(
          'button',
          {
            type: 'button',
            class: 'epoch-undo',
            'aria-label': `Take back: ${words}`,
            click: () => take(undo),
          },
          'take back',
        ),
      ),
    ),
  );
}
