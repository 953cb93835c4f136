import { type SubnetRuleset, type SubnetVersion, subnetVersions } from '../../../sim/rules/subnetVersions.ts';

/** What each switch of a version does, in words: a title, and a sentence for each of its values. */
const words: {
  readonly [Name in Exclude<keyof SubnetVersion, 'commitReveal'>]: {
    readonly title: string;
    readonly says: (value: SubnetVersion[Name]) => string;
  };
} = {
  text: {
    title: 'epoch',
    says: (text) =>
      ({
        first: 'stake-weighted median, bonds by share of stake',
        liquid: 'as before, with liquid alpha by the consensus of a miner',
        dtao: 'as before, with a bonds penalty and bonds that end when a neuron is replaced',
        pairwise: 'Yuma 3 and its liquid alpha by pair, where they are on; a stake threshold',
        current: 'as before; the owner always holds a permit, ranks and pruning scores are gone',
        autumn: 'as before; liquid alpha may look at the consensus of the last epoch',
      })[text],
  },
  schedule: {
    title: 'schedule',
    says: (schedule) =>
      schedule === 'modulo'
        ? 'every tempo + 1 blocks, by the block number and the subnet’s id'
        : 'tempo blocks after the last epoch',
  },
  entry: {
    title: 'price of entry',
    says: (entry) =>
      ({
        interval: 'work and burn, each moved at the end of an interval',
        slowInterval: 'as before, moved by a part (adjustmentAlpha)',
        continuous: 'burn alone: it decays with every block and jumps with every registration',
      })[entry],
  },
  pruning: {
    title: 'pruned',
    says: (pruning) =>
      ({
        highestUid: 'the lowest pruning score, the highest uid among equals',
        oldest: 'the lowest pruning score, the oldest among equals',
        byEmission: 'the lowest emission of the last epoch, the oldest among equals',
      })[pruning],
  },
  spares: {
    title: 'never pruned',
    says: (spares) =>
      ({
        nobody: 'no neuron is safe',
        ownerHotkey: 'the owner’s hotkey',
        ownerKeys: 'the owner’s oldest hotkeys, as many as immuneOwnerUidsLimit says',
      })[spares],
  },
  emission: {
    title: 'emission',
    says: (emission) =>
      ({
        whole: 'all of it to miners and validators, without halving',
        ownerCut: 'less the owner’s cut; it halves with the issuance',
        alpha: 'the same in the subnet’s own alpha, which is staked',
      })[emission],
  },
  withholds: {
    title: 'not paid out',
    says: (withholds) =>
      ({
        nothing: 'all incentive is paid',
        ownerHotkey: 'the incentive of the owner’s hotkey',
        ownerKeys: 'the incentive of all hotkeys of the owner',
      })[withholds],
  },
  clears: {
    title: 'cleared for a newcomer',
    says: (clears) =>
      ({
        nothing: 'nothing but keys and the block of registration',
        results: 'what the last epoch said, and the bonds the uid held',
        everything: 'also weights from the uid and towards it',
      })[clears],
  },
  clearsPermit: {
    title: 'permit of a newcomer',
    says: (clears) =>
      clears ? 'none before an epoch gives it' : 'that of its predecessor, until the next epoch',
  },
  leaverStake: {
    title: 'stake of a pruned hotkey',
    says: (stake) => (stake === 'paidOut' ? 'is paid out' : 'stays on the hotkey, outside the network'),
  },
};

/** What a version does in each respect, in the order of the interface. */
function saidOf(version: SubnetVersion): Map<string, string> {
  const said = new Map<string, string>();
  const add = <Name extends keyof typeof words>(name: Name) =>
    said.set(words[name].title, words[name].says(version[name]));
  for (const name of Object.keys(words) as (keyof typeof words)[]) add(name);
  const { commitReveal } = version;
  said.set(
    'commit-reveal',
    commitReveal === null
      ? 'not in the laboratory'
      : `ten commits may wait ${commitReveal.tenWaiting === 'inAll' ? 'in all' : 'of each epoch'}${
          commitReveal.masksNewcomers ? '; rows are read without neurons that registered after them' : ''
        }`,
  );
  return said;
}

/** What a version of a subnet does otherwise than the one before it: respect, before, since. All of it where there is none before. */
export function changesOfRules(
  ruleset: SubnetRuleset,
  before: SubnetRuleset | null,
): (readonly [respect: string, before: string, since: string])[] {
  const now = saidOf(subnetVersions[ruleset]);
  const then = before === null ? null : saidOf(subnetVersions[before]);
  return [...now].flatMap(([respect, since]) => {
    const old = then?.get(respect) ?? '–';
    return old === since ? [] : [[respect, old, since] as const];
  });
}
