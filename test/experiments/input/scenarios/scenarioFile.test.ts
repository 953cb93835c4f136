import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical, sha256 } from '../../../../experiments/base/canonical.ts';
import { studyHash, trialId } from '../../../../experiments/base/identity.ts';
import { adhocStudy } from '../../../../experiments/input/factorWords.ts';
import { readStudyFile } from '../../../../experiments/input/readStudyFile.ts';
import { agentKinds } from '../../../../experiments/input/scenarios/agentFields.ts';
import { parseScenarioFile } from '../../../../experiments/input/scenarios/readScenarioFile.ts';
import { readSettings } from '../../../../experiments/input/settings.ts';
import { studyOfFile } from '../../../../experiments/input/studyFromFile.ts';
import { readSensitivityPlan } from '../../../../experiments/methods/sensitivity/readPlan.ts';
import { readTunePlan } from '../../../../experiments/methods/tune/readTunePlan.ts';
import { trialsOf } from '../../../../experiments/plan/study.ts';
import { runTrial, type TrialPlan } from '../../../../experiments/plan/trial.ts';
import { commandOf } from '../../../../experiments/report/command.ts';
import { replay } from '../../../../experiments/sweep/runTrials.ts';
import { hyperparametersOf } from '../../../../sim/hyperparameters/registry.ts';
import { rulesetNames } from '../../../../sim/rulesets.ts';
import { labHere } from '../../cli/inProcess.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const example = `${root}experiments/input/scenarios/cheats-in-a-crash.yaml`;
const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
// mathjs loads seedrandom, which seeds itself from Math.random when it is loaded; nothing here draws from it.
beforeAll(async () => {
  const guard = Math.random;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = guard;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const small = `name: small
startsFrom: synthetic
warmUpDays: 0.2
days: 0.3
agents:
  validators: { alpha: 0.05 }
  farmers: { share: 0.1 }
settings:
  immunityPeriod: 10 hours
  scenario.synergy: table
`;
const smallPath = written('small.yaml', small);
const smallSet = {
  immunityPeriod: 3000,
  'validator.alpha': 0.05,
  'scenario.farmerShare': 0.1,
  'scenario.synergy': 'table',
};

const plan = (set: TrialPlan['set']): TrialPlan => ({
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  arithmetic: 'float64',
  set,
  warmUpDays: 0.2,
  days: 0.3,
  seed: '1',
});

describe('a scenario file', () => {
  it('is the world that the same settings make one by one, to the byte', async () => {
    const { set, startsFrom, ruleset, days, warmUpDays } = await parseScenarioFile(small, 'small.yaml');
    expect(set).toEqual(smallSet);
    const world = { ...plan(set), scenario: startsFrom.name, ruleset, days, warmUpDays };
    const usual = canonical(runTrial(plan({})));
    expect(canonical(runTrial(world))).toBe(canonical(runTrial(plan(smallSet))));
    expect(canonical(runTrial(world))).not.toBe(usual);
  });

  it('turns the market on by stating it, and nobody on whom it does not state', async () => {
    const { set } = await parseScenarioFile(
      'name: m\nstartsFrom: synthetic\nagents: { market: { price: crash } }\n',
      'm.yaml',
    );
    expect(set).toEqual({ 'market.on': true, 'market.price': 'crash' });
  });

  it('can state every setting of people, validators, market and governance', () => {
    const names = rulesetNames.flatMap((ruleset) => hyperparametersOf(ruleset).map(({ name }) => name));
    const stated = new Set(Object.values(agentKinds).flatMap(({ fields }) => Object.values(fields)));
    const nobodys = ['scenario.synergy', 'scenario.tieOrder', 'market.on'];
    const own = [...new Set(names)].filter((name) => name.includes('.'));
    expect(own.filter((name) => !stated.has(name)).sort()).toEqual(nobodys.sort());
    expect([...stated].filter((name) => !names.includes(name))).toEqual([]);
  });

  it('of the example runs, and the command says what it states', async () => {
    const words = ['--scenario', example, '--warm-up', '0', '--days', '.1', '--json'];
    const run = await labHere(['simulate', ...words]);
    expect(run.stderr).toBe('');
    const { plan: ran, scenarioFile, measures } = JSON.parse(run.stdout);
    expect(scenarioFile.sha256).toBe(sha256(readFileSync(example, 'utf8')));
    expect(ran.set).toMatchObject({ 'scenario.lookupShare': 0.1, 'market.on': true, immunityPeriod: 3000 });
    expect(ran.set['scenario.patience']).toBe(7200);
    expect(measures.clientLoss).toBeGreaterThan(1);
  });
});

describe('what is wrong in a scenario file', () => {
  const head = 'name: bad\nstartsFrom: synthetic\n';
  it.each([
    [
      'an unknown agent',
      `${head}agents:\n  lookps: { share: 0.1 }\n`,
      /^bad\.yaml:4:3: unknown agent "lookps"; did you mean lookups\?/,
    ],
    [
      'an unknown field of an agent',
      `${head}agents:\n  cabal:\n    shar: 0.1\n`,
      /^bad\.yaml:5:5: unknown field of cabal "shar"; did you mean share\?/,
    ],
    [
      'an unknown field of the file',
      `${head}dayz: 3\n`,
      /^bad\.yaml:3:1: unknown field "dayz"; did you mean days\?/,
    ],
    [
      'an unknown scenario',
      'name: bad\nstartsFrom: synthetc\n',
      /^bad\.yaml:2:13: unknown scenario "synthetc"; did you mean synthetic\?/,
    ],
    [
      'an unknown setting',
      `${head}settings:\n  imunityPeriod: 3\n`,
      /^bad\.yaml:4:3: unknown hyperparameter "imunityPeriod" of nakamoto-2022; did you mean immunityPeriod\?/,
    ],
    [
      'a value out of range',
      `${head}agents:\n  cabal: { share: 2 }\n`,
      /^bad\.yaml:4:19: scenario\.cabalShare must be a number of 0 … 1 share of validator stake; received 2/,
    ],
    [
      'an agent of whom there is no share',
      `${head}agents:\n  echoes: {}\n`,
      /^bad\.yaml:4:3: echoes without share have no members/,
    ],
    [
      'a setting stated twice',
      `${head}agents:\n  validators: { alpha: 0.1 }\nsettings:\n  validator.alpha: 0.2\n`,
      /^bad\.yaml:6:3: validator\.alpha is also stated by agents\.validators\.alpha/,
    ],
    [
      'more miners than there are',
      `${head}agents:\n  lookups: { share: 0.6 }\n  echoes: { share: 0.5 }\n`,
      /^bad\.yaml:5:20: shares of miners make 1 at most; received lookups 0\.6, echoes 0\.5/,
    ],
    ['a text that is no YAML', `${head}agents: [\n`, /^bad\.yaml:4:1: /],
  ])('%s is named with line and column', async (_, text, message) => {
    await expect(parseScenarioFile(text, 'bad.yaml')).rejects.toThrow(message);
  });

  it('ends the command with 2 and one line, also where a study file names it', async () => {
    const bad = written('bad.yaml', `${head}agents:\n  lookps: { share: 0.1 }\n`);
    const study = written(
      'study.yaml',
      'name: s\nscenario: bad.yaml\nfactors: { immunityPeriod: [512, 3072] }\n',
    );
    for (const words of [
      ['simulate', '--scenario', bad],
      ['sweep', study],
    ]) {
      const { status, stderr } = await labHere(words);
      expect(status, words[0]).toBe(2);
      expect(stderr.trim().split('\n'), words[0]).toHaveLength(1);
      expect(stderr, words[0]).toContain('bad.yaml:4:3: unknown agent "lookps"; did you mean lookups?');
    }
  });
});

const sweepOptions = { scenario: smallPath, seeds: 4 } as const;
const ids = (study: Parameters<typeof trialsOf>[0]) => trialsOf(study).map(({ plan }) => trialId(plan));

/** The ad-hoc study that a printed command makes. */
function commanded(command: string) {
  const words = command.split(' sweep ')[1].split(' ');
  const at = (option: string) => words[words.indexOf(option) + 1];
  return adhocStudy(
    words.slice(
      0,
      words.findIndex((word) => word.startsWith('--')),
    ),
    {
      scenario: at('--scenario'),
      set: words.filter((_, k) => words[k - 1] === '--set'),
      seeds: Number(at('--seeds')),
      days: Number(at('--days')),
      warmUp: Number(at('--warm-up')),
    },
  );
}

describe('a study in the world of a scenario file', () => {
  it('is run again by the command of its report, trial for trial, without the file', async () => {
    // immunityPeriod stands in the file too: what is swept wins.
    const study = await adhocStudy(['immunityPeriod=512,3072'], sweepOptions);
    const { immunityPeriod, ...held } = smallSet;
    expect(study.set).toEqual(held);
    expect(study.statusQuo).toEqual([{ value: immunityPeriod, label: '3000: of the scenario file' }]);
    const again = await commanded(commandOf(study, [], '.'));
    expect(again.scenarioFile).toBeUndefined();
    expect(ids(again)).toEqual(ids(study));
  });

  it('has failed rows that a command without the file repeats', async () => {
    const study = await adhocStudy(['kappa=32767,40000'], sweepOptions);
    const [{ plan: first }] = trialsOf(study);
    const words = replay({ id: trialId(first), plan: first, labels: {} }).split(' ');
    const settings = words.filter((_, k) => words[k - 1] === '--set');
    expect(await readSettings(settings, first.ruleset)).toEqual(first.set);
    expect(words[words.indexOf('--scenario') + 1]).toBe('synthetic');
  });

  it('is another study when the file is another, and the same trials where only a remark differs', async () => {
    const remarked = written('remarked.yaml', `# a remark\n${small}`);
    const one = await adhocStudy(['immunityPeriod=512,3072'], sweepOptions);
    const other = await adhocStudy(['immunityPeriod=512,3072'], { ...sweepOptions, scenario: remarked });
    expect(studyHash(other)).not.toBe(studyHash(one));
    expect(ids(other)).toEqual(ids(one));
    const changed = written('changed.yaml', small.replace('share: 0.1', 'share: 0.2'));
    const third = await adhocStudy(['immunityPeriod=512,3072'], { ...sweepOptions, scenario: changed });
    expect(ids(third).filter((id) => ids(one).includes(id))).toEqual([]);
  });

  it('is the same world in a study file beside it, in tune and in sensitivity', async () => {
    const path = written(
      'beside.yaml',
      'name: beside\nscenario: small.yaml\nfactors: { immunityPeriod: [512, 3072] }\nreplications: 4\n',
    );
    const words = ['immunityPeriod=512,3072'];
    const study = await adhocStudy(words, sweepOptions);
    expect(ids(studyOfFile(await readStudyFile(path)))).toEqual(ids(study));
    const tuned = await readTunePlan(words, { scenario: smallPath });
    expect(tuned.set).toEqual(study.set);
    expect(tuned.statusQuo).toEqual({ immunityPeriod: 3000 });
    expect((await readTunePlan([path], {})).statusQuo).toEqual({ immunityPeriod: 3000 });
    const screened = await readSensitivityPlan([...words, 'kappa=1,2'], { scenario: smallPath });
    expect([screened.set, screened.scenarioFile]).toEqual([study.set, study.scenarioFile]);
  });
});
