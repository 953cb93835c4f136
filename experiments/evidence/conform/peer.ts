import { basename, dirname, join } from 'node:path';
import { variantNamed } from '../../../sim/consensus/variants/catalogue.ts';
import type { Variant, VariantEpoch, VariantSettings } from '../../../sim/consensus/variants/variant.ts';
import type { Comparison } from './compare.ts';
import { dividendsPer1000Tao, finite, type PeerCase, peerCases, runCase } from './peerCases.ts';
import { randomNetworks } from './peerRandom.ts';
import { isRecord, type Place } from './place.ts';
import { readVectors } from './read.ts';
import type { FileTally } from './tally.ts';

/** Tables of the yuma-simulation peer, run in float64, against our variants of the same names. */

/** Outputs by version, random runs by version, or the inputs of the cases. */
export const isPeerFile = (top: Place): boolean => isTable(top) || isRandom(top) || isCaseFile(top);

const isTable = (top: Place) => top.has('release') && top.has('versions');
const isRandom = (top: Place) => top.has('prng') && top.has('runs');
const isCaseFile = (top: Place): boolean =>
  isRecord(top.value) && Object.values(top.value).some((value) => isRecord(value) && 'segments' in value);

/** Compares a file of outputs; a file of inputs is only read. */
export function conformPeer(top: Place, tally: FileTally): void {
  if (isTable(top)) conformTable(top, tally);
  else if (isRandom(top)) conformRandom(top, tally);
  else {
    peerCases(top);
    tally.of('inputs of the cases');
  }
}

function conformTable(top: Place, tally: FileTally): void {
  top.only(['release', 'dtype', 'bond_penalty', 'hyper', 'versions', 'same_as']);
  if (top.at('dtype').text() !== 'f64') top.at('dtype').fail('"f64": only those tables are compared');
  const release = top.at('release').text();
  const cases = peerCases(readVectors(join(dirname(top.file), `${release}_f64_cases.json.gz`)));
  const comparison = tally.of(nameOf(release));
  const versions = top.at('versions');
  for (const key of versions.keys()) {
    const variant = variantOf(versions, release, key);
    const settings = settingsAt(versions.at(key), variant, finite(top.at('bond_penalty')));
    const recorded = tablesOf(top, key);
    for (const peerCase of cases)
      compareCase(variant, settings, peerCase, recorded.at(peerCase.name), comparison);
  }
}

const nameOf = (release: string) => `yuma-simulation ${release}`;

function variantOf(versions: Place, release: string, key: string): Variant {
  return (
    variantNamed(`${release}/${key}`) ??
    versions.at(key).fail('a version of the catalogue: rulesets --variants lists them')
  );
}

/** The tables of a version: here, or in the file of the bonds penalty that gives the same. */
function tablesOf(top: Place, key: string): Place {
  const cases = top.at('versions').at(key).at('cases');
  if (cases.value !== null) return cases;
  const penalty = String(finite(top.at('same_as').at(key)));
  const half = /_([ab])\.json(\.gz)?$/.exec(basename(top.file))?.[0] ?? top.fail('a file named *_a or *_b');
  const sibling = `${top.at('release').text()}_f64_bp${penalty}${half}`;
  return readVectors(join(dirname(top.file), sibling))
    .at('versions')
    .at(key)
    .at('cases');
}

/** The recorded settings must be the catalogue’s, or a person would find other curves under the same name. */
function settingsAt(version: Place, variant: Variant, bondsPenalty: number): VariantSettings {
  const { settings } = variant;
  const params = version.at('params');
  const must = (key: string, value: number | boolean) => {
    if (params.has(key) && params.at(key).value !== value) params.at(key).fail(String(value));
  };
  must('bond_alpha', settings.bondsAlpha);
  if (params.has('bond_moving_avg') && 1 - finite(params.at('bond_moving_avg')) !== settings.bondsAlpha)
    params.at('bond_moving_avg').fail(String(1 - settings.bondsAlpha));
  must('liquid_alpha', settings.liquidAlpha !== null);
  if (settings.liquidAlpha !== null) {
    must('alpha_low', settings.liquidAlpha.low);
    must('alpha_high', settings.liquidAlpha.high);
    must('alpha_sigmoid_steepness', settings.liquidAlpha.steepness);
  }
  must('decay_rate', settings.decayRate);
  must('capacity_alpha', settings.capacityAlpha);
  must('winner_takes_all', settings.winnerTakesAll);
  must('liquid_alpha_effective_weights', variant.rules.liquidOnMixedWeights);
  return { ...settings, bondsPenalty };
}

