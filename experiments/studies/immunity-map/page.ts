import { pathOf } from '../../analysis/beginning/path.ts';
import { isBegun } from '../../analysis/beginning/worlds.ts';
import type { Study } from '../../plan/study.ts';
import { contrastsChart } from '../../report/charts/contrasts.ts';
import type { ChartBlock, PageBlock, PageSection } from '../../report/pageSection.ts';
import type { Results } from '../../report/readResults.ts';
import { pathBlocks, settlingBlocks, settlingHeading } from '../../report/sections/path.ts';
import type { StudyPage } from '../../report/studyPage.ts';
import { isBeginning } from '../../sweep/finding.ts';
import { mapAnswer, mapYardstick } from './answer.ts';
import { mapPicture, pictureCaption } from './picture.ts';
import { type Conjecture, conjectureOf } from './ratios.ts';
import { mapSentences } from './sentences.ts';
import { fitsTable, knownTable, mapTable, measuresTable, twinsTable } from './tables.ts';
import { hoursOf, placeWords, worldWords } from './words.ts';
import { type MapWorld, mapWorlds } from './worlds.ts';

/** The page of the map from its rows and pilots alone. */
export function mapPage(results: Pick<Results, 'study' | 'rows' | 'warmUp'>): StudyPage {
  const { study } = results;
  const worlds = mapWorlds(results);
  const conjecture = conjectureOf(worlds, study.objectives[0].margin);
  const onMap = worlds.filter(({ isOnMap }) => isOnMap);
  return {
    tellsBeginning: true,
    answer: mapAnswer(study, worlds),
    yardstick: mapYardstick(study, worlds),
    picture: mapChart(study, worlds),
    sure: mapSentences(study, worlds, conjecture),
    summary: mapTable(worlds, summaryCaption(study)),
    sections: [
      ...(isWhole(onMap) ? [mapSection(onMap)] : []),
      ...(conjecture.twins.length > 0 ? [conjectureSection(study, conjecture)] : []),
      measuresSection(study, worlds),
      settlingSection(results, worlds),
    ],
    limits: [
      'The price of entry holds the flow on the map, whatever immunity does. Where it lies at its floor, a longer immunity also draws more newcomers in, and costs more than the map says: see `immunity-busy` and the size `attacked` of this study.',
      'The time to be known is that of the validators’ moving average. A subnet whose task itself shows a miner’s worth late is known later.',
      'Six days of long run cannot show what takes months, as in `immunity-period`, where short periods cost a little after eight months.',
      'The intervals cover the seeds of this model, not the distance between the model and the chain.',
    ],
    assumptions: ['A10', 'A11', 'A12'],
  };
}

const isWhole = (onMap: readonly MapWorld[]): boolean =>
  new Set(onMap.map(({ place }) => place.flow)).size > 1 &&
  new Set(onMap.map(({ knownDays }) => knownDays)).size > 1;

const summaryCaption = ({ objectives: [{ margin }], seeds }: Study): string =>
  `Safe: its loss against the best is at most ${margin} nats for certain (comparisons with the best on all seeds, max-t, paired by seed, 95 %; ${seeds} seeds). ` +
  'Its loss: mean [95 % interval]. Immune at the longest: the share of slots that newcomers under immunity hold at the longest period, R·I/n. Marked: the setting matters.';

/** The map where it is whole; else what each value costs in the first world. */
function mapChart(
  { objectives: [{ margin }], seeds }: Study,
  worlds: readonly MapWorld[],
): ChartBlock | null {
  const onMap = worlds.filter(({ isOnMap }) => isOnMap);
  if (isWhole(onMap))
    return { kind: 'chart', name: 'map', caption: pictureCaption, spec: mapPicture(onMap, margin) };
  const [first] = worlds;
  const rows = (first?.losses?.levels ?? []).flatMap(({ level, difference }) =>
    difference === null
      ? []
      : [{ label: `${hoursOf(level)} h`, mean: difference.mean, low: difference.low, high: difference.high }],
  );
  const spec = contrastsChart({
    title: 'What each immunity period loses against the best',
    subtitle: `served loss, nats · ${first === undefined ? '' : placeWords(first)}; grey: no difference that matters`,
    rows,
    reference: 0,
    margin,
  });
  const caption = `Loss of each immunity period against the best, paired by seed over ${seeds} seeds; lines: intervals of comparisons with the best that hold together at 95 %.`;
  return spec === null ? null : { kind: 'chart', name: 'losses', caption, spec };
}

const mapSection = (onMap: readonly MapWorld[]): PageSection => ({
  heading: 'How long until a newcomer is known',
  blocks: [
    {
      kind: 'paragraph',
      text: 'Registrations a day: count them on the chain. Time to be known: the blocks in which a validator visits every uid, times ln 10 / −ln(1 − α) with the step α of its moving average; its score of a newcomer is then within 10 % of where it settles.',
    },
    knownTable(onMap),
  ],
});

const conjectureSection = (
  { objectives: [{ margin }] }: Study,
  { twins, fits }: Conjecture,
): PageSection => ({
  heading: 'Do two ratios tell it all?',
  blocks: [
    {
      kind: 'paragraph',
      text: 'Conjecture: what immunity does depends on the immune share R·I/n and on immunity over the time to be known, and on nothing else. Then subnets of unlike flow agree where both ratios do.',
    },
    twinsTable(twins, margin),
    ...(fits === null ? [] : [fitsTable(fits)]),
  ],
});

const measuresSection = (study: Study, worlds: readonly MapWorld[]): PageSection => ({
  heading: 'All measures',
  blocks: worlds.map((world) => ({
    kind: 'folded' as const,
    summary: worldWords(world),
    blocks: [measuresTable(study, world)],
  })),
});

function settlingSection(
  { study, rows, warmUp }: Pick<Results, 'study' | 'rows' | 'warmUp'>,
  own: readonly MapWorld[],
): PageSection {
  const blocks: PageBlock[] = [];
  if (isBegun(study) && isBeginning(warmUp)) {
    const path = pathOf(study, rows, warmUp);
    const named = {
      ...path,
      worlds: path.worlds.map((world, k) => ({ ...world, label: worldWords(own[k]) })),
    };
    blocks.push(
      { kind: 'folded', summary: 'World by world', blocks: settlingBlocks(study, named) },
      {
        kind: 'folded',
        summary: 'Day by day after the change',
        blocks: pathBlocks(study, named).filter(({ kind }) => kind === 'table'),
      },
    );
  }
  return { heading: settlingHeading, blocks };
}
