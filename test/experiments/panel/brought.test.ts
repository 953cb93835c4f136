import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Beginnings, founded, settle } from '../../../experiments/panel/beginnings.ts';
import { broughtWorlds } from '../../../experiments/panel/brought.ts';
import { embedPanel } from '../../../experiments/panel/embed.ts';
import { startOf } from '../../../experiments/panel/facts.ts';
import { NoPanel, panelFacts } from '../../../experiments/panel/factsOf.ts';
import { framed, unframed } from '../../../experiments/panel/frame.ts';
import { measureNames, pairOf, seedsOf } from '../../../experiments/panel/pair.ts';
import { stemOf } from '../../../experiments/panel/stem.ts';
import { finish, runTrial } from '../../../experiments/plan/trial.ts';
import { html } from '../../../experiments/report/html.ts';
import { studies } from '../../../experiments/studies/catalogue.ts';
import { proposalStudies } from '../../../experiments/studies/proposals.ts';
import { copyOf } from '../../../sim/copy.ts';
import { packed, stockOf, unpacked } from '../../../sim/pack.ts';
import { blocksPerDay } from '../../../sim/units.ts';

const immunity = proposalStudies.find(({ name }) => name === 'propose-immunity')!;

describe('worlds that come settled with a page', () => {
  const facts = panelFacts({ study: immunity, command: '' });
  const worlds = broughtWorlds(facts);

  it('are those of its first four seeds, and fit in a page of 2 MB; a page that is long has room for fewer', async () => {
    expect(worlds.map(({ seed }) => seed)).toEqual(seedsOf(facts, startOf(facts)).slice(0, 4));
    const panel = await embedPanel(facts);
    const pageOf = (letters: number) =>
      html({
        title: 'A question',
        answer: 'a'.repeat(letters),
        picture: null,
        sections: [],
        panel,
      });
    for (const [letters, count] of [
      [0, 4],
      [350_000, 3],
      [1_200_000, 0],
    ]) {
      const page = pageOf(letters);
      expect(page.match(/class="panel-settled"/g) ?? []).toHaveLength(count);
      expect(page.length).toBeLessThanOrEqual(2_000_000);
    }
  });

  // Every other future against a whole trial, those that the world before left out; `npm run branching` compares whole families.
  it('have six futures each, with the digits of a trial that runs whole, and settle no more', () => {
    const settled: string[] = [];
    for (const [world, { seed, settled: text }] of worlds.slice(0, 2).entries()) {
      const beginnings = new Beginnings(measureNames(facts));
      const futures = [512, 1024, 2048, 5000, 7200, 14_400].map(
        (immunityPeriod) =>
          pairOf(facts, { ...startOf(facts), levels: { ...startOf(facts).levels, immunityPeriod } }, seed)
            .setting,
      );
      beginnings.take(stemOf(futures[0]), unframed(gunzipSync(Buffer.from(text ?? '', 'base64'))));
      for (const [k, plan] of futures.entries()) {
        const measures = beginnings.measuresOf(plan, () => settled.push(seed));
        expect(Object.keys(measures).length).toBeGreaterThan(0);
        if (k % 2 !== world) continue;
        const whole = runTrial(plan).measures;
        for (const { name } of facts.measures) expect(measures[name], name).toBe(whole[name]);
      }
    }
    expect(settled).toEqual([]);
  });

  it('are none where a world settles in a moment: it is computed when it is asked for', () => {
    const kappa = proposalStudies.find(({ name }) => name === 'propose-kappa')!;
    const short = broughtWorlds({ ...panelFacts({ study: kappa, command: '' }), worlds: 3 });
    expect(short.map(({ settled }) => settled)).toEqual([null, null, null]);
  });

  it('bring the measures of the status quo, to the digits of trials that run whole', () => {
    const kappa = proposalStudies.find(({ name }) => name === 'propose-kappa')!;
    const calm = { ...panelFacts({ study: kappa, command: '' }), worlds: 2 };
    const brought = [
      { facts, of: worlds.slice(0, 2) },
      { facts: calm, of: broughtWorlds(calm) },
    ];
    for (const { facts, of } of brought)
      for (const { seed, measures } of of) {
        const whole = runTrial(pairOf(facts, startOf(facts), seed).statusQuo).measures;
        expect(Object.keys(measures)).toEqual(facts.measures.map(({ name }) => name));
        for (const [name, value] of Object.entries(measures)) expect(value, name).toBe(whole[name]);
      }
  });
});

describe('the world of every study that has a panel', () => {
  const asked = [...new Map([...proposalStudies, ...studies].map((study) => [study.name, study])).values()];

  it('goes on, packed after a tenth of a day and founded anew, as if nothing had happened', () => {
    const names: string[] = [];
    for (const study of asked) {
      try {
        const facts = panelFacts({ study, command: '' });
        if (!facts.runsAtOnce) continue;
        const stem = { ...stemOf(pairOf(facts, startOf(facts), '3').statusQuo), warmUpDays: 0.1 };
        const live = founded(stem);
        const stock = stockOf(live);
        settle(live, stem);
        const back = unpacked(unframed(framed(packed(live, stock))), founded(stem));
        const end = live.founding.block + Math.round(0.25 * blocksPerDay);
        expect(finish({ ...back, end }), study.name).toEqual(finish({ ...copyOf(live), end }));
        names.push(study.name);
      } catch (error) {
        if (!(error instanceof NoPanel)) throw error;
      }
    }
    expect(names.length).toBeGreaterThan(20);
  });
});
