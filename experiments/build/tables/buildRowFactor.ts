/** Writes the table behind `rowFactor`: node --import tsx experiments/build/tables/buildRowFactor.ts */
import { writeFileSync } from 'node:fs';
import { tabulateFactor } from '../../../agents/scoring/rowFactor.ts';

const target = new URL('../../../agents/scoring/rowFactor.data.json', import.meta.url);
writeFileSync(target, `{"values":[\n${[...tabulateFactor()].join(',\n')}\n]}\n`);
