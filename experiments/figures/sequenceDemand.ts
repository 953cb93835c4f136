import { devices, largestServed } from '../../agents/market/hardware.ts';
import {
  answerSeconds,
  canServe,
  forwardFlop,
  memoryBytes,
  memoryDemand,
  type Query,
  queryDeadline,
  requestBytes,
  responseBytes,
  type Synapse,
  secondsPerStep,
  sweepSteps,
} from '../../agents/queryDemand.ts';
import { lossOfSize } from '../../agents/scoring/scalingLaw.ts';
import { near, unpublished, workedOut } from './check.ts';
import type { Figure, FigureResult, FigureTable } from './figure.ts';
import { demandCharts } from './sequenceDemandCharts.ts';

const lengths = [64, 128, 256, 512, 1024, 2048];
/** Models that miners ran in 2022, parameters. */
const models = [
  { name: 'GPT-2', size: 124e6 },
  { name: 'GPT-Neo 1.3B', size: 1.3e9 },
  { name: 'GPT-Neo 2.7B', size: 2.7e9 },
  { name: 'GPT-J 6B', size: 6.05e9 },
  { name: 'GPT-NeoX 20B', size: 20e9 },
];
const batch = 32;
const [uids, topk, sweepBlocks] = [4096, 20, 250];
/** Bytes a second of a validator's line, which all answers of a step share. */
const validatorLine = 125e6;

const queryOf = (sequenceLength: number, synapse: Synapse = 'CausalLMNext'): Query => ({
  batch,
  sequenceLength,
  synapse,
});

/** F14: what a longer sequence asks of the miners that serve it. */
export const sequenceDemand: Figure = {
  id: 'F14',
  name: 'sequence-length-demand',
  title: 'What a longer sequence asks of a miner',
  source:
    'Interview of 10 November 2022 (28:18: longer sequences push miners to GPUs; no numbers); bittensor v3.4.2, whose tensors fix the bytes',
  inputs: [
    { name: 'batch', value: batch, unit: 'rows', source: 'validatorBatchSize at Finney’s launch' },
    { name: 'sequence length', value: lengths.join(', '), unit: 'tokens', source: '256 at Finney’s launch' },
    { name: 'uids, peers a step', value: `${uids}, ${topk}`, unit: '', source: 'bittensor v3.4.2' },
    { name: 'blocks of a sweep', value: sweepBlocks, unit: 'blocks', source: 'validatorEpochLen' },
    { name: 'deadline', value: queryDeadline, unit: 's', source: 'bittensor v3.4.2, __blocktime__' },
    { name: 'line of a validator', value: validatorLine, unit: 'B/s', source: 'assumed, 1 Gbit/s' },
    {
      name: 'devices',
      value: devices.map(({ name }) => name).join(', '),
      unit: '',
      source: 'assumption A30',
    },
  ],
  seconds: 1,
  compute,
};

function compute(): FigureResult {
  const query = queryOf(256);
  const gptJ = models[3].size;
  const cpuAt = (length: number) => largestServed(devices[0], queryOf(length));
  const [short, long] = [64, 2048].map((length) => servableShare(queryOf(length)));
  const flop = (k: number) => (2 * models[k].size * batch * 256) / 1e12;
  return {
    answer: `From 64 to 2,048 tokens the largest model that a CPU answers with in time falls from ${sizeText(cpuAt(64))} to ${sizeText(cpuAt(2048))} parameters.`,
    text: [
      `The share of pairs of device and model that can serve falls from ${(100 * short).toFixed(0)} to ${(100 * long).toFixed(0)} %.`,
      `The answer itself stays at ${(responseBytes(query) / 1e6).toFixed(2)} MB whatever the length.`,
      'A query of `batch × s` tokens is 8 bytes a token to ask. What comes back depends on the synapse: CausalLMNext, the default from v3.4, returns 4096 phrases a row whatever `s` is; CausalLM and LastHiddenState return four kilobytes for every token. A server must hold weights, activations and the logits of all tokens, compute `2 N` operations a token and the attention’s share in `s`, and be back within a block of 12 s.',
      `A validator that visits ${uids.toLocaleString('en')} uids ${topk} at a time makes ${sweepSteps(uids, topk)} steps and has ${secondsPerStep(uids, topk, sweepBlocks).toFixed(1)} s for each if the sweep is to end in ${sweepBlocks} blocks. Where a miner makes it wait for the whole deadline, the answers of CausalLMNext still arrive in time at every length, those of CausalLM do not from ${firstLate()} tokens on: the validator’s own line is what is slow.`,
      '“Servable share” counts pairs of device and model alike, with no claim about how many miners own which; a study of the market gives the mix that pays. The mean loss is that of the largest model each device can serve: it leaves out what longer context gains in quality, so it shows the cost of length alone.',
    ],
    checks: [
      ...[
        near('request, 32 × 256, B', 65_536, requestBytes(query), 0, byHand),
        near('answer of CausalLMNext, B', 1_048_704, responseBytes(query), 0, byHand),
        near(
          'answer of CausalLM, 32 × 256, MB',
          33.55,
          responseBytes(queryOf(256, 'CausalLM')) / 1e6,
          0.005,
          byHand,
        ),
        near('steps of a sweep', 205, sweepSteps(uids, topk), 0, byHand),
        near('seconds a step', 14.6, secondsPerStep(uids, topk, sweepBlocks), 0.05, byHand),
        near('logits, 32 × 256, GB', 1.65, memoryDemand(124e6, query).logits / 1e9, 0.005, byHand),
        near('GPT-2 without attention, TFLOP', 2.0, flop(0), 0.05, byHand),
        near('GPT-J 6B without attention, TFLOP', 99, flop(3), 0.5, byHand),
        near('GPT-NeoX 20B without attention, TFLOP', 328, flop(4), 0.5, byHand),
      ].map(workedOut),
      unpublished('attention’s part of GPT-J’s operations at 256', attentionPart(gptJ, 256)),
      unpublished('attention’s part of GPT-J’s operations at 2048', attentionPart(gptJ, 2048)),
    ],
    charts: demandCharts(),
    tables: [demandTable(), servedTable()],
  };
}

