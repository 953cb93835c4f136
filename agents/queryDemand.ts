import { type Parameters, secondsPerBlock } from '../sim/units.ts';

/** How a validator asked in late 2022: one synapse decides what comes back. */
export type Synapse = 'CausalLMNext' | 'CausalLM' | 'LastHiddenState';

/** What one query asks for. */
export interface Query {
  /** Rows of text in a query, `validatorBatchSize`. */
  readonly batch: number;
  /** Tokens of context in a row, `validatorSequenceLength`. */
  readonly sequenceLength: number;
  /** What comes back; CausalLMNext by default, as from bittensor v3.4 on. */
  readonly synapse?: Synapse;
}

/** Bytes of a token on its way to the server: an int64. */
const tokenBytes = 8;
/** Bytes of a float32. */
const floatBytes = 4;
/** Phrases that CausalLMNext returns for a row (v3.4.2 `topk`), each with its probability, and the floor probability. */
const phrases = 4096;
/** Logits that CausalLM returns for a token, each with its index (v3.4.2 `topk`). */
const logits = 512;
/** Width of the hidden state on the wire, `bittensor.__network_dim__`. */
const networkWidth = 1024;
/** Tokens that GPT-2's tokenizer knows, which all synapses of late 2022 shared. */
export const vocabulary = 50_257;
/** A server that has not answered within a block counts as silent (v3.4.2 `__blocktime__`). */
export const queryDeadline = secondsPerBlock;

/** Bytes of the request: batch × sequence int64 tokens (65,536 at 32 × 256). */
export const requestBytes = (query: Query): number => {
  checkQuery(query);
  return query.batch * query.sequenceLength * tokenBytes;
};

/**
 * Bytes of the answer, before compression: CausalLMNext batch × (2 · 4096 + 1) floats whatever the sequence length
 * (1,048,704 at 32), CausalLM and LastHiddenState batch × sequence × 1024 floats (33,554,432 at 32 × 256).
 * Source: bittensor v3.4.2 _synapse/text_*.py, forward_response_tensor shapes.
 */
export function responseBytes(query: Query): number {
  checkQuery(query);
  const { batch, sequenceLength, synapse = 'CausalLMNext' } = query;
  if (synapse === 'CausalLMNext') return batch * (2 * phrases + 1) * floatBytes;
  const aToken = synapse === 'CausalLM' ? 2 * logits : networkWidth;
  return batch * sequenceLength * aToken * floatBytes;
}

/** Depth and width of a transformer. */
export interface ModelShape {
  readonly layers: number;
  readonly width: number;
}

/** Width over depth: between GPT-2's 64 (12 × 768) and GPT-J's 146 (28 × 4096). */
const aspect = 100;

/**
 * Layers and width of a transformer with `size` parameters: size = 12 · layers · width², width = 100 · layers; not
 * rounded. Its layers × width, which attention costs by, are within a fifth of GPT-2's and GPT-J's.
 * Source of the 12: Kaplan et al. 2020, table 1.
 */
export function modelShape(size: Parameters): ModelShape {
  if (!(size > 0 && size < Number.POSITIVE_INFINITY))
    throw new RangeError(`a model has a positive, finite number of parameters; received ${size}`);
  const layers = Math.cbrt(size / (12 * aspect * aspect));
  return { layers, width: aspect * layers };
}

/**
 * Floating-point operations of a forward pass: 2 · size a token, and 4 · layers · width · sequence a token for
 * attention (scores and their sums, not halved for the causal mask), which makes the whole grow with sequence².
 * Source: Kaplan et al. 2020, table 1.
 */
export function forwardFlop(size: Parameters, query: Query): number {
  checkQuery(query);
  const { layers, width } = modelShape(size);
  const tokens = query.batch * query.sequenceLength;
  return tokens * (2 * size + 4 * layers * width * query.sequenceLength);
}

/** Bytes of a weight and of an activation held in memory: float16. */
const heldBytes = 2;
/** Width of an attention head, between GPT-2's 64 and GPT-J's 256. */
const headWidth = 128;
/** Values a token that one layer holds at a time: the residual, its normalised copy and the widened middle (4 · width). */
const liveWidths = 6;

/** Where the memory of a query goes, bytes. */
export interface MemoryDemand {
  readonly weights: number;
  /** One layer's activations and attention scores: layers run one after the other, and nothing is kept for a gradient. */
  readonly activations: number;
  /** batch × sequence × 50,257 float32 (1.65 GB at 32 × 256). */
  readonly logits: number;
}

/** Memory that a server needs to answer, in float16 with float32 logits and without a fused attention. */
export function memoryDemand(size: Parameters, query: Query): MemoryDemand {
  checkQuery(query);
  const { batch, sequenceLength } = query;
  const { width } = modelShape(size);
  const tokens = batch * sequenceLength;
  return {
    weights: size * heldBytes,
    activations: tokens * (liveWidths * width + (width / headWidth) * sequenceLength) * heldBytes,
    logits: tokens * vocabulary * floatBytes,
  };
}

/** The whole of `memoryDemand`, bytes. */
export function memoryBytes(size: Parameters, query: Query): number {
  const { weights, activations, logits: out } = memoryDemand(size, query);
  return weights + activations + out;
}

/** What a server brings to a query. */
export interface ServerCapacity {
  /** Sustained, operations a second. */
  readonly flopPerSecond: number;
  /** Bytes. */
  readonly memory: number;
  /** Of the network, bytes a second, either way. */
  readonly bytesPerSecond: number;
}

/** Seconds from the first byte of the request to the last of the answer, one query at a time. */
export function answerSeconds(size: Parameters, query: Query, server: ServerCapacity): number {
  const wire = (requestBytes(query) + responseBytes(query)) / server.bytesPerSecond;
  return forwardFlop(size, query) / server.flopPerSecond + wire;
}

/** Whether a server holds the model and answers within a block. */
export const canServe = (size: Parameters, query: Query, server: ServerCapacity): boolean =>
  memoryBytes(size, query) <= server.memory && answerSeconds(size, query, server) <= queryDeadline;

/** Queries of a validator that visits every uid once, `topk` at a time: ⌈n / topk⌉ (205 at 4,096 and 20). */
export function sweepSteps(uids: number, topk: number): number {
  for (const [name, value] of Object.entries({ uids, topk }))
    if (!(Number.isInteger(value) && value > 0))
      throw new RangeError(`${name} of a sweep is a whole number from 1 on; received ${value}`);
  return Math.ceil(uids / topk);
}

/** Seconds that a step may take if a sweep of all uids is to end within `sweepBlocks` (14.6 s at 205 steps, 250 blocks). */
export const secondsPerStep = (uids: number, topk: number, sweepBlocks: number): number =>
  (sweepBlocks * secondsPerBlock) / sweepSteps(uids, topk);

function checkQuery({ batch, sequenceLength }: Query): void {
  for (const [name, value] of Object.entries({ batch, sequenceLength }))
    if (!(Number.isInteger(value) && value > 0))
      throw new RangeError(`${name} of a query is a whole number from 1 on; received ${value}`);
}
