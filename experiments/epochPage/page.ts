import { escaped } from '../base/escaped.ts';
import { labCommand } from '../base/runnable.ts';
import type { WrittenNetwork } from '../input/networkSchema.ts';
import { bundleBeside, bundleScripts } from '../panel/bundle.ts';
import { panelStyle } from '../panel/style.ts';
import { shell } from '../report/html.ts';
import { commandOf } from './address.ts';
import { Bench } from './bench.ts';
import { type Changes, countOf } from './changes.ts';
import { gainsChart } from './charts/gainsChart.ts';
import type { EpochFacts } from './facts.ts';
import { gainsTable } from './gainsTable.ts';
import { outcomeOf } from './outcome.ts';
import { type PageNetwork, tokenOf } from './pageNetwork.ts';
import type { Shown } from './shown.ts';
import { epochStyle } from './style.ts';
import { answerOf } from './words.ts';

/** What a page of an epoch is made of. */
export interface EpochPageParts {
  /** The network as the command takes it: a file or a name. */
  readonly name: string;
  readonly written: WrittenNetwork;
  /** What the page begins with. */
  readonly changes: Changes;
  readonly epochs: number;
}

/**
 * A page in which the epoch of a network can be touched: one HTML file that asks for nothing. Without scripts it is the table of its
 * beginning. Throws `UserError` where the network is none for a page, or the changes cannot be.
 */
export async function epochPage({ name, written, changes, epochs }: EpochPageParts): Promise<string> {
  const text = JSON.stringify(written);
  const bench = new Bench(name, text);
  const shown = last(bench.show(changes, epochs));
  const facts: EpochFacts = { lab: labCommand, file: name, text, changes, epoch: epochs };
  const bundle = await bundleBeside(import.meta.url);
  return shell({
    title: `The epoch of ${bench.network.title}`,
    body: bodyOf(bench.network, facts, shown),
    style: panelStyle + epochStyle,
    policy: bundle.policy,
    scripts: bundleScripts('epoch', facts, bundle),
  });
}

/** Runs to the end. */
function last<Result>(steps: Generator<undefined, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function bodyOf(
  network: PageNetwork,
  { lab, changes, epoch, file }: EpochFacts,
  { now, before }: Shown,
): string {
  const ruleset = changes.ruleset ?? network.ruleset;
  const token = tokenOf(ruleset);
  const outcome = outcomeOf(now, before);
  const { size, block, hotkeys } = network;
  const command = commandOf(lab, file, { changes, epoch });
  return `<p>The consensus of the chain (<code>${ruleset}</code>) on ${size.toLocaleString('en')} uids from block ${block.toLocaleString('en')}, bit for bit. Move κ, a stake or a weight: the epoch runs again in this page, and what the file pays stays beside it. Nothing is sent anywhere.</p>
<section id="epoch" class="panel epoch">
<p class="panel-static">To move something takes JavaScript, which is switched off or has not started. Below is what the epoch pays; <code>${escaped(command)}</code> runs it in a terminal.</p>
<h2>Who gains and who loses</h2>
<p class="panel-sentence">${answerOf(outcome, now, { token, changes: countOf(changes) })}</p>
<div class="epoch-plot">${gainsChart(outcome, token, 720, hotkeys)}</div>
<div class="table" tabindex="0" role="region" aria-label="Pay by uid">${gainsTable(outcome, { sorting: countOf(changes) === 0 ? 'pay' : 'change', token, isWhole: true, hotkeys, isStill: true })}</div>
</section>`;
}
