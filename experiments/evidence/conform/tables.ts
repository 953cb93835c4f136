import { decayedBurn, decayFactor, raisedBurn } from '../../../sim/burnPrice.ts';
import { nextDifficultyNakamoto } from '../../../sim/difficulty.ts';
import { u16Max } from '../../../sim/units.ts';
import type { Comparison } from './compare.ts';
import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import {
  type BuiltVersion,
  builtVersion,
  nakamotoRuleset,
  notBuilt,
  type PruningInputs,
} from './versions.ts';

/** Tables of single rules: difficulty, adjustment of the gates, pruning, halving, burn price. */

type Table = (top: Place, tally: FileTally) => void;

/** The table in a file, recognised by the columns of its first row; undefined if it is no table. */
export function tableOf(top: Place): Table | undefined {
  if (top.has('decayFactorQ32') && top.has('trajectory')) return conformBurnPrice;
  const [row] = top.has('rows') ? top.at('rows').list() : [];
  if (row === undefined) return undefined;
  if (row.has('difficultyBefore')) return conformDifficulty;
  if (row.has('adjustmentAlpha')) return conformAdjustment;
  if (row.has('pruningScore')) return conformPruning;
  return row.has('issuance') ? conformBlockEmission : undefined;
}

/** Compares one version column of a row with `check`, or skips it. */
function column(
  row: Place,
  inputs: readonly string[],
  tally: FileTally,
  check: (rules: BuiltVersion, recorded: Place) => boolean,
): void {
  for (const version of row.keys().filter((key) => !inputs.includes(key))) {
    const rules = builtVersion(version);
    const recorded = row.at(version);
    if (!/^v\d+\.\d+\.\d+/.test(version))
      recorded.fail(`absent: columns are ${inputs.join(', ')} and versions`);
    if (rules === undefined || !check(rules, recorded)) tally.of(version, notBuilt).skip(recorded.value);
  }
}

/** A chain of intervals: every difficulty follows from the one before. */
function conformDifficulty(top: Place, tally: FileTally): void {
  const params = top.only(['format', 'note', 'params', 'rows']).at('params');
  params.only([
    'adjustmentInterval',
    'targetRegistrationsPerInterval',
    'minDifficulty',
    'maxDifficulty',
    'initialDifficulty',
  ]);
  const rule = {
    target: Number(params.at('targetRegistrationsPerInterval').integer(1n, BigInt(u16Max))),
    minDifficulty: params.at('minDifficulty').u64(),
    maxDifficulty: params.at('maxDifficulty').u64(),
  };
  const comparison = tally.of(nakamotoRuleset);
  let difficulty = params.at('initialDifficulty').u64();
  for (const [index, row] of top.at('rows').list().entries()) {
    row.only(['interval', 'registrations', 'difficultyBefore', 'difficultyAfter']);
    comparison.integer(row.at('interval').value, index, row.at('interval').path);
    comparison.integer(row.at('difficultyBefore').value, difficulty, row.at('difficultyBefore').path);
    difficulty = nextDifficultyNakamoto(difficulty, row.at('registrations').count(), rule);
    comparison.integer(row.at('difficultyAfter').value, difficulty, row.at('difficultyAfter').path);
  }
}

const adjustmentInputs = ['adjustmentAlpha', 'target', 'registrations', 'difficulty', 'burn'];

/** Columns hold [next difficulty, next burn], both gates adjusted. */
function conformAdjustment(top: Place, tally: FileTally): void {
  const bounds = top.only(['format', 'note', 'bounds', 'rows']).at('bounds');
  bounds.only(['minDifficulty', 'maxDifficulty', 'minBurn', 'maxBurn']);
  const [minDifficulty, maxDifficulty] = [bounds.at('minDifficulty').u64(), bounds.at('maxDifficulty').u64()];
  const [minBurn, maxBurn] = [bounds.at('minBurn').u64(), bounds.at('maxBurn').u64()];
  for (const row of top.at('rows').list()) {
    const target = Number(row.at('target').integer(1n, BigInt(u16Max)));
    const registrations = row.at('registrations').count();
    const alpha = row.at('adjustmentAlpha').u64();
    const [difficulty, burn] = [row.at('difficulty').u64(), row.at('burn').u64()];
    column(row, adjustmentInputs, tally, ({ ruleset, adjustPrice }, recorded) => {
      if (adjustPrice === undefined) return false;
      const next = [
        adjustPrice(difficulty, registrations, target, minDifficulty, maxDifficulty, alpha),
        adjustPrice(burn, registrations, target, minBurn, maxBurn, alpha),
      ];
      tally.of(ruleset).integers(recorded.value, next, recorded.path);
      return true;
    });
  }
}

