import { labCommand } from '../base/runnable.ts';

/** How a reader has trials run again: the same words on every page, wherever its folder lies. */
export const verifyLine = `any of these trials again, byte for byte: \`${labCommand} verify <folder of this page>\``;