const byHand = 'worked out beforehand from the shapes of the tensors; the interview gives no number';

const attentionPart = (size: number, length: number): number => {
  const flop = forwardFlop(size, queryOf(length));
  return 1 - (2 * size * batch * length) / flop;
};

const sizeText = (size: number): string =>
  size >= 1e9
    ? `${Number((size / 1e9).toPrecision(2))} billion`
    : `${Number((size / 1e6).toPrecision(2))} million`;

/** Pairs of a device and a model that answer in time, over all pairs. */
function servableShare(query: Query): number {
  const pairs = devices.flatMap((device) => models.map(({ size }) => canServe(size, query, device)));
  return pairs.filter(Boolean).length / pairs.length;
}

/** Longest step: one miner lets the validator wait until the deadline, and all answers share its line. */
const longestStep = (query: Query): number => queryDeadline + (topk * responseBytes(query)) / validatorLine;

/** Part of a sweep that ends in its 250 blocks at the longest step. */
const coverage = (query: Query): number =>
  Math.min(1, secondsPerStep(uids, topk, sweepBlocks) / longestStep(query));

const firstLate = (): number | string =>
  lengths.find((length) => coverage(queryOf(length, 'CausalLM')) < 1) ?? 'no number of';

/** Mean loss of the largest models the devices can serve; a device that serves none is left out. */
function meanLoss(query: Query): number {
  const losses = devices.flatMap((device) => {
    const size = largestServed(device, query);
    return size > 0 ? [lossOfSize(size)] : [];
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

const demandTable = (): FigureTable => ({
  name: 'demand',
  caption: 'What a query of 32 rows asks, by sequence length.',
  columns: [
    { name: 's', unit: 'tokens', definition: 'sequence length' },
    { name: 'request', unit: 'B', definition: 'bytes of the request' },
    { name: 'next_response', unit: 'B', definition: 'bytes of the answer of CausalLMNext' },
    { name: 'causal_response', unit: 'B', definition: 'bytes of the answer of CausalLM' },
    { name: 'gptj_flop', unit: 'TFLOP', definition: 'operations of GPT-J 6B, attention included' },
    { name: 'gptj_memory', unit: 'GB', definition: 'memory of GPT-J 6B with its query' },
    { name: 'step_next', unit: 's', definition: 'longest step of a validator with CausalLMNext' },
    { name: 'step_causal', unit: 's', definition: 'the same with CausalLM' },
    { name: 'servable_share', unit: 'share', definition: 'pairs of device and model that answer in time' },
    {
      name: 'coverage_next',
      unit: 'share',
      definition: 'part of a sweep that ends in 250 blocks at the longest step, CausalLMNext',
    },
    { name: 'coverage_causal', unit: 'share', definition: 'the same with CausalLM' },
    {
      name: 'mean_loss',
      unit: 'nats',
      definition: 'mean loss of the largest model each device serves, length’s own gain left out',
    },
  ],
  rows: lengths.map((length) => {
    const [next, causal] = [queryOf(length), queryOf(length, 'CausalLM')];
    return [
      length,
      requestBytes(next),
      responseBytes(next),
      responseBytes(causal),
      forwardFlop(models[3].size, next) / 1e12,
      memoryBytes(models[3].size, next) / 1e9,
      longestStep(next),
      longestStep(causal),
      servableShare(next),
      coverage(next),
      coverage(causal),
      meanLoss(next),
    ];
  }),
});

const servedTable = (): FigureTable => ({
  name: 'devices',
  caption: 'Which device serves which model, and in what time.',
  columns: [
    { name: 's', unit: 'tokens', definition: 'sequence length' },
    { name: 'device', unit: '', definition: 'as in the table of devices' },
    { name: 'model', unit: '', definition: 'name of the model' },
    { name: 'seconds', unit: 's', definition: 'time to answer, network included' },
    { name: 'memory', unit: 'GB', definition: 'weights, activations and logits' },
    { name: 'serves', unit: '', definition: 'yes if it fits and is back within a block' },
  ],
  rows: lengths.flatMap((length) =>
    devices.flatMap((device) =>
      models.map(({ name, size }) => [
        length,
        device.name,
        name,
        answerSeconds(size, queryOf(length), device),
        memoryBytes(size, queryOf(length)) / 1e9,
        canServe(size, queryOf(length), device) ? 'yes' : 'no',
      ]),
    ),
  ),
});
