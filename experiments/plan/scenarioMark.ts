/**
 * The scenario file that a plan was made with, for people: the plan itself holds what the file says, so nothing reads the file again, and
 * the ids of its trials follow from what it says alone.
 */
export interface ScenarioMark {
  readonly scenarioFile?: { readonly name: string; readonly file: string; readonly sha256: string };
}

/** The mark of what has one, without the rest. */
export const markOf = ({ scenarioFile }: ScenarioMark): ScenarioMark =>
  scenarioFile === undefined ? {} : { scenarioFile };

/** Where a plan's people were written, for the end of a page; nothing where they come from a named scenario. */
export const markLines = ({ scenarioFile }: ScenarioMark): string[] =>
  scenarioFile === undefined
    ? []
    : [
        `scenario file: \`${scenarioFile.name}\` (\`${scenarioFile.file}\`, SHA-256 \`${scenarioFile.sha256}\`); the plan holds all that it states, so the command does without the file`,
      ];
