import { describe, expect, it } from 'vitest';
import { addressOf, commandOf, readAddress, readLevel } from '../../../experiments/panel/address.ts';
import { startOf } from '../../../experiments/panel/facts.ts';
import { panelFacts } from '../../../experiments/panel/factsOf.ts';
import { proposalStudies } from '../../../experiments/studies/proposals.ts';

const study = proposalStudies.find(({ name }) => name === 'propose-kappa')!;
const facts = panelFacts({ study, command: 'npm run -s lab -- try x/study.json' });
const setting = {
  ...startOf(facts),
  levels: { kappa: 26_214, 'scenario.cabalShare': 0.45, 'scenario.cabalSelfWeight': 1 },
  worlds: 12,
  measure: 'spearman',
};

describe('the address of a setting', () => {
  it('brings back the setting', () => {
    expect(readAddress(facts, addressOf(setting))).toEqual({ setting, faults: [] });
  });

  it('says what cannot be, with its rule, and shows the beginning in its place', () => {
    const hash = '#try:kappa=70000&scenario.cabalShare=2&tempo=5&panel.worlds=12';
    const read = readAddress(facts, hash);
    expect(read.setting.levels).toEqual(startOf(facts).levels);
    expect(read.setting.worlds).toBe(12);
    expect(read.faults).toHaveLength(3);
    expect(read.faults[0]).toMatch(
      /^kappa must be a whole number of 0 … 65,535; received 70000 \(.* 39,321 is shown\)$/,
    );
    expect(read.faults[1]).toContain('scenario.cabalShare is one of 0.25, 0.45, 0.65; received 2');
    expect(read.faults[2]).toBe('the link sets tempo, which is no knob of this panel');
  });

  it('of something else is no setting', () => {
    for (const hash of ['', '#answer', '#try', '#try:%%%=&=&&'])
      expect(readAddress(facts, hash).setting).toEqual(startOf(facts));
  });

  it('holds markup as text', () => {
    const [fault] = readAddress(facts, '#try:<img src=x onerror=alert(1)>=1').faults;
    expect(fault).toContain('which is no knob');
  });
});

describe('a level as a person writes it', () => {
  const [kappa, share] = facts.knobs;

  it.each([
    ['26,214', 26_214],
    [' 26214 ', 26_214],
    ['0', 0],
  ])('%s is read', (text, value) => expect(readLevel(kappa, text)).toBe(value));

  it.each(['', 'much', '1.5', '-1', '65536', 'NaN', 'Infinity', '1e9'])(
    '%s is refused with the rule',
    (text) =>
      expect(readLevel(kappa, text)).toEqual({
        fault: expect.stringMatching(/^kappa must be a whole number of 0 … 65,535; received /),
      }),
  );

  it('is one of a list where there is a list', () => {
    expect(readLevel(share, '0.45')).toBe(0.45);
    expect(readLevel(share, '0.46')).toEqual({
      fault: expect.stringContaining('is one of 0.25, 0.45, 0.65'),
    });
  });
});

it('the command names every knob, the measure, the worlds and the days, quoted for a shell', () => {
  expect(commandOf(facts, setting)).toBe(
    'npm run -s lab -- try x/study.json kappa=26214 scenario.cabalShare=0.45 scenario.cabalSelfWeight=1 --measure spearman --worlds 12 --days 2',
  );
  expect(commandOf(facts, setting, 'my net’s.json')).toMatch(/ --network 'my net’s\.json'$/);
  expect(commandOf(facts, setting, "a'b")).toMatch(/ --network 'a'\\''b'$/);
});
