import { describe, expect, it } from 'vitest';
import {
  answerSeconds,
  canServe,
  forwardFlop,
  memoryDemand,
  modelShape,
  type Query,
  requestBytes,
  responseBytes,
  secondsPerStep,
  sweepSteps,
} from '../../agents/queryDemand.ts';

const query: Query = { batch: 32, sequenceLength: 256 };

describe('a query of 32 rows of 256 tokens', () => {
  it('is 65,536 B to ask and 1,048,704 B to answer, the answer whatever the sequence length', () => {
    expect(requestBytes(query)).toBe(65_536);
    expect(responseBytes(query)).toBe(1_048_704);
    expect(responseBytes({ ...query, sequenceLength: 2048 })).toBe(1_048_704);
  });

  it('takes 33.55 MB to answer with logits or hidden states of every token', () => {
    expect(responseBytes({ ...query, synapse: 'CausalLM' })).toBe(33_554_432);
    expect(responseBytes({ ...query, synapse: 'LastHiddenState' })).toBe(33_554_432);
  });

  it('costs 2 N a token besides attention, 2.0, 99 and 328 TFLOP for GPT-2, GPT-J and NeoX', () => {
    for (const [size, published] of [
      [124e6, 2.0e12],
      [6.05e9, 99e12],
      [20e9, 328e12],
    ]) {
      const { layers, width } = modelShape(size);
      const attention = 32 * 256 * 4 * layers * width * 256;
      expect(Math.abs((forwardFlop(size, query) - attention) / published - 1)).toBeLessThan(0.02);
    }
  });

  it('holds 1.65 GB of logits', () => {
    expect(memoryDemand(124e6, query).logits / 1e9).toBeCloseTo(1.647, 3);
  });
});

describe('what a query demands', () => {
  it('gives shapes whose parameters add up, attention within a fifth of GPT-2’s and GPT-J’s', () => {
    for (const [size, layersTimesWidth] of [
      [85e6, 12 * 768],
      [5.64e9, 28 * 4096],
    ]) {
      const { layers, width } = modelShape(size);
      expect(12 * layers * width * width).toBeCloseTo(size, -1);
      expect(Math.abs((layers * width) / layersTimesWidth - 1)).toBeLessThan(0.2);
    }
  });

  it('grows with the square of the sequence once attention outweighs the weights', () => {
    const flop = (sequenceLength: number) => forwardFlop(1e6, { batch: 1, sequenceLength });
    expect(flop(2 ** 17) / flop(2 ** 16)).toBeGreaterThan(3.9);
    expect(flop(128) / flop(64)).toBeLessThan(2.3);
  });

  it('is answered in time by who holds the model and computes it within a block', () => {
    const server = { flopPerSecond: 1e13, memory: 24e9, bytesPerSecond: 12.5e6 };
    expect(canServe(6e9, query, server)).toBe(true);
    expect(canServe(6e9, query, { ...server, memory: 8e9 })).toBe(false);
    expect(canServe(6e9, query, { ...server, flopPerSecond: 1e12 })).toBe(false);
    expect(answerSeconds(6e9, query, { ...server, flopPerSecond: 1e300 })).toBeCloseTo(
      1_114_240 / 12.5e6,
      12,
    );
  });

  it('lets a step take 14.6 s where 205 of them visit 4,096 uids in 250 blocks', () => {
    expect(sweepSteps(4096, 20)).toBe(205);
    expect(secondsPerStep(4096, 20, 250)).toBeCloseTo(14.634, 3);
  });

  it('refuses a query without rows or tokens, a model without parameters, a sweep of nobody', () => {
    expect(() => requestBytes({ batch: 0, sequenceLength: 256 })).toThrow(/batch .* received 0/);
    expect(() => responseBytes({ batch: 32, sequenceLength: 1.5 })).toThrow(/sequenceLength .* received 1.5/);
    expect(() => forwardFlop(0, query)).toThrow(/parameters; received 0/);
    expect(() => sweepSteps(0, 20)).toThrow(/uids .* received 0/);
  });
});
