import type { Commit, MechanismState, Network } from '../network.ts';
import { emptyRow } from '../row.ts';

/**
 * A mechanism beside the first, seen as a network: weights, commits, bonds, consensus and blocks of the last weights are its own; the
 * rest is the subnet's, the same arrays (subtensor v3.2.8 on, subnets/mechanism.rs).
 */
class MechanismNetwork implements Network {
  private readonly subnet: Network;
  private readonly own: MechanismState;
  readonly capacity: number;
  readonly stakes: Network['stakes'];
  readonly registrationBlock: Network['registrationBlock'];
  readonly hotkey: Network['hotkey'];
  readonly coldkey: Network['coldkey'];
  readonly validatorPermit: Network['validatorPermit'];
  readonly bondRao: Network['bondRao'];
  readonly incentive: Network['incentive'];
  readonly dividends: Network['dividends'];
  readonly pruningScore: Network['pruningScore'];
  readonly replaced: Network['replaced'];
  readonly emission: Network['emission'];
  readonly validatorTrust: Network['validatorTrust'];
  readonly lastUpdate: Network['lastUpdate'];
  readonly weights: Network['weights'];
  readonly bonds: Network['bonds'];
  readonly consensus: Network['consensus'];
  readonly mechanisms = [];

  constructor(subnet: Network, own: MechanismState) {
    this.subnet = subnet;
    this.own = own;
    this.capacity = subnet.capacity;
    this.stakes = subnet.stakes;
    this.registrationBlock = subnet.registrationBlock;
    this.hotkey = subnet.hotkey;
    this.coldkey = subnet.coldkey;
    this.validatorPermit = subnet.validatorPermit;
    this.bondRao = subnet.bondRao;
    this.incentive = subnet.incentive;
    this.dividends = subnet.dividends;
    this.pruningScore = subnet.pruningScore;
    this.replaced = subnet.replaced;
    this.emission = subnet.emission;
    this.validatorTrust = subnet.validatorTrust;
    this.lastUpdate = own.lastUpdate;
    this.weights = own.weights;
    this.bonds = own.bonds;
    this.consensus = own.consensus;
  }

  get size(): number {
    return this.subnet.size;
  }

  get seatings(): number {
    return this.subnet.seatings;
  }

  get epochs(): number {
    return this.subnet.epochs;
  }

  get commits(): readonly Commit[] {
    return this.own.commits;
  }

  set commits(commits: readonly Commit[]) {
    this.own.commits = commits;
  }
}

/** The network as mechanism `index` has it, from 0; the first is the network itself, another begins when it is first asked for. */
export function networkOf(network: Network, index: number): Network {
  if (index === 0) return network;
  const { mechanisms } = network;
  while (mechanisms.length < index) mechanisms.push(newMechanism(network));
  return new MechanismNetwork(network, mechanisms[index - 1]);
}

/** The networks of all mechanisms, the first one first; those that a lowered count leaves over lose their state, as on the chain. */
export function networksOf(network: Network, count: number): readonly Network[] {
  network.mechanisms.length = Math.min(network.mechanisms.length, count - 1);
  return Array.from({ length: count }, (_, index) => networkOf(network, index));
}

const newMechanism = ({ capacity, registrationBlock }: Network): MechanismState => ({
  lastUpdate: registrationBlock.slice(),
  weights: Array.from({ length: capacity }, () => emptyRow),
  bonds: Array.from({ length: capacity }, () => emptyRow),
  consensus: new Uint16Array(capacity),
  commits: [],
});
