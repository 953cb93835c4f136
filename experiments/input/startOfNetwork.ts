import { scenarioOf } from '../../agents/scenarios/catalogue.ts';
import { scenarioOfNetwork } from '../../agents/scenarios/networkScenario.ts';
import type { NetworkStart } from '../../agents/scenarios/networkStart.ts';
import type { Scenario } from '../../agents/scenarios/scenario.ts';
import { knownSettings } from '../../sim/hyperparameters/registry.ts';
import { subnetVersions } from '../../sim/rules/subnetVersions.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import { raoPerTao, u16Max } from '../../sim/units.ts';
import { UserError } from '../base/userError.ts';
import type { WrittenNetwork } from './networkSchema.ts';
import { networkInputOf } from './networkText.ts';
import { rulesetNamed } from './rulesetName.ts';

/** A world’s start from a network: what the plan holds, the scenario, and what a person is told. */
export interface StartOfNetwork {
  readonly network: NetworkStart;
  readonly scenario: Scenario;
  /** How its miners are known, a sentence. */
  readonly note: string;
}

/** The archetype that says what a network file does not: a subnet as they are made in 2026. */
const archetype = 'modern-subnet';

/**
 * A written network as the start of worlds; `path` names it in messages. Where its weights are known they say what each miner is worth; else miners are drawn. A file
 * with settings alone changes the settings of `modern-subnet`. Throws `UserError` with the file, the place and the rule.
 */
export function startOfNetwork(path: string, written: WrittenNetwork): StartOfNetwork {
  const ruleset = rulesetNamed(written.ruleset, `ruleset in ${path}`);
  if (ruleset === 'nakamoto-2022')
    throw new UserError(
      `${path}: $.ruleset must be a version of Finney for a world; received nakamoto-2022 (start from the scenario nakamoto-256)`,
    );
  const { network, note } =
    written.stake === undefined ? settingsAlone(written, ruleset) : ofUids(path, written, ruleset);
  return { network, scenario: scenarioOfNetwork(network), note };
}

type Start = Pick<StartOfNetwork, 'network' | 'note'>;

const settingsOf = (
  { hyperparameters = {}, market = {} }: WrittenNetwork,
  ruleset: RulesetName,
): NetworkStart['settings'] => {
  const { settings } = base();
  const price = market.alphaPrice ?? market.movingPrice;
  const isPriced = price !== undefined && price >= 1e-6 && price <= 10;
  return {
    ...knownSettings(ruleset, settings),
    ...hyperparameters,
    ...(isPriced && { 'scenario.alphaPrice': price }),
    'validator.sweepBlocks': sweepOf(hyperparameters),
  };
};

/** Validators set weights once a tempo, and no more often than the chain lets them. */
const sweepOf = ({ tempo, weightsSetRateLimit }: NonNullable<WrittenNetwork['hyperparameters']>): number =>
  Math.max(1, Number(tempo ?? 360), Number(weightsSetRateLimit ?? 100));

function base(): Scenario {
  const scenario = scenarioOf(archetype);
  if (scenario === undefined) throw new RangeError(`the catalogue lacks ${archetype}`);
  return scenario;
}

/** Settings of a file in the archetype, whose stakes are then the archetype’s. */
function settingsAlone(written: WrittenNetwork, ruleset: RulesetName): Start {
  const { uids, validators, start, emissionPerBlock } = base();
  const stakeRao = Array.from({ length: uids }, (_, uid) =>
    String(uid < validators ? (validators - uid) * 1e14 : 1e9),
  );
  return {
    network: {
      ...{
        name: written.name ?? 'settings of a file',
        ruleset,
        block: written.block ?? start,
        stakeRao,
        uids,
        emissionPerBlock,
      },
      ...{
        owner: stakeRao.map((_, uid) => uid),
        validators: Array.from({ length: validators }, (_, uid) => uid),
      },
      ...{ ownerUid: null, burn: Number(written.market?.burn ?? 500_000) },
      settings: { ...settingsOf(written, ruleset), maxAllowedUids: uids },
    },
    note: `the file holds settings alone: ${uids} uids are drawn, with stakes from 1 to ${validators} times 100,000 TAO for ${validators} validators`,
  };
}

