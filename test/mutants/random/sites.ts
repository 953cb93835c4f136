import { type Node, parseSync, Visitor } from 'oxc-parser';

/** A token of executable code and what may stand in its place. */
export interface Site {
  /** Half-open range of characters in the text. */
  readonly start: number;
  readonly end: number;
  readonly alternatives: readonly string[];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const operators: Readonly<Record<string, readonly string[]>> = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '<': ['<=', '>'],
  '<=': ['<', '>='],
  '>': ['>=', '<'],
  '>=': ['>', '<='],
  '===': ['!=='],
  '!==': ['==='],
  '<<': ['>>'],
  '>>': ['<<'],
  '>>>': ['<<'],
  '&': ['|'],
  '|': ['&'],
  '^': ['&'],
  '&&': ['||'],
  '||': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
  '*=': ['/='],
  '/=': ['*='],
  '++': ['--'],
  '--': ['++'],
};

/** Functions that are easily taken for one another. */
const kin: Readonly<Record<string, readonly string[]>> = {
  min: ['max'],
  max: ['min'],
  floor: ['ceil'],
  ceil: ['floor'],
  round: ['floor'],
  sqrt: ['abs'],
  some: ['every'],
  every: ['some'],
  findIndex: ['findLastIndex'],
  indexOf: ['lastIndexOf'],
};

/**
 * Where one token of a source text can be changed: operators, comparisons, constants, signs, true and false, kin
 * functions, branches, arguments that change places, statements that can go. Types, imports and what is thrown or said
 * in messages are left out.
 */
export function sitesOf(file: string, text: string): Site[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0].message}`);
  const sites: Site[] = [];
  const silent: Span[] = [];
  const said = ({ start, end }: Span) => text.slice(start, end);
  const put = ({ start, end }: Span, alternatives: readonly string[]) => {
    if (alternatives.length > 0) sites.push({ start, end, alternatives });
  };
  const between = (left: Span, right: Span, operator: string): void => {
    const start = text.indexOf(operator, left.end);
    if (start >= 0 && start < right.start)
      put({ start, end: start + operator.length }, operators[operator] ?? []);
  };
  const swapped = (whole: Span, one: Node, other: Node) => {
    if (said(one) === said(other)) return;
    const head = text.slice(whole.start, one.start);
    put(whole, [
      `${head}${said(other)}${text.slice(one.end, other.start)}${said(one)}${text.slice(other.end, whole.end)}`,
    ]);
  };
  const skip = (node: Span) => void silent.push(node);
  new Visitor({
    BinaryExpression: ({ left, right, operator }) => between(left, right, operator),
    LogicalExpression: ({ left, right, operator }) => between(left, right, operator),
    AssignmentExpression: ({ left, right, operator }) => between(left, right, operator),
    UpdateExpression({ start, end, operator, prefix }) {
      const place = prefix ? start : end - operator.length;
      put({ start: place, end: place + operator.length }, operators[operator]);
    },
    UnaryExpression({ start, operator }) {
      if (operator === '-' || operator === '!') put({ start, end: start + 1 }, ['']);
    },
    Literal(node) {
      if (typeof node.value === 'boolean') put(node, [String(!node.value)]);
      if (typeof node.value === 'number') put(node, otherNumbers(said(node)));
      if (typeof node.value === 'bigint') put(node, [`(${said(node)} + 1n)`, `(-${said(node)})`]);
    },
    MemberExpression({ property, computed }) {
      if (!computed && property.type === 'Identifier') put(property, kin[property.name] ?? []);
    },
    ConditionalExpression: (node) => swapped(node, node.consequent, node.alternate),
    IfStatement({ test }) {
      put(test, [`!(${said(test)})`, 'false']);
    },
    CallExpression(node) {
      const [one, other] = node.arguments;
      if (one !== undefined && other !== undefined) swapped(node, one, other);
    },
    ExpressionStatement: (node) => put(node, [';']),
    ContinueStatement: (node) => put(node, [';']),
    BreakStatement: (node) => put(node, [';']),
    ThrowStatement: skip,
    TemplateLiteral: skip,
    ImportDeclaration: skip,
    TSTypeAnnotation: skip,
    TSTypeAliasDeclaration: skip,
    TSInterfaceDeclaration: skip,
    TSTypeParameterInstantiation: skip,
    TSTypeParameterDeclaration: skip,
    TSAsExpression: ({ typeAnnotation }) => skip(typeAnnotation),
    TSSatisfiesExpression: ({ typeAnnotation }) => skip(typeAnnotation),
    NewExpression(node) {
      if (said(node.callee).endsWith('Error')) skip(node);
    },
  }).visit(program);
  return sites
    .filter((site) => !silent.some(({ start, end }) => start <= site.start && site.end <= end))
    .sort((one, other) => one.start - other.start || one.end - other.end);
}

/** One more, one less, twice, the other sign; of 0 only one more and one less. */
function otherNumbers(number: string): string[] {
  const near = [`(${number} + 1)`, `(${number} - 1)`];
  return Number(number) === 0 ? near : [...near, `(2 * ${number})`, `(-${number})`];
}
