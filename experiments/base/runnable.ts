const isCompiled = import.meta.url.endsWith('.js');

/** Address of a module of ours that is to be loaded later: TypeScript in a checkout, what it was compiled to in the package. */
export const runnable = ({ href }: URL): string => (isCompiled ? href.replace(/\.ts$/, '.js') : href);

/** How the command is called where this runs, before its verb. */
export const labCommand = isCompiled ? 'npx yuma-lab' : 'npm run -s lab --';