function ofUids(path: string, written: WrittenNetwork, ruleset: RulesetName): Start {
  const input = networkInputOf(path, written);
  const { size } = input.network;
  const stakeRao = Array.from(input.network.stakes.rao.subarray(0, size), String);
  const validators = validatorsOf(path, written, stakeRao);
  const shares = worthOf(written, stakeRao);
  const paid =
    shares?.filter((worth, uid) => worth > 0 && !validators.includes(uid) && uid !== input.ownerUid).length ??
    0;
  const worth = paid >= 2 ? shares : null;
  const uids = Math.max(size, Number(written.hyperparameters?.maxAllowedUids ?? size));
  const settings = {
    ...settingsOf(written, ruleset),
    maxAllowedUids: uids,
    ...ownerBurn(shares, input.ownerUid),
  };
  return {
    network: {
      ...{
        name: written.name ?? 'a network',
        ruleset,
        block: input.block,
        stakeRao,
        validators,
        uids,
        settings,
      },
      owner: written.owner ?? stakeRao.map((_, uid) => uid),
      ...(written.registrationBlock !== undefined && { registrationBlock: written.registrationBlock }),
      ...(worth !== null && { worth }),
      ownerUid: input.ownerUid,
      burn: Number(written.market?.burn ?? 500_000),
      emissionPerBlock: emissionOf(written, ruleset),
    },
    note: noteOf(written, worth === null ? null : paid, shares !== null),
  };
}

function noteOf({ marks = {} }: WrittenNetwork, paid: number | null, isKnown: boolean): string {
  if (paid !== null)
    return `its weights (${marks.weights ?? 'as written'}) say what ${paid} paid miners are worth; the others are drawn below them`;
  return isKnown
    ? 'its weights pay fewer than two miners, so they do not tell what miners are worth: miners are drawn by the laboratory'
    : 'its weights are not known: miners are drawn by the laboratory';
}

/** Uids that set weights; where no row is known, those with a permit and stake, or with dividends. */
function validatorsOf(path: string, written: WrittenNetwork, stakeRao: readonly string[]): number[] {
  const { weights, validatorPermit, recorded } = written;
  const uids = stakeRao.flatMap((rao, uid) => (rao === '0' ? [] : [uid]));
  const permitted = uids.filter((uid) => Boolean(validatorPermit?.[uid] ?? true));
  const found = [
    permitted.filter((uid) => (weights?.[uid]?.length ?? 0) > 0),
    permitted.filter((uid) => Number(recorded?.dividends?.[uid] ?? 0) > 0),
    validatorPermit === undefined ? [] : permitted,
  ].find((some) => some.length > 0);
  if (found !== undefined && found.length < stakeRao.length) return found;
  throw new UserError(
    `${path}: a world needs validators and miners; received ${found?.length ?? 0} validators of ${stakeRao.length} uids (import a dump that has weights, dividends or permits)`,
  );
}

/** [uid] mean over the rows of the normalised weight, by stake; null where no row is known. */
function worthOf({ weights }: WrittenNetwork, stakeRao: readonly string[]): number[] | null {
  if (weights === undefined || weights.every((row) => row.length === 0)) return null;
  const worth = new Array<number>(stakeRao.length).fill(0);
  const voters = weights.map((row, uid) => ({
    row,
    stake: Number(stakeRao[uid]),
    sum: row.reduce((sum, [, value]) => sum + value, 0),
  }));
  const whole = voters.reduce((sum, { stake, sum: weight }) => sum + (weight > 0 ? stake : 0), 0);
  if (whole === 0) return null;
  for (const { row, stake, sum } of voters)
    for (const [target, value] of row) if (sum > 0) worth[target] += (stake / whole) * (value / sum);
  return worth;
}

/** Part of the weights that goes to the owner’s uid, of which the chain withholds the pay. */
function ownerBurn(worth: readonly number[] | null, ownerUid: number | null): Record<string, number> {
  const burn = worth === null || ownerUid === null ? 0 : worth[ownerUid];
  return burn > 0 ? { 'scenario.ownerBurn': Math.min(1, burn) } : {};
}

/** RAO a block: an alpha since dTAO; before, what the epoch gives out over its blocks and without the owner’s cut. */
function emissionOf({ emission, hyperparameters = {} }: WrittenNetwork, ruleset: RulesetName): number {
  if (ruleset !== 'nakamoto-2022' && subnetVersions[ruleset].emission === 'alpha') return raoPerTao;
  const cut = ruleset === 'finney-2023' ? 0 : 11_796 / u16Max;
  return Math.round(emission / Number(hyperparameters.tempo ?? 360) / (1 - cut));
}
