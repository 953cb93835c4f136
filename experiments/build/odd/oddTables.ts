import { hyperparametersOf } from '../../../sim/hyperparameters/registry.ts';
import { phases } from '../../../sim/tempo.ts';

/** The phases of a block in their order, as a numbered list. */
const phaseList = (): string => phases.map(({ name }, place) => `${place + 1}. ${name}`).join('\n');

/** Every setting of people, with default and unit: the chain's own hyperparameters have no dot. */
function settingTable(): string {
  const settings = hyperparametersOf('finney-2023').filter(({ name }) => name.includes('.'));
  const rows = settings.map((row) => `| \`${row.name}\` | ${row.default} | ${row.unit || '–'} |`);
  return ['| setting | default | unit |', '| --- | ---: | --- |', ...rows].join('\n');
}

const parts: Readonly<Record<string, () => string>> = { phases: phaseList, parameters: settingTable };

/** The ODD description with its list and its table as the code has them. Throws where the page lacks a mark for one. */
export function withTables(page: string): string {
  return Object.entries(parts).reduce((text, [mark, write]) => {
    const marked = new RegExp(`(<!-- ${mark} -->\\n)[^]*?(\\n<!-- /${mark} -->)`);
    if (!marked.test(text)) throw new RangeError(`the ODD description has no place marked ${mark}`);
    return text.replace(marked, (_, start: string, end: string) => start + write() + end);
  }, page);
}
