import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { panelStudy } from '../../../experiments/methods/panelStudy.ts';
import { analyseSensitivity } from '../../../experiments/methods/sensitivity/analyse.ts';
import { type SensitivityPlan, trialsOfPlan } from '../../../experiments/methods/sensitivity/plan.ts';
import { writeSensitivityReport } from '../../../experiments/methods/sensitivity/report.ts';
import type { TunePlan } from '../../../experiments/methods/tune/tunePlan.ts';
import { writeTuneReport } from '../../../experiments/methods/tune/tuneReport.ts';
import { type TuneOutcome, tuneStudy } from '../../../experiments/methods/tune/tuneStudy.ts';
import { type PanelFacts, startOf } from '../../../experiments/panel/facts.ts';
import { NoPanel, panelFacts } from '../../../experiments/panel/factsOf.ts';
import { pairOf } from '../../../experiments/panel/pair.ts';
import { cellsOf, type Design } from '../../../experiments/plan/design/design.ts';
import type { Dimension } from '../../../experiments/plan/design/domain.ts';
import type { Study } from '../../../experiments/plan/study.ts';
import type { TrialPlan } from '../../../experiments/plan/trial.ts';
import type { StoredRow } from '../../../experiments/run/journal.ts';
import { writeReportOf } from '../../../experiments/studies/reportOf.ts';
import { stream } from '../../../sim/random.ts';
import { chromiumNote, lacksChromium, startChromium } from '../../chromium.ts';
import { writeResults } from '../madeRows.ts';
import { rowsOfSwept, sweptStudy } from '../sweptStudy.ts';

const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-kinds-'));
const provenance = { hash: 'a', rowsHash: 'b', trials: 1, failed: 0 };

const dimensions: readonly Dimension[] = [
  { name: 'validator.alpha', domain: { kind: 'uniform', low: 0.02, high: 0.2 } },
  { name: 'immunityPeriod', domain: { kind: 'integer', low: 300, high: 7200 } },
];
const world = {
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  arithmetic: 'float64',
  set: {},
  dimensions,
  seed: '1',
  warmUpDays: 0.2,
  days: 0.5,
} as const;
const search: TunePlan = {
  ...world,
  kind: 'tune',
  name: 'toy',
  question: 'Which is best?',
  objectives: [{ name: 'networkQuality', expression: 'networkQuality', better: 'lower', margin: 0.01 }],
  guardrails: [{ expression: 'viableEvictions + 2 * deterred', atMost: 1e6, atLeast: null }],
  constraints: [],
  statusQuo: { 'validator.alpha': 0.1, immunityPeriod: 7200 },
  search: 'random',
  budget: 8,
  firstSeed: 1,
  searchSeeds: 2,
  confirmSeeds: 6,
};
const sensitivity: SensitivityPlan = {
  ...world,
  kind: 'sensitivity',
  name: 'toy',
  question: 'What moves it?',
  design: { method: 'morris', trajectories: 6, levels: 8 },
  replications: 2,
  outputs: ['networkQuality'],
};

/** What the panel of a page is made of. */
const factsIn = (path: string): PanelFacts =>
  JSON.parse(/id="panel-facts">(.*?)<\/script>/.exec(readFileSync(path, 'utf8'))![1]);

/** Immunity alone matters, and 300 is best. */
const measured = (immunity: unknown, seed: string | number) => ({
  networkQuality: 2 + Number(immunity) / 1000 + 0.01 * stream(`${seed}`, 'luck', 1).normal(),
  viableEvictions: 1,
  deterred: 1,
});

async function tuned(): Promise<TuneOutcome> {
  return tuneStudy(search, async (wanted) =>
    wanted.map(({ setting, seed }) => measured(setting.immunityPeriod, seed)),
  );
}

const analysed = () =>
  analyseSensitivity(
    sensitivity,
    new Map(
      trialsOfPlan(sensitivity).map(({ id, plan: trial }) => {
        const { set, seed } = trial as TrialPlan;
        const measures = measured(set.immunityPeriod, seed);
        return [id, { id, status: 'complete', measures } as unknown as StoredRow];
      }),
    ),
  );

/** A sweep of short worlds, in which liquid alpha shows at once. */
const swept: Study = {
  ...sweptStudy,
  factors: [...sweptStudy.factors].reverse(),
  warmUpDays: 0.2,
  days: 0.5,
};
const { asks: _, ...alone } = swept;
const design: Design = {
  kind: 'grid',
  points: 2,
  seed: '1',
  dimensions: swept.factors.map(({ name, values }) => ({ name, domain: { kind: 'choice', values } })),
};

