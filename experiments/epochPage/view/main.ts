import { dropZone } from '../../panel/view/dropZone.ts';
import { element } from '../../panel/view/element.ts';
import { lacking } from '../../panel/view/engine.ts';
import { readAddress } from '../address.ts';
import type { Reply } from '../engine/messages.ts';
import type { EpochFacts } from '../facts.ts';
import type { PageNetwork } from '../pageNetwork.ts';
import { type PageSetting, settingOf } from '../setting.ts';
import { Engine } from './engine.ts';
import { startKeyTips } from './keyTips.ts';
import { EpochPanel } from './panel.ts';

/** The page while it runs: its engine, and the network that is open. */
class App {
  private readonly section: HTMLElement;
  private readonly facts: EpochFacts;
  private engine: Engine | null = null;
  private panel: EpochPanel | null = null;
  private isTwin = false;
  /** Who waits for a network to be read, by the number of the question. */
  private readonly opening = new Map<number, (fault: string | null) => void>();
  private file = '';
  /** The network of the page itself, and the pair to look at first: a link that is followed begins there. */
  private own: { readonly network: PageNetwork; readonly first: PageSetting } | null = null;

  constructor(section: HTMLElement, facts: EpochFacts) {
    this.section = section;
    this.facts = facts;
  }

  async start(packed: string): Promise<void> {
    try {
      this.engine = await Engine.start(
        packed,
        (reply) => this.hear(reply),
        (message) => this.broken(message),
      );
    } catch (error) {
      this.broken(error instanceof Error ? error.message : String(error));
      return;
    }
    const fault = await this.open(this.facts.file, this.facts.text);
    if (fault !== null) this.told(`The network of this page cannot be read: ${fault}`);
  }

  /** Reads a network, and puts its panel here; says what is wrong with it, null where nothing is. */
  private open(file: string, text: string): Promise<string | null> {
    return new Promise((resolve) => {
      if (this.engine === null) return resolve('the engine does not run');
      this.file = file;
      this.opening.set(this.engine.ask({ kind: 'open', file, text }), resolve);
    });
  }

  private hear(reply: Reply): void {
    if (reply.kind === 'ready') {
      this.isTwin = reply.isTwin;
      return;
    }
    const waiting = this.opening.get(reply.job);
    if (waiting === undefined) {
      this.panel?.hear(reply);
      return;
    }
    this.opening.delete(reply.job);
    if (reply.kind === 'fault') waiting(reply.message);
    if (reply.kind !== 'opened') return;
    this.mount(reply.network, settingOf(reply.pair.validator, reply.pair.miner));
    waiting(null);
  }

  private mount(network: PageNetwork, first: PageSetting, hash = location.hash): void {
    const { engine, facts } = this;
    if (engine === null) return;
    const isOwn = this.file === facts.file;
    this.own = isOwn ? { network, first } : null;
    const start = isOwn ? { ...first, changes: facts.changes, epoch: facts.epoch } : first;
    const { setting, faults } = isOwn
      ? readAddress(start, network.size, hash)
      : { setting: start, faults: [] };
    const heading = document.querySelector('h1');
    if (heading !== null) heading.textContent = titleOf(network);
    this.panel?.leave();
    this.panel = new EpochPanel({
      ...{ lab: facts.lab, network, setting, faults, isTwin: this.isTwin },
      ask: (question) => engine.ask(question),
      networkPart: this.networkPart(isOwn),
    });
    this.section.replaceChildren(this.panel.body);
    this.panel.start();
  }

  private networkPart(isOwn: boolean): HTMLElement {
    const zone = dropZone((name, text) => this.open(name, text));
    if (isOwn) return zone;
    const back = element(
      'button',
      { type: 'button', click: () => void this.open(this.facts.file, this.facts.text) },
      `Back to the network of this page`,
    );
    return element('div', {}, back, zone);
  }

  private broken(message: string): void {
    if (this.panel === null) this.told(`The engine does not run in this browser (${message}).`);
    else this.panel.broken(message);
  }

  /** Beside the table that was made with the page, which stays. */
  private told(message: string): void {
    const place = this.section.querySelector('.panel-static');
    if (place !== null) place.textContent = message;
  }

  redraw(): void {
    this.panel?.redraw();
  }

  /** Shows the setting of an address that a reader has put in by hand; by now the page may have written its own again. */
  follow(address: string): void {
    if (this.own !== null) this.mount(this.own.network, this.own.first, new URL(address).hash);
  }
}

const titleOf = ({ title }: PageNetwork): string => `The epoch of ${title}`;

const textOf = (id: string): string => document.getElementById(id)?.textContent ?? '';

function start(section: HTMLElement): void {
  const without = lacking();
  const told = section.querySelector('.panel-static');
  if (without !== null) {
    if (told !== null)
      told.textContent = `This browser has no ${without}, so no epoch runs here. The table below is complete without it.`;
    return;
  }
  const facts: EpochFacts = JSON.parse(textOf('epoch-facts'));
  const app = new App(section, facts);
  startKeyTips(section);
  void app.start(textOf('epoch-engine'));
  let timer = 0;
  window.addEventListener('resize', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => app.redraw(), 100);
  });
  window.addEventListener('hashchange', ({ newURL }) => app.follow(newURL));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => app.redraw());
}

const section = document.getElementById('epoch');
if (section !== null) start(section);
