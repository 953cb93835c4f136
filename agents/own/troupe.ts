import { AgentFault } from '../../sim/agentFault.ts';
import { shared } from '../../sim/copy.ts';
import { type Stream, stream } from '../../sim/random.ts';
import type { ChainView } from '../../sim/roles.ts';
import { firstOwnTurn, type TurnNote } from '../../sim/turn.ts';
import type { Block, Serial, Uid } from '../../sim/units.ts';
import type { OwnAgent } from './agent.ts';
import type { Behaviour, OwnContext, OwnDefinitions } from './definition.ts';
import { faultOfState } from './plain.ts';
import type { OwnSettings, ValuesOf } from './setting.ts';

/** One part that definitions of one's own play in a world: a validator, a miner or a candidate. */
export interface Part<Acts> {
  /** Place of the definition in the list: how a board of turns names it. */
  readonly index: number;
  readonly name: string;
  readonly file: string;
  readonly behaviour: Acts;
  readonly settings: ValuesOf<OwnSettings>;
  /** Whether it is an adversary's. */
  readonly isAdverse: boolean;
  readonly seatsAgain: boolean;
}

/** The parts of a kind, with the values that a plan gives their settings. Those without members are left out. */
export function partsOf<Acts extends object>(
  own: OwnDefinitions,
  values: Readonly<Record<string, Readonly<Record<string, number>>>>,
  behaviourOf: (definition: OwnDefinitions['agents'][number]) => Acts | undefined,
): Part<Acts>[] {
  return own.agents.flatMap((definition, index) => {
    const behaviour = behaviourOf(definition);
    const settings = { share: 0, ...values[definition.name] };
    if (behaviour === undefined || settings.share === 0) return [];
    const { name, file } = definition;
    const isAdverse = definition.kind === 'adversary';
    return [
      {
        index,
        name,
        file,
        // A definition is the same for all its agents, and what an agent knows is in its state.
        behaviour: shared(behaviour),
        settings,
        isAdverse,
        seatsAgain: definition.kind === 'adversary' && definition.seatsAgain === true,
      },
    ];
  });
}

/** The part of a hotkey, or null: one keyed draw for each definition, the same under every setting of the chain. */
export const partOf = <Acts>(parts: readonly Part<Acts>[], seed: string, serial: Serial): Part<Acts> | null =>
  parts.find(({ name, settings }) => stream(seed, `own ${name}`, `is ${serial}`).next() < settings.share) ??
  null;

/** How agents of one's own have their turns in a world. */
export interface Turns {
  readonly seed: string;
  /** Is told whose turn it is. */
  readonly note?: TurnNote;
}

type Acting<State, View, Answer> = Behaviour<State, View, Answer, OwnSettings>;

/** Begins an agent. Throws `AgentFault` where its definition throws or its state is not plain. */
export function begin<View, Answer>(
  turns: Turns,
  part: Part<Acting<unknown, View, Answer>>,
  context: Omit<OwnContext, 'settings'>,
  uid: Uid = -1,
): OwnAgent {
  const { serial, block } = context;
  const state = named(turns, part, uid, block, () =>
    part.behaviour.start({ ...context, settings: part.settings }),
  );
  checkState(part, uid, block, state);
  return { name: part.name, serial, state, turns: 0 };
}

/** One turn of an agent. Throws `AgentFault` where its definition throws or leaves a state that is not plain. */
export function act<View, Answer>(
  turns: Turns,
  part: Part<Acting<unknown, View, Answer>>,
  agent: OwnAgent,
  view: View & { readonly block: Block },
  uid: Uid = -1,
): Answer {
  const draws: Stream = stream(turns.seed, `own ${part.name}`, `${agent.serial} ${agent.turns}`);
  const answer = named(turns, part, uid, view.block, () => part.behaviour.act(agent.state, view, draws));
  agent.turns += 1;
  checkState(part, uid, view.block, agent.state);
  return answer;
}

/** What every view of one's own shares. */
export const sharedView = <Acts>(part: Part<Acts>, serial: Serial, view: ChainView) => ({
  settings: part.settings,
  serial,
  block: view.block,
  uids: view.network.size,
  hyperparameters: view.hyperparameters,
  network: view.network,
  gate: view.gate,
});

/** A fault of a definition, with its name and file. */
export const faultOf = (part: Part<unknown>, uid: Uid, block: Block, reason: string): AgentFault =>
  new AgentFault(ownWords(part, uid), block, reason);

/** `mine of mine.ts, uid 3`. */
export const ownWords = ({ name, file }: Pick<Part<unknown>, 'name' | 'file'>, uid: Uid): string =>
  `${name} of ${file}${uid < 0 ? '' : `, uid ${uid}`}`;

function named<Result>(
  { note }: Turns,
  part: Part<unknown>,
  uid: Uid,
  block: Block,
  run: () => Result,
): Result {
  note?.(firstOwnTurn + part.index, uid, block);
  try {
    return run();
  } catch (error) {
    throw faultOf(part, uid, block, `threw “${error instanceof Error ? error.message : String(error)}”`);
  } finally {
    note?.(-1, -1, block);
  }
}

function checkState(part: Part<unknown>, uid: Uid, block: Block, state: unknown): void {
  const fault = faultOfState(state);
  if (fault !== null)
    throw faultOf(
      part,
      uid,
      block,
      `${fault}; a state is plain data that can be copied: keep functions out of it`,
    );
}
