import { liquidAlphaConsensusModes } from '../consensus/chain/yumaOptions.ts';
import { current } from './alphaEra.ts';
import { type HyperparameterRows, integerOf, numberOf, u16 } from './hyperparameter.ts';

const spec475 = 'default of spec 475 (d1718c99c34c)';

/** Spec 475, on Finney since block 9,233,781 (7 October 2026). */
export const autumn = {
  ...current,
  liquidAlphaConsensusMode: {
    type: 'choice',
    unit: '',
    choices: liquidAlphaConsensusModes,
    default: 'auto',
    influences:
      'which consensus liquid alpha compares with, this epoch’s or the last one’s; auto: the last one’s if bondsPenalty is 65,535',
    source: spec475,
  },
  networkPowRegistrationAllowed: {
    type: 'boolean',
    unit: '',
    default: false,
    influences: 'lets newcomers in by proof of work, who neither pay nor move the price of the burn',
    source: spec475,
    onlyBuilt: { values: [false], reason: 'the formula of its price is not known' },
  },
  networkRegistrationAllowed: {
    type: 'boolean',
    unit: '',
    default: true,
    influences: 'lets newcomers in by burn',
    source: spec475,
    onlyBuilt: {
      values: [true],
      reason: 'a closed subnet is stated by scenario.arrivalRate=0',
    },
  },
  collateralLockShare: {
    ...u16('/65535'),
    default: 0,
    influences: 'part of the price of entry that is locked for the newcomer instead of burned',
    source: spec475,
    onlyBuilt: { values: [0], reason: 'the bodies of lock and drain are not known' },
  },
  collateralDrainRatio: {
    ...numberOf('alpha per alpha', 2 ** -64, 10),
    default: 1,
    influences: 'locked alpha that is released for an alpha earned',
    source: spec475,
    onlyBuilt: { values: [1], reason: 'nothing is locked: collateralLockShare is 0' },
  },
  subnetEpochConsensus: {
    type: 'choice',
    unit: '',
    choices: ['yuma', 'null'],
    default: 'yuma',
    influences:
      'yuma: the consensus of this laboratory; null: the row of the largest stake alone pays miners',
    source: `${spec475}; no subnet used null on 8 October 2026`,
    onlyBuilt: {
      values: ['yuma'],
      reason:
        'null consensus is known and not built: missing are the order in which odd units of a budget are given, and how sums of huge shares are scaled',
    },
  },
  mechanismCount: {
    ...integerOf('mechanisms', 1, 8),
    default: 1,
    influences: 'runs as many epochs on weights of their own, each on its part of the emission',
    source: `${spec475}; the most is Finney’s MaxMechanismCount of October 2026`,
  },
} as const satisfies HyperparameterRows;
