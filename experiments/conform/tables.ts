import { nextDifficultyNakamoto } from '../../sim/difficulty.ts';
import { u16Max } from '../../sim/units.ts';
import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { type BuiltVersion, builtVersion, nakamotoRuleset, notBuilt } from './versions.ts';

/** Tables of single rules: difficulty, adjustment of the gates, pruning, halving, burn price. */

type Table = (top: Place, tally: FileTally) => void;

/** The table a file holds, told by the columns of its first row; undefined if it is none. */
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
    target: params.at('targetRegistrationsPerInterval').count(),
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
    const [difficulty, burn] = [row.at('difficulty').u64(), row.at('burn').u64()];
    column(row, adjustmentInputs, tally, ({ ruleset, adjustPrice }, recorded) => {
      if (adjustPrice === undefined) return false;
      const next = [
        adjustPrice(difficulty, registrations, target, minDifficulty, maxDifficulty),
        adjustPrice(burn, registrations, target, minBurn, maxBurn),
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

/** Columns hold the uid that is replaced. */
function conformPruning(top: Place, tally: FileTally): void {
  for (const row of top.only(['format', 'note', 'rows']).at('rows').list()) {
    const pruningScore = Uint16Array.from(row.at('pruningScore').list(), (score) => score.count(u16Max));
    const size = pruningScore.length;
    const registrationBlock = Float64Array.from(row.at('registrationBlock').list(size), (at) => at.count());
    const [block, immunityPeriod] = [row.at('block').count(), row.at('immunityPeriod').count()];
    column(row, pruningInputs, tally, ({ ruleset, neuronToPrune }, recorded) => {
      if (neuronToPrune === undefined) return false;
      const uid = neuronToPrune({ size, pruningScore, registrationBlock }, block, immunityPeriod);
      tally.of(ruleset).integer(recorded.value, uid, recorded.path);
      return true;
    });
  }
}

/** The halving curve; no ruleset with a halving is built. */
function conformBlockEmission(top: Place, tally: FileTally): void {
  for (const row of top.only(['format', 'note', 'rows']).at('rows').list()) {
    row.at('issuance').u64();
    column(row, ['issuance'], tally, () => false);
  }
}

/** The continuous price of registration of 2026; no ruleset with it is built. */
function conformBurnPrice(top: Place, tally: FileTally): void {
  top.only(['format', 'note', 'decayFactorQ32', 'trajectory']);
  const skipped = tally.of('v3.4.9-424', notBuilt);
  skipped.skip(top.at('decayFactorQ32').value);
  skipped.skip(top.at('trajectory').at('rows_block_registrations_burnAfter').value);
}
