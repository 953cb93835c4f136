import type { OneAtATime } from './oneAtATime.ts';

const noLookups = { 'scenario.lookupShare': 0 };
const echoes = { ...noLookups, 'scenario.echoShare': 0.2, 'validator.validationLen': 0 };
const sybils = { ...noLookups, 'scenario.sybilShare': 0.2 };
const variance = { ...noLookups, 'scenario.varianceShare': 0.2 };
const copiers = { ...noLookups, 'scenario.copierShare': 0.2 };

/** What the cheaters study rests on: how many times an honest miner's pay a cheat gets. */
export const cheatsStudy: OneAtATime = {
  name: 'assumptions-cheats',
  question: 'What do the assumptions behind the cheaters study do to its answer, halved and doubled?',
  ruleset: 'finney-2023',
  scenario: 'nakamoto-256',
  set: { 'scenario.lookupShare': 0.2, 'scenario.clientTopk': 10 },
  factor: 'validatorPruneLen',
  levels: [1],
  seeds: 12,
  warmUpDays: 1,
  days: 2,
  headlines: {
    pay: {
      title: 'pay of a cheating miner over that of an honest one',
      unit: 'times honest pay',
      measure: 'cheaterRatio',
      at: 1,
    },
    idle: {
      title: 'dividends over stake of validators that do not evaluate miners, over that of the others',
      unit: 'times honest yield',
      measure: 'idlerRatio',
      at: 1,
    },
    quality: { title: 'mean loss', unit: 'nats', measure: 'networkQuality', at: 1 },
    client: { title: 'loss of the client', unit: 'nats', measure: 'clientLoss', at: 1 },
  },
  knobs: [
    { id: 'A50', knob: 'scenario.lookupShare' },
    { id: 'A50', knob: 'scenario.echoShare', under: echoes },
    { id: 'A50', knob: 'scenario.varianceShare', under: variance },
    { id: 'A50', knob: 'scenario.sybilShare', under: sybils },
    { id: 'A50', knob: 'scenario.sybilUids', under: sybils },
    {
      id: 'A50',
      knob: 'scenario.spamShare',
      under: { ...noLookups, 'scenario.spamShare': 0.2 },
      headline: 'quality',
    },
    {
      id: 'A50',
      knob: 'scenario.sniperShare',
      under: { ...noLookups, 'scenario.sniperShare': 0.2 },
      headline: 'quality',
    },
    {
      id: 'A50',
      knob: 'scenario.squatterShare',
      under: { ...noLookups, 'scenario.squatterShare': 0.1 },
      headline: 'quality',
    },
    { id: 'A50', knob: 'scenario.copierShare', under: copiers, headline: 'idle' },
    {
      id: 'A50',
      knob: 'scenario.lazyShare',
      under: { ...noLookups, 'scenario.lazyShare': 0.2 },
      headline: 'idle',
    },
    { id: 'A51', knob: 'scenario.lookupHits' },
    { id: 'A51', knob: 'scenario.lookupMiss' },
    { id: 'A51', knob: 'scenario.pruneCost' },
    {
      id: 'A51',
      knob: 'validator.validationLen',
      under: { ...noLookups, 'scenario.echoShare': 0.2 },
      values: [0],
      because: 'only whether it is 0 matters',
    },
    { id: 'A52', knob: 'scenario.varianceSpread', under: variance },
    {
      id: 'A53',
      knob: 'scenario.copierLag',
      under: { ...copiers, 'scenario.copierLag': 3600 },
      headline: 'idle',
    },
    { id: 'A54', knob: 'scenario.divergenceShift' },
    { id: 'A55', knob: 'scenario.clientTopk', headline: 'client' },
  ],
};

/** What the scoring-rule study rests on: how well pay follows worth. */
export const scoringStudy: OneAtATime = {
  name: 'assumptions-scoring',
  question: 'What do the assumptions behind the scoring rules do to how well pay follows worth?',
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  set: { 'validator.scoringRule': 'leaveOneOut', 'validator.gateSteps': 100 },
  factor: 'validator.topk',
  levels: [8],
  seeds: 12,
  warmUpDays: 0.5,
  days: 0.5,
  headlines: {
    rank: {
      title: 'rank correlation of incentive with true quality',
      unit: '',
      measure: 'spearman',
      at: 8,
    },
  },
  knobs: [
    { id: 'A56', knob: 'validator.gateSteps' },
    {
      id: 'A56',
      knob: 'validator.scoringRule',
      values: ['base', 'synergy', 'shapley', 'fisher'],
      because: 'the four that are not variants of these',
    },
    {
      id: 'A11',
      knob: 'synergyScalingLawPower',
      under: { 'validator.scoringRule': 'synergy' },
      values: [50],
      because: 'score tables exist for 50 and 60 %',
    },
    {
      id: 'A11',
      knob: 'scenario.synergy',
      under: { 'validator.scoringRule': 'synergy', 'scenario.synergy': 'exact' },
      values: ['table'],
    },
  ],
};

/** What the proposals on κ and the bonds penalty rest on: what a cabal is paid. */
export const cabalStudy: OneAtATime = {
  name: 'assumptions-cabal',
  question: 'What do the assumptions about a cabal do to its pay, halved and doubled?',
  ruleset: 'burn-2026',
  scenario: 'modern-subnet',
  set: { 'scenario.cabalShare': 0.45, 'scenario.cabalMiners': 'working', 'scenario.cabalSelfWeight': 0.3 },
  factor: 'kappa',
  levels: [32_767],
  seeds: 12,
  warmUpDays: 1,
  days: 3,
  headlines: {
    pay: {
      title: 'share of the emission that goes to a cabal',
      unit: 'share',
      measure: 'cabalPay',
      at: 32_767,
    },
  },
  knobs: [
    { id: 'A19', knob: 'scenario.cabalShare' },
    { id: 'A19', knob: 'scenario.cabalMiners' },
    { id: 'A19', knob: 'scenario.cabalSelfWeight' },
    { id: 'A58', knob: 'scenario.adversariesReturn' },
  ],
};

/** What the recorded subnet rests on. */
export const subnet31Study: OneAtATime = {
  name: 'assumptions-subnet-31',
  question: 'What do the assumptions about subnet 31 do to its network quality, halved and doubled?',
  ruleset: 'finney-2023',
  scenario: 'finney-sn31',
  set: {},
  factor: 'immunityPeriod',
  levels: [14_400],
  seeds: 12,
  warmUpDays: 0,
  days: 5,
  headlines: {
    quality: { title: 'mean loss', unit: 'nats', measure: 'networkQuality', at: 14_400 },
  },
  knobs: [{ id: 'A15', knob: 'scenario.arrivalRate' }],
};
