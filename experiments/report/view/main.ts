import { startFigures } from './figures.ts';
import { startFolds } from './folds.ts';
import { startTables } from './tables.ts';
import { startTheme } from './theme.ts';

startTheme();
startFolds();
startTables();
startFigures();
