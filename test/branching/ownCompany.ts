import {
  defineAdversary,
  defineCandidate,
  defineMeasure,
  defineMiner,
  defineValidator,
} from '../../agents/own/define.ts';
import type { OwnDefinitions } from '../../agents/own/definition.ts';

/** A validator that remembers in a Map and in a typed array what it has seen. */
const watcher = defineValidator({
  name: 'watcher',
  share: 0,
  asks: true,
  start: () => ({ seen: new Map<number, number>(), turns: new Uint32Array(4), looks: new Set<number>() }),
  act(state, view, random) {
    state.turns[view.block % 4] += 1;
    state.looks.add(view.block);
    for (const [uid, score] of view.scores.entries())
      state.seen.set(uid, 0.5 * (state.seen.get(uid) ?? 0) + score * (0.9 + 0.2 * random.next()));
    return [...state.seen].filter(([uid]) => uid < view.uids);
  },
});

/** A miner whose mood walks at random. */
const waverer = defineMiner({
  name: 'waverer',
  share: 0,
  start: () => ({ mood: 0.5, past: [] as number[] }),
  act(state, _, random) {
    state.past.push(state.mood);
    state.mood = Math.min(1, Math.max(0, state.mood + 0.2 * (random.next() - 0.5)));
    return { responds: state.mood };
  },
});

/** A candidate that offers more each time. */
const haggler = defineCandidate({
  name: 'haggler',
  share: 0,
  start: () => ({ offers: [0.01] }),
  act({ offers }) {
    const pays = 3 * offers[offers.length - 1];
    offers.push(pays);
    return { pays, waits: 100 };
  },
});

/** Validators that pay the miners of their ring, and miners that pretend and come back. */
const ring = defineAdversary({
  name: 'ring',
  share: 0,
  seatsAgain: true,
  validator: {
    start: () => ({ paid: 0 }),
    act: (state, { allies }) => allies.map((uid) => [uid, ++state.paid]),
  },
  miner: { start: () => ({ lies: 0 }), act: (state) => ({ loss: 9, shown: 3 + 0.01 * ++state.lies }) },
});

/** A measure that holds on to what it met. */
const faces = defineMeasure<{ readonly met: Set<number> }>({
  name: 'faces',
  unit: 'hotkeys',
  better: 'none',
  family: 'economy',
  definition: 'hotkeys that registered',
  start: () => ({ met: new Set() }),
  see({ met }, event) {
    if (event.kind === 'registration') met.add(event.application.newcomer.hotkey);
  },
  finish: ({ met }) => met.size,
});

/** Everybody of one's own that the branching worlds have. */
export const ownCompany: OwnDefinitions = {
  agents: [watcher, waverer, haggler, ring].map((definition) => ({ ...definition, file: 'ownCompany.ts' })),
  measures: [{ ...faces, file: 'ownCompany.ts' }],
};
