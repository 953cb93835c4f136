import type { Row } from '../../sim/row.ts';
import { subnetVersions } from '../../sim/rules/subnetVersions.ts';
import { type RulesetName, rulesetNames } from '../../sim/rulesets.ts';

/** Uids of the largest network that a page holds. */
export const mostUids = 256;

/** What the page must know of its network besides what an epoch says: plain data. */
export interface PageNetwork {
  /** Name of the file or of the recorded network, as the command takes it. */
  readonly file: string;
  readonly title: string;
  readonly ruleset: RulesetName;
  readonly size: number;
  readonly block: number;
  /** RAO that an epoch may give out. */
  readonly emission: number;
  /** [uid] RAO as texts. */
  readonly stake: readonly string[];
  /** [uid] rows as they are stored. */
  readonly rows: readonly Row[];
  /** [uid] */
  readonly lastUpdate: readonly number[];
  readonly registrationBlock: readonly number[];
  /** [uid] its hotkey, where the file has kept it. */
  readonly hotkeys: readonly (string | null)[];
}

/** The versions that the page runs. */
export const pageRulesets = rulesetNames.filter((name) => name !== 'nakamoto-2022');

/** What the stakes and the pay of a version are counted in: RAO of TAO until 2025, of a subnet’s alpha since. */
export const tokenOf = (ruleset: RulesetName): 'TAO' | 'alpha' =>
  ruleset === 'nakamoto-2022' || subnetVersions[ruleset].emission !== 'alpha' ? 'TAO' : 'alpha';