/**
 * Epochs before the first without agreement are compared. From there on the releases B and C pay all servers
 * alike, an error that stays in their bonds: what they then say is counted apart, not imitated.
 */
function compareCase(
  variant: Variant,
  settings: VariantSettings,
  peerCase: PeerCase,
  recorded: Place,
  comparison: Comparison,
): void {
  const total = peerCase.networks.length;
  const epochs = runCase(variant, settings, peerCase);
  for (const [field, valuesOf] of fields) {
    const table = recorded.at(field);
    const rows = table.list(total);
    for (const [k, epoch] of epochs.entries())
      comparison.near(rows[k].value, valuesOf(epoch, peerCase, k), rows[k].path);
    const rest = rows.slice(epochs.length);
    if (rest.length > 0 && field === 'consensus') checkError(rest[0]);
    comparison.setAside(
      rest.map(({ value }) => value),
      `${peerCase.name} (release ${variant.release}) from epoch ${epochs.length} of 0 … ${total - 1} on: no validators agree, and it pays all servers the same`,
    );
  }
}

/** Only the peer’s own mark of its error excuses an epoch: the least 32-bit number over 65535, for every server. */
function checkError(consensus: Place): void {
  const mark = -(2 ** 31) / 65_535;
  for (const value of consensus.list())
    if (finite(value) !== mark) value.fail(`${mark}, as no validators agree`);
}

type Values = readonly number[] | readonly (readonly number[])[];
type FieldOf = (epoch: VariantEpoch, peerCase: PeerCase, number: number) => Values;

const fields: readonly (readonly [string, FieldOf])[] = [
  ['dividends_per_1000_tao', (epoch, { networks }, number) => dividendsPer1000Tao(epoch, networks[number])],
  ['dividend_share', ({ dividends }) => dividends],
  ['incentive', ({ incentive }) => incentive],
  ['consensus', ({ consensus }) => consensus],
  ['bonds', ({ bonds }) => bonds],
];

function conformRandom(top: Place, tally: FileTally): void {
  top.only(['prng', 'runs']);
  const release = /^[A-Z](?=_)/.exec(basename(top.file))?.[0] ?? top.fail('a file named by its release');
  const comparison = tally.of(nameOf(release));
  for (const run of top.at('runs').list()) {
    const networks = randomNetworks(run);
    const drawn: PeerCase = {
      name: `seed ${run.at('seed').count()}`,
      networks,
      reset: null,
      winnerTakesAll: false,
    };
    const versions = run.at('versions');
    for (const key of versions.keys()) {
      const variant = variantOf(versions, release, key);
      for (const penalty of versions.at(key).keys()) {
        const settings = { ...variant.settings, bondsPenalty: penaltyOf(versions.at(key), penalty) };
        const epochs = runCase(variant, settings, drawn);
        compareRun(epochs, drawn, versions.at(key).at(penalty), comparison);
      }
    }
  }
}

function penaltyOf(version: Place, key: string): number {
  const match = /^bp(\d+(?:\.\d+)?)$/.exec(key);
  return match === null ? version.at(key).fail('named bp and a bonds penalty') : Number(match[1]);
}

/** Larger runs hold only the bonds of their last epoch, or none. */
function compareRun(
  epochs: readonly VariantEpoch[],
  drawn: PeerCase,
  recorded: Place,
  comparison: Comparison,
): void {
  for (const [field, valuesOf] of fields) {
    if (!recorded.has(field) || recorded.at(field).value === null) continue;
    const rows = recorded.at(field).list();
    if (rows.length > epochs.length) recorded.at(field).fail(`at most ${epochs.length} epochs`);
    const first = epochs.length - rows.length;
    for (const [k, row] of rows.entries())
      comparison.near(row.value, valuesOf(epochs[first + k], drawn, first + k), row.path);
  }
}
