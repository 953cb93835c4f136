import type { Row } from './row.ts';
import { type Block, u32Max } from './units.ts';
import { UnrunnableWorld } from './unrunnable.ts';

/** Something an agent did that no agent may do: its fault, not the chain's. It ends the trial, which has failed. */
export class AgentFault extends Error {
  override readonly name = 'AgentFault';
  readonly agent: string;
  readonly block: Block;
  readonly reason: string;

  constructor(agent: string, block: Block, reason: string) {
    super(`${agent} at block ${block}: ${reason}`);
    this.agent = agent;
    this.block = block;
    this.reason = reason;
  }
}

/** Lets an agent act; whatever it throws is told with its name and the block. */
export function turnOf<Result>(agent: string, block: Block, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (error instanceof AgentFault || error instanceof UnrunnableWorld) throw error;
    throw new AgentFault(agent, block, `threw “${error instanceof Error ? error.message : String(error)}”`);
  }
}

/** Why no agent may submit this row, or null: the chain would not even read it. */
export function faultOfRow({ targets, values }: Row, size: number): string | null {
  if (targets.length !== values.length)
    return `returned ${targets.length} targets and ${values.length} weights; a weight for each target`;
  for (let entry = 0; entry < targets.length; entry++) {
    const target = targets[entry];
    const value = values[entry];
    if (!(Number.isInteger(target) && target >= 0 && target < size))
      return `returned a weight for uid ${target}, which does not exist; uids are 0 … ${size - 1}`;
    if (!(value >= 0 && value <= u32Max))
      return `returned a weight of ${value} for uid ${target}; weights are 0 … ${u32Max}`;
  }
  return null;
}
