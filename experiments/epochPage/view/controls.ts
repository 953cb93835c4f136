import { element } from '../../panel/view/element.ts';
import type { Level } from '../../plan/rows.ts';
import { type Changes, noChanges, withSetting, withStake, withWeight } from '../changes.ts';
import { amountOf, shareIn, tokens } from '../changeText.ts';
import type { Frame } from '../frame.ts';
import type { Knob } from '../knob.ts';
import { type PageNetwork, pageRulesets, tokenOf } from '../pageNetwork.ts';
import { shareOf } from '../rowWithShares.ts';
import { mostEpochs, type PageSetting } from '../setting.ts';
import type { Shown } from '../shown.ts';
import { shareStops, stakeStops } from '../stops.ts';
import { whyNotCounted } from '../why.ts';
import { amount, percent } from '../words.ts';
import { changeList } from './changeList.ts';
import { EpochSteps } from './epochSteps.ts';
import { Field } from './field.ts';
import { type KnobControl, knobControl } from './knobControl.ts';
import { UidList } from './uidList.ts';

/** Settings that are seen at once; those of liquid alpha come when it is on, the others are folded. */
const atOnce = ['kappa', 'yuma3On', 'liquidAlphaOn', 'bondsMovingAverage', 'bondsPenalty'];
const ofLiquid = ['alphaLow', 'alphaHigh', 'alphaSigmoidSteepness', 'liquidAlphaConsensusMode'];

/** All that a reader can move. */
export class Controls {
  readonly node: HTMLElement;
  private readonly network: PageNetwork;
  private readonly change: (part: Partial<PageSetting>) => void;
  private readonly stakes: readonly bigint[];
  private readonly total: bigint;
  private setting: PageSetting;
  private knobs: readonly KnobControl[] = [];
  /** The ruleset whose settings are shown. */
  private shownRules = '';
  private readonly steps: EpochSteps;
  private readonly rules: HTMLSelectElement;
  private readonly knobNodes = element('div');
  private readonly made = element('div', { class: 'epoch-made' });
  private readonly stakeOf: UidList;
  private readonly stake: Field<bigint>;
  private readonly weightFrom: UidList;
  private readonly weightTo: UidList;
  private readonly weight: Field<number>;
  private readonly why = element('p', { class: 'panel-note epoch-why' });

  /** `first` stands above the controls; `pinned` says below the changes what they are compared with. */
  constructor(
    network: PageNetwork,
    setting: PageSetting,
    { first, pinned }: { readonly first: HTMLElement; readonly pinned: HTMLElement },
    change: (part: Partial<PageSetting>) => void,
  ) {
    this.network = network;
    this.setting = setting;
    this.change = change;
    this.stakes = network.stake.map(BigInt);
    this.total = this.stakes.reduce((sum, rao) => sum + rao, 0n);
    this.steps = new EpochSteps(mostEpochs, (epoch) => change({ epoch }));
    this.rules = this.rulesList();
    const lists = (id: string, label: string, choose: (uid: number) => void) =>
      new UidList(id, label, network.hotkeys, choose);
    this.stakeOf = lists('epoch-stake-of', 'Whose', (validator) => change({ validator }));
    this.weightFrom = lists('epoch-weight-from', 'Validator', (validator) => change({ validator }));
    this.weightTo = lists('epoch-weight-to', 'Miner', (miner) => change({ miner }));
    this.stake = this.stakeField();
    this.weight = this.weightField();
    this.node = this.laidOut(first, pinned);
  }

  /** Takes what was set just now: the next change builds on it, whether the epoch has answered or not. */
  take(setting: PageSetting): void {
    this.setting = setting;
    this.steps.show(setting.epoch);
  }

  /** Shows the setting, and of what was computed last what belongs beside the controls. */
  show(setting: PageSetting, { before, now, knobs }: Shown): void {
    this.setting = setting;
    const { changes, epoch, validator, miner } = setting;
    const ruleset = changes.ruleset ?? this.network.ruleset;
    if (this.shownRules !== ruleset) this.showKnobs(ruleset, knobs, before);
    this.rules.value = ruleset;
    for (const knob of this.knobs) {
      const own = knobs.find(({ name }) => name === knob.name)?.own;
      knob.show(changes.settings[knob.name] ?? own ?? 0);
    }
    this.showLiquid(knobs, changes);
    this.steps.show(epoch);
    this.stakeOf.show(validator);
    this.weightFrom.show(validator);
    this.weightTo.show(miner);
    const own = this.stakes[validator];
    const written = changes.stakes[String(validator)];
    this.stake.show(written === undefined ? own : BigInt(written), own, stakeStops(own, this.total));
    this.showWeight(setting);
    this.why.textContent = whyNotCounted(this.network, now, validator, miner) ?? '';
    this.made.replaceChildren(
      changeList(changes, this.network, (undo) => this.change({ changes: undo(this.setting.changes) })),
    );
  }

  private get token(): string {
    return tokenOf(this.setting.changes.ruleset ?? this.network.ruleset);
  }

  private showWeight({ changes, validator, miner }: PageSetting): void {
    const own = shareOf(this.network.rows[validator], miner);
    const set = changes.weights.find((one) => one.validator === validator && one.miner === miner);
    const moved = changes.weights.some((one) => one.validator === validator && one.miner !== miner);
    this.weight.show(
      set?.share ?? own,
      own,
      shareStops(own),
      moved
        ? 'Another weight of this validator is set too: this one is the file’s, before it makes room.'
        : 'Of the row as it is set. The other weights keep their proportions, and the row is stored with its largest weight at 65,535.',
    );
  }

