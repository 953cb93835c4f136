import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The shape of a source text: where it casts, where it says `any`, and how long its functions are. */
interface Shape {
  /** [cast] `file:line`, for each `as` other than `as const`. */
  readonly casts: string[];
  readonly anys: string[];
  readonly functions: { readonly place: string; readonly lines: number }[];
}

function shapeOf(file: string, source: string): Shape {
  const shape: Shape = { casts: [], anys: [], functions: [] };
  const starts = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const lineOf = (offset: number): number => starts.findLastIndex((start) => start <= offset) + 1;
  const place = ({ start }: { readonly start: number }) => `${file}:${lineOf(start)}`;
  const measure = (node: { readonly start: number; readonly end: number }) =>
    shape.functions.push({ place: place(node), lines: lineOf(node.end) - lineOf(node.start) + 1 });
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0].message}`);
  new Visitor({
    TSAsExpression(node) {
      const type = source.slice(node.typeAnnotation.start, node.typeAnnotation.end);
      if (type !== 'const') shape.casts.push(place(node));
    },
    TSTypeAssertion: (node) => void shape.casts.push(place(node)),
    TSAnyKeyword: (node) => void shape.anys.push(place(node)),
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  }).visit(program);
  return shape;
}

const filesIn = (room: string): string[] =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(room, name));

/** The AssemblyScript of kernels has another grammar's meaning, and its loops are long on purpose. */
const isKernel = (file: string): boolean => file.startsWith('sim/kernel/');

const shapes = ['sim', 'agents', 'experiments']
  .flatMap(filesIn)
  .filter((file) => !isKernel(file))
  .map((file) => shapeOf(file, readFileSync(join(root, file), 'utf8')));
const functions = shapes.flatMap((shape) => shape.functions);

describe('the code', () => {
  it('nowhere says any', () => {
    expect(shapes.flatMap(({ anys }) => anys)).toEqual([]);
  });

  it('casts in fewer than 60 places of experiments/, as const apart', () => {
    const casts = shapes.flatMap((shape) => shape.casts).filter((place) => place.startsWith('experiments/'));
    expect(casts.length, casts.join('\n')).toBeLessThan(60);
  });

  it('has functions of 8 lines at the median, and none above 60', () => {
    const lengths = functions.map(({ lines }) => lines).sort((one, other) => one - other);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(8);
    expect(functions.filter(({ lines }) => lines > 60)).toEqual([]);
  });
});

describe('the measure of shape', () => {
  it('counts casts but not as const, any as a type, and lines of functions of each kind', () => {
    const {
      casts,
      anys,
      functions: lengths,
    } = shapeOf(
      'made.ts',
      'const a = 1 as const;\nconst b = a as number;\nfunction c(d: any) {\n  return () => d;\n}\n// as any\n',
    );
    expect([casts, anys]).toEqual([['made.ts:2'], ['made.ts:3']]);
    expect(lengths).toEqual([
      { place: 'made.ts:3', lines: 3 },
      { place: 'made.ts:4', lines: 1 },
    ]);
  });
});
