import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readExpression } from '../../../experiments/base/expression.ts';
import { UserError } from '../../../experiments/base/userError.ts';
import { parseStudyFile } from '../../../experiments/input/readStudyFile.ts';
import { studyOfFile } from '../../../experiments/input/studyFromFile.ts';
import { checkStudy } from '../../../experiments/plan/study.ts';
import { labHere as lab } from '../cli/inProcess.ts';

// mathjs loads seedrandom, which seeds itself from Math.random when it is loaded; nothing here draws from it.
beforeAll(async () => {
  const { random } = Math;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = random;
});

const study = (body: string) => `name: toy\nscenario: synthetic\n${body}`;
const oneFactor = 'factors:\n  immunityPeriod: [1024, 2048]\n';
const read = async (text: string) => studyOfFile(await parseStudyFile(text, 's.yaml'));

describe('a study file that is wrong is refused with the line and column of its fault', () => {
  it.each([
    [
      'an unknown key',
      `${oneFactor}replicatons: 4`,
      's.yaml:5:1: unknown key "replicatons"; did you mean replications?',
    ],
    [
      'a number in another base',
      'factors:\n  immunityPeriod: [1024, 0x142]',
      's.yaml:4:26: numbers are decimal; received 0x142 (write 322)',
    ],
    ['a wrong type', `${oneFactor}replications: many`, 's.yaml:5:15: replications: '],
    [
      'an unknown setting',
      'factors:\n  imunityPeriod: [1024]',
      's.yaml:4:18: unknown hyperparameter "imunityPeriod"',
    ],
    [
      'a key that stands twice',
      `${oneFactor}  immunityPeriod: [4096]`,
      's.yaml:5:3: Map keys must be unique',
    ],
    ['a tab', 'factors:\n\timmunityPeriod: [1024]', 's.yaml:4:1: Tabs are not allowed'],
    [
      'a range that never ends',
      'factors:\n  immunityPeriod: range(2048,1024,512)',
      's.yaml:4:19: immunityPeriod: the step',
    ],
    [
      'a range without a step',
      'factors:\n  immunityPeriod: range(1,9,0)',
      's.yaml:4:19: immunityPeriod: the step',
    ],
    [
      'a range without measure',
      'factors:\n  immunityPeriod: range(0,1e9,1e-9)',
      's.yaml:4:19: immunityPeriod has more than 10000 values',
    ],
    [
      'an interval upside down',
      'factors:\n  immunityPeriod: {uniform: [7200, 512]}',
      's.yaml:4:19: immunityPeriod: integer(7200, 512) is an empty space',
    ],
    [
      'a value out of range',
      'factors:\n  immunityPeriod: [-5]',
      's.yaml:4:19: immunityPeriod must be an integer',
    ],
    [
      'a value twice',
      'factors:\n  immunityPeriod: [9, 9]',
      's.yaml:4:19: immunityPeriod: the value 9 is given twice',
    ],
    ['no values', 'factors:\n  immunityPeriod: []', 's.yaml:4:19: immunityPeriod: its list is empty'],
    ['no factors', 'factors: {}', 's.yaml:3:10: this study varies nothing'],
    [
      'a factor that is set',
      `${oneFactor}set:\n  immunityPeriod: 5`,
      's.yaml:6:3: immunityPeriod is both a factor and set',
    ],
    [
      'two numbers of seeds',
      `${oneFactor}replications: 4\nprecision: {metric: networkQuality, halfWidth: 0.1}`,
      's.yaml:6:12: replications and precision contradict',
    ],
    [
      'a precision of nothing',
      `${oneFactor}precision: {metric: networkQualty, halfWidth: 0.1}`,
      's.yaml:5:21: unknown metric "networkQualty"; did you mean networkQuality',
    ],
    [
      'a precision below zero',
      `${oneFactor}precision: {metric: networkQuality, halfWidth: -1}`,
      's.yaml:5:48: precision.halfWidth',
    ],
    [
      'a cap below the first look',
      `${oneFactor}precision: {metric: networkQuality, halfWidth: 1, least: 50, cap: 40}`,
      's.yaml:5:67: cap must be at least 50',
    ],
    [
      'two warm-ups',
      `${oneFactor}warmUp: mser5\nwarmUpDays: 2`,
      's.yaml:5:9: warmUp and warmUpDays contradict',
    ],
    [
      'a guardrail that nothing meets',
      `${oneFactor}guardrails:\n  - {metric: networkQuality, atMost: 1, atLeast: 2}`,
      's.yaml:6:5: no value is at least 2 and at most 1',
    ],
    [
      'an objective upside down',
      `${oneFactor}objectives:\n  - {metric: networkQuality, better: higher}`,
      's.yaml:6:5: networkQuality is better lower',
    ],
    [
      'an expression that allocates',
      `${oneFactor}objectives:\n  - {expression: "zeros(1e9)"}`,
      's.yaml:6:5: cannot read the expression "zeros(1e9)"',
    ],
    [
      'a value that allocates',
      'factors:\n  immunityPeriod: ["zeros(1e9)"]',
      's.yaml:4:19: immunityPeriod is a duration',
    ],
    [
      'a range of mathjs',
      'factors:\n  immunityPeriod: "1:1e12"',
      's.yaml:4:19: immunityPeriod is a duration',
    ],
    ['no time', `${oneFactor}days: 0`, 's.yaml:5:7: days: '],
    [
      'an empty space',
      `${oneFactor}constraints: ["immunityPeriod > 5000"]`,
      'an empty space: none of 2 cells meets "immunityPeriod > 5000"',
    ],
    ['a list without an end', 'factors: [', 's.yaml:3:'],
    ['an alias within its anchor', 'factors: &a [*a]', 's.yaml: an alias (*) is within its own anchor'],
  ])('%s', async (_, body, message) => {
    const fault = await read(study(body)).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(UserError);
    expect(fault).toMatchObject({ exitCode: 2 });
    expect((fault as Error).message).toContain(message);
  });

  it('and every fault is told at once, in the order of the file', async () => {
    const fault = await read(study('factors:\n  immunityPeriod: [-5]\nset:\n  kapa: 1\ndays: 3')).catch(
      (error) => error,
    );
    expect(fault.message.split('\n').map((line: string) => line.split(': ')[0])).toEqual([
      's.yaml:4:19',
      's.yaml:6:9',
    ]);
  });

  it('a sound one is the same plan however its sections are ordered', async () => {
    const sections = [
      oneFactor.trimEnd(),
      'antithetic: true',
      'precision: {metric: networkQuality, halfWidth: 0.01, cap: 60}',
      'warmUp: mser5',
    ];
    const one = await read(study(sections.join('\n')));
    expect(one).toMatchObject({
      seeds: 60,
      antithetic: true,
      precision: { metric: 'networkQuality', halfWidth: 0.01, of: 'difference', least: 30 },
      warmUp: { rule: 'mser5' },
    });
    expect(await read(study([...sections].reverse().join('\n')))).toEqual(one);
  });
});