const pruningInputs = [
  'block',
  'immunityPeriod',
  'ownerUid',
  'minNonImmuneUids',
  'pruningScore',
  'emission',
  'registrationBlock',
];

/** Columns hold the uid that is replaced, null where no uid can be. */
function conformPruning(top: Place, tally: FileTally): void {
  for (const row of top.only(['format', 'note', 'rows']).at('rows').list()) {
    const inputs = readPruning(row);
    column(row, pruningInputs, tally, ({ ruleset, neuronToPrune }, recorded) => {
      if (neuronToPrune === undefined) return false;
      const [expected, uid] = [recorded.value, neuronToPrune(inputs)];
      if (expected === null || uid === null)
        tally.of(ruleset).text(String(expected), String(uid), recorded.path);
      else tally.of(ruleset).integer(expected, uid, recorded.path);
      return true;
    });
  }
}

function readPruning(row: Place): PruningInputs {
  const pruningScore = Uint16Array.from(row.at('pruningScore').list(), (score) => score.count(u16Max));
  const size = pruningScore.length;
  const counts = (key: string) => Float64Array.from(row.at(key).list(size), (item) => item.count());
  return {
    size,
    pruningScore,
    emission: counts('emission'),
    registrationBlock: counts('registrationBlock'),
    spared: row.at('ownerUid').value === null ? [] : [row.at('ownerUid').count(size - 1)],
    block: row.at('block').count(),
    immunityPeriod: row.at('immunityPeriod').count(),
    minNonImmuneUids: row.at('minNonImmuneUids').count(),
  };
}

/** Columns hold the RAO that a block mints. */
function conformBlockEmission(top: Place, tally: FileTally): void {
  for (const row of top.only(['format', 'note', 'rows']).at('rows').list()) {
    const issuance = row.at('issuance').u64();
    column(row, ['issuance'], tally, ({ ruleset, blockEmission }, recorded) => {
      if (blockEmission === undefined) return false;
      tally.of(ruleset).integer(recorded.value, blockEmission(issuance), recorded.path);
      return true;
    });
  }
}

const halfLifeIn = (place: Place): number => Number(place.integer(1n, BigInt(u16Max)));

/** The continuous price of registration of 2026: factors by half-life, and one course of prices. */
function conformBurnPrice(top: Place, tally: FileTally): void {
  top.only(['format', 'note', 'decayFactorQ32', 'trajectory']);
  const comparison = tally.of('burn-2026');
  for (const pair of top.at('decayFactorQ32').list()) {
    const [halfLife, factor] = pair.list(2);
    comparison.integer(factor.value, decayFactor(halfLifeIn(halfLife)), factor.path);
  }
  conformTrajectory(top.at('trajectory'), comparison);
}

/** Only blocks with registrations, and every fiftieth, are recorded. */
function conformTrajectory(place: Place, comparison: Comparison): void {
  const rows = 'rows_block_registrations_burnAfter';
  place.only(['halfLife', 'increaseMultBitsU64F64', 'minBurn', 'maxBurn', 'startBurn', 'rule', rows]);
  const rule = {
    decayFactor: decayFactor(halfLifeIn(place.at('halfLife'))),
    increase: place.at('increaseMultBitsU64F64').integer(0n, 2n ** 128n - 1n),
    minBurn: place.at('minBurn').u64(),
    maxBurn: place.at('maxBurn').u64(),
  };
  let block = 1;
  let burn = place.at('startBurn').u64();
  for (const row of place.at(rows).list()) {
    const [at, registrations, after] = row.list(3);
    for (const next = at.count(1_000_000); block < next; block++) burn = decayedBurn(burn, rule);
    for (let left = registrations.count(u16Max); left > 0; left--) burn = raisedBurn(burn, rule);
    comparison.integer(after.value, burn, after.path);
  }
}
