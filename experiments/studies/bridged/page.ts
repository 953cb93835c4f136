import { differenceOf } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { conditionsChart } from '../../report/models/conditionsChart.ts';
import type { ModelPage } from '../../report/models/modelPage.ts';
import type { PageSection } from '../../report/pageSection.ts';
import { differenceText } from '../../statistics/format.ts';
import { bridgedAnswer, bridgedYardsticks } from './answer.ts';

export const bridgedPage: ModelPage = {
  answer: bridgedAnswer,
  yardsticks: bridgedYardsticks,
  sure: surely,
  sections,
  limits: [
    'The client reads the ten best-paid miners. A network whose client reads all of them, or whose slots cost more, may gain more from a gate.',
    'The feeder loses nothing to the higher network here: a member of both answers in both as well as in one, and no one comes to the feeder only to rise. So the feeder’s numbers are the same in every condition.',
    'The requirement of 2023 was never set on a network that carried value, as far as is known; there is no record that this page could be compared with.',
    'A network of 64 uids in which a handful of people a day look at a slot. How fast the frontier moves bounds what any gate can do to the loss in the days of a run.',
  ],
  assumptions: [
    'The same people look at both networks. A part of them (0.6) has one model that is worth the same at both; the others have a model for each, drawn apart. No source.',
    'A member of the feeder looks at the higher network’s price once in every interval for as long as it holds a slot in the feeder; not connected, people look for 16 hours. No source.',
    'Sybils are a tenth of the people, eight hotkeys to a model; farmers of immunity try to hold a twentieth of the slots. No source.',
    'A good newcomer is an honest one that scores above a quarter of the founders of the higher network; those are the same people in every condition.',
    'A miner that a nested network puts out is asked nothing more, its scores are forgotten and its immunity is over; it keeps its slot until the next one comes. No chain has such a rule.',
    'Under capture the cabal pays only its own miners, which hold no model: the worst for who stands outside it. A cabal that sells its favour is not modelled.',
  ],
  method: [
    'Two worlds of the lab under the rules of June 2023 (registration by burn, immunity, pruning by score, Yuma consensus) run on one clock and share their people; in a block the feeder acts first. Not connected, each is the world that it is alone, to the byte.',
    'The requirement of 2023: registered in the feeder, and at most a share of its members has a strictly higher pruning score (subtensor v0.0.1 registration.rs, passes_network_connection_requirement(); 120 vectors of the chain’s own code). It is asked at registration and never again.',
    'A newcomer that replaces another holds a pruning score of 65,535 until the next epoch (uids.rs, get_neuron_to_prune()), so that rule lets it pass at any percentile for as long. By pay it passes only after an epoch has paid it.',
    'The time to first pay is a mean over all good newcomers, in which one that is not paid within 14 days counts 14 days; it does not depend on who got in.',
  ],
};

/** What the gate does to slots and good newcomers, and what the rule of 2023 does. */
function surely(rows: readonly ModelRow[], study: ModelStudy): readonly string[] {
  const of = (condition: string, measure: string) =>
    differenceText(differenceOf(rows, study, condition, measure));
  const flooded = (condition: string) =>
    differenceText(differenceOf(rows, study, condition, study.decides, 'flood'));
  return [
    `Beside networks that are not connected, a gate to the better half by pay changes registrations by ${of('ahead-50', 'registrations')} a day, and keeps out ${of('ahead-50', 'goodLeftOut')} good newcomers a day.`,
    `Sybils and farmers then hold ${of('ahead-50', 'adversarySlots')} of the slots and get ${of('ahead-50', 'adversaryPay')} of the pay: fewer newcomers challenge those that are in.`,
    `The requirement of 2023 changes the slots that they hold by ${of('rule-2023', 'adversarySlots')} and the time to a good newcomer’s first pay by ${of('rule-2023', 'daysToPay')} days.`,
    `In a flood of poor newcomers and farmers under a long immunity the gate by pay changes the client’s loss by ${flooded('ahead-50')} nats, the requirement of 2023 by ${flooded('rule-2023')}: few seeds, so repeat it at the full size.`,
  ];
}

function sections(rows: readonly ModelRow[], study: ModelStudy): readonly PageSection[] {
  const charts = ['daysToPay', 'adversarySlots'].flatMap((measure) => {
    const chart = conditionsChart(rows, study, measure);
    return chart === null ? [] : [chart];
  });
  return charts.length === 0
    ? []
    : [{ heading: 'What a gate costs good newcomers, and whom it keeps out', blocks: charts }];
}
