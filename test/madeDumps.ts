import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type ByUid<Value> = Readonly<Record<string, Value>>;
type Whole<Value> = { readonly '1': Value };

/** What these dumps take of the storage of network 1. */
interface Storage {
  readonly SubnetworkN: Whole<number>;
  readonly Keys: ByUid<string>;
  readonly Owner: Readonly<Record<string, string>>;
  readonly SubnetOwnerHotkey: Whole<string>;
  readonly TotalHotkeyAlpha: Readonly<Record<string, Whole<number>>>;
  readonly BlockAtRegistration: ByUid<number>;
  readonly Weights: ByUid<readonly (readonly [number, number])[]>;
  readonly Incentive: Whole<readonly number[]>;
  readonly Dividends: Whole<readonly number[]>;
  readonly Consensus: Whole<readonly number[]>;
  readonly ValidatorTrust: Whole<readonly number[]>;
  readonly Emission: Whole<readonly number[]>;
  readonly LastUpdate: Whole<readonly number[]>;
  readonly Active: Whole<readonly boolean[]>;
  readonly ValidatorPermit: Whole<readonly boolean[]>;
}

const share = (value: number): number => value / 65_535;
const amount = (rao: number): number => rao / 1e9;

/** The dumps of an owner of a network that was simulated, as btcli 9 and 11 write them, into a folder. */
export function writeDumps(storagePath: string, folder: string): void {
  const { block, after }: { block: number; after: Storage } = JSON.parse(readFileSync(storagePath, 'utf8'));
  const write = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content));
  write('show.json', shown(after));
  write(
    'hyperparameters.json',
    Object.entries(settings).map(([hyperparameter, value]) => ({
      hyperparameter,
      value,
      owner_settable: true,
    })),
  );
  write('settings.json', settings);
  write('neurons.json', { netuid: 1, block, neurons: neuronsOf(after) });
  write('weights.json', { weights: weightsOf(after) });
}

/** The hyperparameters that `modern-subnet` has. */
const settings = {
  rho: 10,
  kappa: 32_767,
  immunity_period: 5000,
  min_allowed_weights: 1,
  max_weights_limit: 65_535,
  tempo: 360,
  weights_rate_limit: 100,
  registration_allowed: true,
  min_burn: 500_000,
  max_burn: 100_000_000_000,
  bonds_moving_avg: 900_000,
  max_validators: 64,
  commit_reveal_period: 1,
  commit_reveal_weights_enabled: true,
  liquid_alpha_enabled: false,
  yuma3_enabled: true,
  burn_half_life: 360,
  activity_cutoff_factor: 13_889,
};

/** What every tool tells of each uid, with names of its own. */
function uidsOf(storage: Storage) {
  return Array.from({ length: storage.SubnetworkN['1'] }, (_, uid) => {
    const hotkey = storage.Keys[`1,${uid}`];
    const stake = amount(storage.TotalHotkeyAlpha[hotkey]['1']);
    const pay = {
      incentive: share(storage.Incentive['1'][uid]),
      dividends: share(storage.Dividends['1'][uid]),
    };
    const coldkey = storage.Owner[hotkey];
    return { uid, hotkey, coldkey, stake, pay, emission: amount(storage.Emission['1'][uid]) };
  });
}

const shown = (storage: Storage) => ({
  netuid: 1,
  name: 'Maple',
  owner: storage.SubnetOwnerHotkey['1'],
  rate: 0.0125,
  tempo: { block_since_last_step: 0, tempo: 360 },
  uids: uidsOf(storage)
    .map(({ stake, pay, emission, ...keys }) => ({
      ...{ ...keys, ...pay, stake, alpha_stake: stake, tao_stake: 0, emissions: emission },
    }))
    .sort((one, other) => other.stake - one.stake),
});

const neuronsOf = (storage: Storage) =>
  uidsOf(storage).map(({ stake, pay, uid, ...rest }) => ({
    ...{ ...rest, ...pay, uid, total_stake: stake },
    active: storage.Active['1'][uid],
    validator_permit: storage.ValidatorPermit['1'][uid],
    last_update: storage.LastUpdate['1'][uid],
    block_at_registration: storage.BlockAtRegistration[`1,${uid}`],
    consensus: share(storage.Consensus['1'][uid]),
    validator_trust: share(storage.ValidatorTrust['1'][uid]),
  }));

/** Each row over its own sum. */
const weightsOf = ({ Weights }: Storage) =>
  Object.fromEntries(
    Object.entries(Weights).map(([key, row]) => {
      const sum = row.reduce((total, [, weight]) => total + weight, 0);
      return [key.replace('1,', ''), Object.fromEntries(row.map(([uid, weight]) => [uid, weight / sum]))];
    }),
  );
