import { labCommand } from '../base/runnable.ts';
import { escaped, inline, shell } from '../report/html.ts';
import { png } from './draw.ts';
import { countVerdicts, verdictSentence } from './verdicts.ts';
import { folderName, type WrittenFigure } from './writeFigure.ts';

const thumbnailWidth = 640;

/** The page of all figures: how many published values are met, then each figure with its chart in small. */
export function indexPage(written: readonly WrittenFigure[]): string {
  const checks = written.flatMap(({ result }) => result.checks);
  const { unpublished } = countVerdicts(checks);
  const more = unpublished === 0 ? '' : ` ${unpublished} more values of ours have none to compare with.`;
  const body = [
    `<p class="answer"><strong>${inline(verdictSentence(checks))}</strong> ${inline(`${written.length} figures.${more}`)}</p>`,
    `<div class="figures">\n${written.map(card).join('\n')}\n</div>`,
    `<pre><code>${labCommand} reproduce all</code></pre>`,
  ];
  return shell({ title: 'The figures of the papers, computed again', body: body.join('\n'), style: cards });
}

const cards = `
.card{border:1px solid var(--hair);border-radius:8px;padding:14px 18px;display:flex;flex-direction:column}
.card a{color:inherit;text-decoration:none}.card a:hover h2{color:var(--mark)}
.card h2{border:0;margin:0 0 4px;padding:0;font-size:17px}
.card img{display:block;width:100%;height:230px;object-fit:contain;object-position:left center;margin:10px 0}
.card p{font-size:14px;line-height:1.45}.card .count{color:var(--faint);margin-top:auto}
`;

function card({ figure, result, drawings }: WrittenFigure): string {
  const { met, notMet, unpublished } = countVerdicts(result.checks);
  const counts = [
    ...(met > 0 ? [`✓ ${met} met`] : []),
    ...(notMet > 0 ? [`✗ ${notMet} not met`] : []),
    ...(unpublished > 0 ? [`${unpublished} without a published value`] : []),
  ];
  const first = drawings.at(0);
  const picture =
    first === undefined
      ? ''
      : `<img class="turns" alt="${escaped(first.chart.caption.replaceAll(/[`*]/g, ''))}" src="data:image/png;base64,${png(first.figure.broad.svg, thumbnailWidth).toString('base64')}">`;
  const link = `${folderName(figure)}/index.html`;
  return `<article class="card"><a href="${escaped(link)}"><h2>${escaped(`${figure.id} ${figure.title}`)}</h2>${picture}</a>
<p>${inline(result.answer)}</p><p class="count">${escaped(counts.join(' · '))}</p></article>`;
}
