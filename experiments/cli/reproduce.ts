import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import { type Column, textTable } from '../base/textTable.ts';
import type { WrittenFigure } from '../figures/writeFigure.ts';
import { refuseEmpty } from '../sweep/shard/deal.ts';
import { type Shard, shardOf } from '../sweep/shard/shard.ts';
import { examples, print, printJson } from './verb.ts';

/** `yuma-lab reproduce <figure>`: computes figures of the papers again and compares them with what was published. */
export function define(command: Command): void {
  command
    .argument('<figure>', 'an id or a name that `figures` lists, or all')
    .option('--out <folder>', 'where the folder of a figure is written', join('results', 'figures'))
    .option(
      '--shard <i/n>',
      'with all: part i of n of the figures (from 1), each in its folder; the index is left to the whole',
      shardOf,
    )
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      `${examples('reproduce cabal-decay', 'reproduce F9 --json', 'reproduce all', 'reproduce all --shard 2/4')}\nEnds with 1 if a published value is not met.\n`,
    )
    .action(run);
}

interface Options {
  readonly out: string;
  readonly shard?: Shard;
  readonly json?: true;
}

async function run(word: string, { out, shard, json }: Options): Promise<void> {
  const [{ figures }, { exitCodeOf, figuresNamed, reproduce }, { FigureProgress }] = await Promise.all([
    import('../figures/catalogue.ts'),
    import('../figures/reproduce.ts'),
    import('../figures/figureProgress.ts'),
  ]);
  const named = dealtFigures(figuresNamed(word, figures), shard);
  const progress = new FigureProgress(named.length);
  const written = await reproduce(
    named,
    out,
    (figure, share, doing) => progress.show(figure, share, doing),
    shard === undefined,
  );
  progress.end();
  if (json) printJson(written.map(forMachines));
  else print(await inWords(written, shard === undefined ? join(out, 'index.html') : out));
  process.exitCode = exitCodeOf(written);
}

/** Every n-th figure, from the i-th on. Throws `UserError` for more shards than figures. */
function dealtFigures<Figure>(figures: readonly Figure[], shard?: Shard): readonly Figure[] {
  if (shard === undefined) return figures;
  refuseEmpty(figures.length, shard);
  return figures.filter((_, k) => k % shard.of === shard.index - 1);
}

const forMachines = ({ figure, result, page }: WrittenFigure) => ({
  id: figure.id,
  name: figure.name,
  title: figure.title,
  answer: result.answer,
  checks: result.checks,
  page,
});

async function inWords(written: readonly WrittenFigure[], place: string): Promise<string> {
  const { verdictSentence } = await import('../figures/verdicts.ts');
  if (written.length === 1) return `${await inFull(written[0])}\n\n${fileUrl(written[0].page)}`;
  const lines = written.map(
    ({ figure, result }) => `${figure.id} ${figure.name}: ${verdictSentence(result.checks)}`,
  );
  const all = verdictSentence(written.flatMap(({ result }) => result.checks));
  return [...lines, '', all, '', fileUrl(place)].join('\n');
}

const columns: readonly Column[] = [
  { title: 'value', shrinks: true },
  { title: 'expected', align: 'right' },
  { title: 'ours', align: 'right' },
  { title: 'difference', align: 'right' },
  { title: 'verdict' },
];

async function inFull({ figure, result }: WrittenFigure): Promise<string> {
  const [{ verdictSentence }, { differenceText, valueText }] = await Promise.all([
    import('../figures/verdicts.ts'),
    import('../figures/valueText.ts'),
  ]);
  const rows = result.checks.map(({ what, published, ours, difference, tolerance, verdict }) => [
    spoken(what),
    valueText(published, tolerance),
    valueText(ours, tolerance),
    differenceText(difference),
    verdict,
  ]);
  const heading = `${figure.id}: ${figure.title}`;
  return [
    spoken(result.answer),
    '',
    heading,
    '',
    spoken(verdictSentence(result.checks)),
    '',
    textTable(columns, rows),
  ].join('\n');
}

/** Without the marks of `code` and **strong**. */
const spoken = (text: string): string => text.replaceAll(/[`]|\*\*/g, '');

/** As a terminal makes it a link. */
const fileUrl = (path: string): string => pathToFileURL(path).href;
