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

/** How a command names where a plan's worlds start: by its scenario, or by the file of a network of one's own, which no name holds. */
export const scenarioWord = ({
  scenario,
  network,
  scenarioFile,
}: ScenarioMark & { readonly scenario: string; readonly network?: object }): string =>
  network === undefined ? scenario : (scenarioFile?.file ?? scenario);

/** Where a plan's people were written, for the end of a page; nothing where they come from a named scenario. */
export const markLines = ({
  scenarioFile,
  network,
}: ScenarioMark & { readonly network?: object }): string[] =>
  scenarioFile === undefined
    ? []
    : [
        `scenario file: \`${scenarioFile.name}\` (\`${scenarioFile.file}\`, SHA-256 \`${scenarioFile.sha256}\`); the plan holds all that it states${network === undefined ? ', so the command does without the file' : ': the command reads the file again, from its folder, and study.json runs without it'}`,
      ];