describe('a beginning in a study file', () => {
  const body = `${oneFactor}days: 30\nobjectives: [{metric: networkQuality, margin: 0.01}]\n`;

  it('states the levels before the change; the rest has usual values', async () => {
    const { beginning, warmUpDays } = await read(
      study(`${body}beginning: {statusQuo: {immunityPeriod: 1024}}\n`),
    );
    expect(beginning).toEqual({
      rule: 'settled',
      statusQuo: { immunityPeriod: 1024 },
      limitDays: 480,
      pilots: 4,
      pathDays: [1, 3, 10, 30],
    });
    expect(warmUpDays).toBe(0);
  });

  it('is refused at its line where a level is wrong, and before it runs where it contradicts the rest', async () => {
    await expect(read(study(`${body}beginning: {statusQuo: {immunityPeriod: -5}}\n`))).rejects.toThrow(
      /^s\.yaml:7:\d+: .*-5/,
    );
    const absent = await read(study(`${body}beginning: {statusQuo: {immunityPeriod: 4096}}\n`));
    expect(() => checkStudy(absent)).toThrow(
      /needs the status quo \{"immunityPeriod":4096\} among the cells/,
    );
  });
});

describe('an expression', () => {
  const refused = [
    'zeros(1e9)',
    'zeros(100000, 100000)',
    'ones(1e6, 1e6)',
    '1:1e12',
    'x[1:1e9]',
    'range(1, 1e12)',
    '[1, 2, 3]',
    '{a: 1}',
    'import("fs")',
    'import({a: 1})',
    'createUnit("foo")',
    'eval("1")',
    'parse("x")',
    'simplify("x")',
    'f(x) = f(x)',
    'f(x) = x',
    'a = 5',
    'x = y',
    'map([1], f)',
    'factorial(1e9)',
    'x!',
    "x'",
    '"abc"',
    'x.constructor',
    'x["constructor"]',
    'constructor',
    '__proto__',
    'toString',
    'x; y',
    'x\ny',
    'random()',
    'i',
    '1 cm',
    'x to y',
    'true',
    'null',
    'end',
    'min()',
    'abs(1, 2, 3)',
    '(x > 1)()',
    '('.repeat(250),
    'x?'.repeat(200),
    'x + '.repeat(126),
    '',
    ' ',
    'cross(x, y)',
  ];
  it.each(refused.map((text) => [text]))(
    '%j is refused before it is evaluated, whatever it would have taken',
    async (text) => {
      const fault = await readExpression(text, ['x', 'y']).catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(UserError);
      expect((fault as Error).message.length).toBeLessThan(200);
    },
  );

  it.each([
    ['9^9^9^9^9^9', null],
    ['9^9^9^x', null],
    ['1 / (x - 2)', null],
    ['sqrt(-x)', null],
    ['log(x - 2)', null],
    ['x ^ y ^ 2 - 511', 1],
    ['x < y ? x : y', 2],
    [`${'-'.repeat(400)}x`, 2],
    [`${'('.repeat(200)}x${')'.repeat(200)}`, 2],
  ])('%s is a number or has no value, at once', async (text, value) => {
    const expression = await readExpression(text, ['x', 'y']);
    expect(expression.value({ x: 2, y: 3 })).toBe(value);
  });
});

