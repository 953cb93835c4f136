/** Writes the table behind `rowFactor`: node --import tsx experiments/build/tables/buildRowFactor.ts */
import { fileURLToPath } from 'node:url';
import { tabulateFactor } from '../../../agents/scoring/rowFactor.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';

const target = fileURLToPath(new URL('../../../agents/scoring/rowFactor.data.json', import.meta.url));
writeWhole(target, `{"values":[\n${[...tabulateFactor()].join(',\n')}\n]}\n`);