/** The kinds of pages besides those of a study of one factor and of a proposal. */
const kinds = {
  search: async (place: string) => (await writeTuneReport(place, search, await tuned(), provenance)).html,
  sensitivity: async (place: string) =>
    (await writeSensitivityReport(place, sensitivity, await analysed(), provenance)).html,
  'several settings': (place: string) => reported(place, swept),
  cells: (place: string) => reported(place, { ...alone, design, cells: cellsOf(design) }),
  precision: (place: string) =>
    reported(place, {
      ...alone,
      seeds: 30,
      precision: { metric: 'servedQuality', halfWidth: 0.1, of: 'difference', least: 30 },
    }),
} as const;
type Kind = keyof typeof kinds;

interface Page {
  readonly place: string;
  readonly path: string;
}
const pages = new Map<Kind, Promise<Page>>();

/** The page of a kind with its folder, written once. */
function pageOf(kind: Kind): Promise<Page> {
  const page = pages.get(kind) ?? written(kind);
  pages.set(kind, page);
  return page;
}

async function written(kind: Kind): Promise<Page> {
  const place = mkdtempSync(join(folder, 'page-'));
  return { place, path: await kinds[kind](place) };
}

async function reported(place: string, study: Study): Promise<string> {
  writeResults(place, study, rowsOfSwept(study));
  return (await writeReportOf(place)).html;
}

// mathjs loads seedrandom, which seeds itself from Math.random when it is loaded; nothing here draws from it.
beforeAll(async () => {
  const { random } = Math;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = random;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the panel of a search', () => {
  it('has the tuned settings for knobs, begins with what is recommended, and runs on the seeds that judged', async () => {
    const outcome = await tuned();
    const { verdict } = outcome;
    const { place, path } = await pageOf('search');
    const facts = factsIn(path);
    expect(startOf(facts).levels).toEqual(verdict.contenders[verdict.recommended!].setting);
    expect(facts.knobs.map(({ name, statusQuo }) => [name, statusQuo])).toEqual(
      Object.entries(search.statusQuo),
    );
    expect(facts.firstSeed).toBe(3);
    expect(facts.measures.slice(0, 3).map(({ name }) => name)).toEqual([
      'networkQuality',
      'viableEvictions',
      'deterred',
    ]);
    expect(facts.command).toBe(`npm run -s lab -- try ${place}/study.json`);
    const other = mkdtempSync(join(folder, 'bare-'));
    const bare = (await writeTuneReport(other, search, outcome, provenance, { isStatic: true })).html;
    expect(readFileSync(bare, 'utf8')).not.toContain('id="try"');
  });

  it('says why it has none where agents of one’s own act', () => {
    const own = [{ file: 'mine.ts', sha256: 'a', defines: {} }] as unknown as TunePlan['with'];
    expect(() => panelFacts({ study: panelStudy({ ...search, with: own! }), command: '' })).toThrow(NoPanel);
  });
});

describe('the panel of a sensitivity study', () => {
  it('begins at the settings of its world, with the factor in front that moves the output most', async () => {
    const facts = panelFacts({ study: panelStudy(sensitivity, [1, 0]), command: '' });
    expect(facts.knobs.map(({ name }) => name)).toEqual(['immunityPeriod', 'validator.alpha']);
    const { statusQuo, setting } = pairOf(facts, startOf(facts), '1');
    expect(statusQuo.set).toEqual({ immunityPeriod: 3072, 'validator.alpha': 0.1 });
    expect(Object.keys(setting.change!.set)).toEqual(['immunityPeriod']);
    expect(factsIn((await pageOf('sensitivity')).path).knobs).toEqual(facts.knobs);
  });
});

describe.skipIf(lacksChromium)(`every kind of page in Chromium${chromiumNote}`, () => {
  let browser: Browser;

  beforeAll(async () => {
    for (const kind of Object.keys(kinds) as Kind[]) await pageOf(kind);
    browser = await startChromium();
  }, 900_000);
  afterAll(() => browser?.close());

  it.each(Object.keys(kinds) as Kind[])(
    'of %s opens with a panel: at the status quo it says so, and a knob that moves brings a sentence with an interval',
    async (kind) => {
      const { path } = await pageOf(kind);
      const { knobs } = factsIn(path);
      const inForce = knobs.map(({ name, statusQuo }) => `${name}=${statusQuo}`).join('&');
      const page = await browser.newPage({ offline: true });
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${pathToFileURL(path).href}#try:${inForce}&panel.worlds=4`);
      const sentence = page.locator('.panel-sentence');
      expect(await sentence.innerText()).toBe('This is the status quo. Move a knob to compare.');
      const knob = page.locator('#try fieldset').first().locator('input').first();
      await knob.focus();
      await page.keyboard.press((await knob.getAttribute('type')) === 'checkbox' ? 'Space' : 'Home');
      await page.locator('.panel-answer[data-state="done"]').waitFor({ timeout: 90_000 });
      expect(await sentence.innerText()).toMatch(
        /^Your setting against the status quo: [+−]0\.\d+ .*(±|95 % interval).*\(4 worlds, 0\.5 days?\)\.$/,
      );
      expect(complaints).toEqual([]);
      await page.close();
    },
  );
});
