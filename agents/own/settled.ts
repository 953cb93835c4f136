import type { AgentDefinition } from './definition.ts';
import type { Settled } from './setting.ts';

/** Of what the share of a definition is a share. */
const shareOf = {
  validator: 'the validators’ stake',
  miner: 'miners',
  candidate: 'candidates',
  adversary: 'the validators’ stake, and of miners',
} as const;

/** A definition as far as settings are concerned. */
export const settledOf = ({ kind, name, share, settings }: AgentDefinition): Settled => ({
  name,
  share,
  settings,
  shareOf: shareOf[kind],
});