describe('a study that is changed after its first trial', () => {
  const place = mkdtempSync(join(tmpdir(), 'bad-'));
  afterAll(() => rmSync(place, { recursive: true }));

  it('is named with what differs; the folder stays as it was, to the byte, and a wrong file ends with 2', async () => {
    const [path, folder] = [join(place, 's.yaml'), join(place, 'results')];
    const body = study(`${oneFactor}replications: 2\nwarmUpDays: 0\ndays: 0.1\n`);
    writeFileSync(path, body);
    const args = ['sweep', path, '--dir', folder, '--workers', '1'];
    expect((await lab(args)).status).toBe(0);
    const filesOf = () =>
      ['study.json', 'journal.ndjson', 'report.html'].map((file) => readFileSync(join(folder, file), 'utf8'));
    const before = filesOf();

    for (const [changed, field] of [
      [body.replace('days: 0.1', 'days: 0.2'), 'days'],
      [body.replace('replications: 2\nwarmUpDays: 0', 'replications: 2\nwarmUp: mser5'), 'warmUp'],
    ]) {
      writeFileSync(path, changed);
      const { status, stderr, stdout } = await lab(args);
      expect(status, stderr).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(new RegExp(`they differ in .*${field}`));
      expect(stderr).toContain('A study does not change after its first trial');
      expect(filesOf()).toEqual(before);
      expect(existsSync(join(folder, 'warm-up'))).toBe(false);
    }
    writeFileSync(path, body.replace('days: 0.1', 'dayz: 0.1'));
    const wrong = await lab(args);
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('s.yaml:7:1: unknown key "dayz"; did you mean days');
    expect(filesOf()).toEqual(before);
    // More seeds are no other study: what is there is used again.
    writeFileSync(path, body.replace('replications: 2', 'replications: 3'));
    const enlarged = await lab(args);
    expect(enlarged.stderr).not.toContain('differ');
    expect(enlarged).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/ran \d+ of \d+ trials .*, found \d+ done/),
    });
  }, 120_000);
});
