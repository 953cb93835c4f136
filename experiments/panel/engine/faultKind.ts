/** Names of errors that say what was wrong with what was asked. */
const ofInput = ['UserError', 'HyperparameterError', 'UnrunnableWorld'];

/** Whether an error speaks of the input, with its rule and remedy; else the laboratory or a world is at fault. */
export const isOfInput = (error: unknown): boolean => error instanceof Error && ofInput.includes(error.name);
