import { pathOf } from '../analysis/beginning/path.ts';
import { isBegun } from '../analysis/beginning/worlds.ts';
import { isBeginning, settled } from '../sweep/finding.ts';
import { pathCaption, pathSpec } from './charts/path.ts';
import type { HeadlinePart } from './headlinePart.ts';
import type { ChartBlock, PageSection } from './pageSection.ts';
import { pathParts } from './pathWords.ts';
import type { Results } from './readResults.ts';
import { pathBlocks, pathHeading, settlingBlocks, settlingHeading } from './sections/path.ts';
import { shownStudy } from './shownStudy.ts';

export interface BegunParts {
  readonly lead: readonly HeadlinePart[];
  /** The path of each objective. */
  readonly charts: readonly ChartBlock[];
  readonly sections: readonly PageSection[];
}

/** What every page of a study with a beginning says, whatever its own words: the long run first, then the path and the settling. */
export function begunParts({ study, rows, warmUp }: Results): BegunParts {
  if (!isBegun(study) || !isBeginning(warmUp)) return { lead: [], charts: [], sections: [] };
  const path = pathOf(study, rows, warmUp);
  const shown = shownStudy(settled(study, warmUp));
  const charts = study.objectives.flatMap(({ metric }): ChartBlock[] => {
    const spec = pathSpec(shown, path, metric);
    return spec === null
      ? []
      : [{ kind: 'chart', name: `path-${metric}`, caption: pathCaption(shown, path, metric), spec }];
  });
  return {
    lead: pathParts(shown, path),
    charts,
    sections: [
      { heading: pathHeading, blocks: [...charts, ...pathBlocks(shown, path)] },
      { heading: settlingHeading, blocks: settlingBlocks(shown, path) },
    ],
  };
}
