import { HyperparameterError } from '../../sim/hyperparameters/registry.ts';
import { UserError } from '../base/userError.ts';
import type { PlacedYaml, YamlFault } from './yamlPlace.ts';

/** Where in a file something is read: a path of keys, and the key at its end where the key itself may be at fault. */
type Place = Pick<YamlFault, 'path' | 'key'>;

/** Reads a file part by part and keeps what is wrong with each, so that all faults are reported at once. */
export class YamlFaults {
  private readonly yaml: PlacedYaml;
  private readonly found: YamlFault[];

  constructor(yaml: PlacedYaml, found: readonly YamlFault[] = []) {
    this.yaml = yaml;
    this.found = [...found];
  }

  add(fault: YamlFault): void {
    this.found.push(fault);
  }

  /** What `read` brings back; undefined where it threw what a user got wrong, which is kept with its place. */
  async tried<T>(place: Place, read: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      if (
        !(error instanceof UserError || error instanceof HyperparameterError || error instanceof RangeError)
      )
        throw error;
      this.found.push({ ...place, message: error.message });
      return undefined;
    }
  }

  /** The error that lists every fault with its line and column. */
  refusal(): UserError {
    return this.yaml.refusal(this.found);
  }

  /** Throws that error if there is a fault. */
  refuse(): void {
    if (this.found.length > 0) throw this.refusal();
  }
}