  private showKnobs(ruleset: string, knobs: readonly Knob[], before: Frame): void {
    this.shownRules = ruleset;
    const choose = (name: string) => (level: Level) => {
      const own = knobs.find((knob) => knob.name === name)?.own;
      this.change({ changes: withSetting(this.setting.changes, name, level === own ? null : level) });
    };
    this.knobs = knobs.map((knob) => knobControl(knob, choose(knob.name)));
    const part = (names: (name: string) => boolean) =>
      this.knobs.filter(({ name }) => names(name)).map(({ node }) => node);
    this.knobNodes.replaceChildren(
      ...part((name) => atOnce.includes(name)),
      element('div', { class: 'epoch-liquid' }, ...part((name) => ofLiquid.includes(name))),
      element(
        'details',
        {},
        element('summary', {}, 'More settings'),
        ...part((name) => !atOnce.includes(name) && !ofLiquid.includes(name)),
      ),
    );
    this.fillLists(before);
  }

  /** The settings of liquid alpha are of use where it is on. */
  private showLiquid(knobs: readonly Knob[], { settings }: Changes): void {
    const own = knobs.find(({ name }) => name === 'liquidAlphaOn')?.own;
    const liquid = this.knobNodes.querySelector<HTMLElement>('.epoch-liquid');
    if (liquid !== null) liquid.hidden = (settings.liquidAlphaOn ?? own) !== true;
  }

  private fillLists({ incentive }: Frame): void {
    const uids = this.stakes.map((_, uid) => uid);
    const staked = [...uids].sort((one, other) => Number(this.stakes[other] - this.stakes[one]));
    const validators = staked.map((uid) => ({ uid, words: amount(Number(this.stakes[uid]), this.token) }));
    const miners = [...uids]
      .sort((one, other) => incentive[other] - incentive[one])
      .map((uid) => ({
        uid,
        words: incentive[uid] === 0 ? 'not paid' : `${percent(incentive[uid])} of the incentive`,
      }));
    this.stakeOf.fill(validators);
    this.weightFrom.fill(validators);
    this.weightTo.fill(miners);
  }

  private rulesList(): HTMLSelectElement {
    const list = element('select', {
      id: 'epoch-rules',
      change: () => {
        const ruleset = pageRulesets.find((name) => name === list.value) ?? null;
        const changes = { ...this.setting.changes, settings: {} };
        this.change({ changes: { ...changes, ruleset: ruleset === this.network.ruleset ? null : ruleset } });
      },
    });
    for (const name of pageRulesets)
      list.append(
        element('option', { value: name }, `${name}${name === this.network.ruleset ? ' (in the file)' : ''}`),
      );
    return list;
  }

  private stakeField(): Field<bigint> {
    const share = (rao: bigint) =>
      this.total === 0n ? '' : ` (${percent(Number((rao * 1_000_000n) / this.total) / 1_000_000, 1)} of all)`;
    return new Field<bigint>({
      id: 'epoch-stake',
      label: 'stake',
      note: 'The per cent is of all stake in the file. Exact value in tokens, with up to nine decimals.',
      sizeOf: Number,
      words: (rao) => `${amount(Number(rao), this.token)}${share(rao)}`,
      written: (rao) =>
        tokens(rao)
          .replaceAll(',', '')
          .replace(/\.?0+$/, ''),
      read: (text) => amountOf(text, 'a stake', 'tao'),
      choose: (rao) => {
        const { changes, validator } = this.setting;
        const isOwn = rao === this.stakes[validator];
        this.change({ changes: withStake(changes, validator, isOwn ? null : rao) });
      },
    });
  }

  private weightField(): Field<number> {
    return new Field<number>({
      id: 'epoch-weight',
      label: 'weight',
      note: '',
      sizeOf: (share) => share,
      words: (share) => percent(share),
      written: (share) => `${Number((100 * share).toPrecision(10))}%`,
      read: (text) => shareIn(text, 'a weight'),
      choose: (share) => {
        const { changes, validator, miner } = this.setting;
        const isOwn = share === shareOf(this.network.rows[validator], miner);
        this.change({ changes: withWeight(changes, validator, miner, isOwn ? null : share) });
      },
    });
  }

  private laidOut(first: HTMLElement, pinned: HTMLElement): HTMLElement {
    const set = (legend: string, ...nodes: readonly HTMLElement[]) =>
      element('fieldset', {}, element('legend', {}, legend), ...nodes);
    const reset = element(
      'button',
      { type: 'button', click: () => this.change({ changes: noChanges }) },
      'Back to the file',
    );
    return element(
      'div',
      { class: 'epoch-set' },
      first,
      set(
        'Settings',
        element(
          'div',
          { class: 'epoch-list' },
          element('label', { for: 'epoch-rules' }, 'Version of the chain'),
          this.rules,
        ),
        this.knobNodes,
      ),
      set('A stake', this.stakeOf.node, this.stake.node),
      set('A weight', this.weightFrom.node, this.weightTo.node, this.weight.node, this.why),
      set('Epochs', this.steps.node),
      set('What is changed', this.made, reset, pinned),
    );
  }
}
