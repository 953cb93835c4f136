import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { trialId } from '../../../experiments/base/identity.ts';
import { adhocStudy } from '../../../experiments/input/factorWords.ts';
import { type Study, trialsOf } from '../../../experiments/plan/study.ts';
import { commandOf } from '../../../experiments/report/command.ts';
import { seedRange } from '../../../experiments/report/seedRange.ts';
import { earlyNotes } from '../../../experiments/sweep/earlyNotes.ts';
import { replay } from '../../../experiments/sweep/runTrials.ts';

const folder = mkdtempSync(join(tmpdir(), 'command-'));
afterAll(() => rmSync(folder, { recursive: true }));
const network = join(folder, 'my-network.json');
writeFileSync(
  network,
  JSON.stringify({
    ...{ ruleset: 'autumn-2026', netuid: 3, block: 9_000_000, emission: 1e9, name: 'mine' },
    stake: [6e12, 4e12, 1e12, 1e12, 1e12, 1e12],
    weights: [
      ...Array(2).fill([
        [2, 65_535],
        [3, 40_000],
      ]),
      [],
      [],
      [],
      [],
    ],
    hyperparameters: { immunityPeriod: 5000 },
  }),
);
const ids = (study: Study) => trialsOf(study).map(({ plan }) => trialId(plan));
const options = { scenario: network, seeds: 4 };

/** Words of a command as a shell splits them. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);

/** The study that the words of its command ask for, its file in this folder. */
async function commanded(command: string): Promise<Study> {
  const words = wordsOf(command).slice(wordsOf(command).indexOf('sweep') + 1);
  const all = (name: string) => words.filter((_, k) => words[k - 1] === name);
  const [scenario] = all('--scenario');
  const study = await adhocStudy(
    words.slice(
      0,
      words.findIndex((word) => word.startsWith('--')),
    ),
    {
      scenario: scenario.endsWith('.json') ? join(folder, scenario) : scenario,
      set: all('--set'),
      decide: all('--decide'),
      guardrail: all('--guardrail'),
      seeds: Number(all('--seeds')[0]),
      days: Number(all('--days')[0]),
      warmUp: Number(all('--warm-up')[0]),
    },
  );
  const [first] = all('--first-seed');
  return first === undefined ? study : { ...study, firstSeed: Number(first) };
}

describe('the command of a report', () => {
  it('names the network file, and asks for the same trials by the same measures', async () => {
    const study = await adhocStudy(['immunityPeriod=5000,7200'], {
      ...options,
      decide: ['deterred=3'],
      guardrail: ['servedQuality worse by 0.01'],
    });
    const command = commandOf(study, [], '.');
    expect(command).toContain('--scenario my-network.json');
    const again = await commanded(command);
    expect(ids(again)).toEqual(ids(study));
    expect([again.objectives, again.guardrails]).toEqual([study.objectives, study.guardrails]);
  });

  it('quotes what a shell would split, and names fresh seeds', async () => {
    const own = await adhocStudy(['immunityPeriod=5000,7200'], {
      ...{ scenario: 'modern-subnet', seeds: 4 },
      set: ['validator.device=RTX 3090'],
    });
    const study = { ...own, firstSeed: 13 };
    const command = commandOf(study, [], '.');
    expect(command).toContain("--set 'validator.device=RTX 3090'");
    expect(command).toMatch(/ --first-seed 13$/);
    expect(ids(await commanded(command))).toEqual(ids(study));
    expect(ids(study).filter((id) => ids(own).includes(id))).toEqual([]);
  });

  it('that runs a failed trial alone names the network file too', async () => {
    const study = await adhocStudy(['immunityPeriod=5000,7200'], options);
    const [{ plan }] = trialsOf(study);
    expect(replay({ id: trialId(plan), plan, labels: {} }, study.scenarioFile)).toContain(
      'simulate --scenario my-network.json ',
    );
  });
});

describe('the value in force', () => {
  it('is called the network’s own, the scenario’s, or the default, by where it is stated', async () => {
    const labels = async (scenario: string, factor: string) =>
      (await adhocStudy([factor], { scenario, seeds: 4 })).statusQuo.map(({ label }) => label);
    expect(await labels(network, 'immunityPeriod=5000,7200')).toEqual(['5000: the network’s own']);
    expect(await labels('modern-subnet', 'immunityPeriod=5000,7200')).toEqual([
      '5000: of the scenario modern-subnet',
    ]);
    expect(await labels('modern-subnet', 'activityCutoffFactorMilli=13889,20000')).toEqual([
      '13889: default',
    ]);
  });

  it('that is not among the levels is told before the run, with what to add', async () => {
    const single = await adhocStudy(['immunityPeriod=6000,7200'], options);
    expect(earlyNotes(single)).toEqual([
      'note: the value in force of immunityPeriod, 5000, is not among 6000,7200: changes are told from 6000, propose will refuse (stop with Ctrl-C and add it: immunityPeriod=5000,6000,7200)',
    ]);
    const two = await adhocStudy(['immunityPeriod=6000,7200', 'liquidAlphaOn=false,true'], {
      ...options,
      guardrail: ['servedQuality worse by 0.01'],
    });
    expect(earlyNotes(two)).toHaveLength(1);
    expect(earlyNotes(two)[0]).toContain('a guardrail "worse by" is not judged, and propose will refuse');
    expect(earlyNotes(await adhocStudy(['immunityPeriod=5000,7200'], options))).toEqual([]);
  });
});

describe('the seeds of a page', () => {
  it('are a range, and fresh against a run of the seeds below it', () => {
    expect(seedRange({ seeds: 12 })).toBe('1 … 12');
    expect(seedRange({ seeds: 12, firstSeed: 13 })).toBe(
      '13 … 24, fresh: a run of the seeds 1 … 12 has none of them',
    );
  });
});
