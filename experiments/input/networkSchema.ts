import * as z from 'zod';
import { u16Max, u32Max } from '../../sim/units.ts';

/** How far a number is the chain’s own; `experiments/import/mark.ts` says what each word means. */
export const markNames = ['exact', 'recovered', 'rounded', 'scaled', 'inferred', 'missing'] as const;
export type Mark = (typeof markNames)[number];

const most = Number.MAX_SAFE_INTEGER;
const block = z.number().int().min(0).max(most);
const rao = z.union([
  z.number().int().min(0).max(most),
  z.string().regex(/^\d{1,20}$/, 'a whole number of RAO'),
]);
const flag = z.union([z.literal(0), z.literal(1), z.boolean()]);
const u16 = z.number().int().min(0).max(u16Max);
const row = (largest: number) =>
  z.array(z.tuple([z.number().int().min(0), z.number().int().min(0).max(largest)]));
const column = <Value extends z.ZodType>(value: Value, what: string) =>
  z.array(value).max(u16Max).optional().describe(`[uid] ${what}`);

const recorded = z
  .strictObject({
    block: block.nullable().optional().describe('block of these results, null if it is not known'),
    active: column(flag.nullable(), '1 if its weights were young enough'),
    validatorPermit: column(flag.nullable(), '1 if it holds a permit after the epoch'),
    incentive: column(u16.nullable(), 'u16 share of the miners’ pay'),
    dividends: column(u16.nullable(), 'u16 share of the validators’ pay'),
    consensus: column(u16.nullable(), 'u16 weight that the stake agrees on'),
    validatorTrust: column(u16.nullable(), 'u16 part of its weights inside the consensus'),
    rank: column(u16.nullable(), 'u16; stored until 2025'),
    trust: column(u16.nullable(), 'u16; stored until 2025'),
    pruningScores: column(u16.nullable(), 'u16; stored until 2025'),
    emission: column(rao.nullable(), 'RAO of the last epoch'),
    bonds: z.array(row(most)).max(u16Max).optional().describe('[uid] bonds after the epoch'),
  })
  .describe('what the chain itself said of the last epoch; null where it is missing');

const market = z
  .strictObject({
    alphaPrice: z.number().min(0).optional().describe('TAO for an alpha'),
    movingPrice: z.number().min(0).optional().describe('the chain’s moving average of it, TAO for an alpha'),
    burn: rao.optional().describe('RAO of TAO for a registration'),
    taoIn: rao.optional().describe('RAO of TAO in the pool'),
    alphaIn: rao.optional().describe('RAO of alpha in the pool'),
    alphaOut: rao.optional().describe('RAO of alpha outside the pool'),
    minerBurned: z.number().min(0).max(1).optional().describe('share of the miners’ pay that is withheld'),
    emissionEnabled: z.boolean().optional().describe('whether the subnet takes part in the emission'),
  })
  .describe('prices and pool of the subnet');

const source = z.strictObject({
  file: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  kind: z.string(),
  what: z.string(),
  block: block.nullable(),
});

/** A network in a file, as `import` writes it and people may: `epoch`, `replay`, `simulate` and scenario files read it. */
export const networkSchema = z.strictObject({
  name: z.string().min(1).max(200).optional(),
  ruleset: z.string().describe('version of the chain, such as autumn-2026'),
  netuid: u16.nullable().optional(),
  block: block.nullable().describe('block of the state, null if it is not known'),
  emission: z.number().int().min(0).max(most).describe('RAO that an epoch may give out'),
  stake: column(rao, 'RAO that counts as stake'),
  alphaStake: column(rao.nullable(), 'RAO of alpha in it'),
  taoStake: column(rao.nullable(), 'RAO of TAO in it, before its weight'),
  lastUpdate: column(block, 'block of the last weights'),
  registrationBlock: column(block, 'block of registration'),
  validatorPermit: column(flag, '1 if it holds a permit before the epoch'),
  weights: z
    .array(row(u32Max))
    .max(u16Max)
    .optional()
    .describe('[uid] rows of [target, value]: u16 under Finney, u32 under Nakamoto; absent: not known'),
  bonds: z
    .array(row(most))
    .max(u16Max)
    .optional()
    .describe('[uid] rows of [target, value] before the epoch: u16 under Finney, RAO under Nakamoto'),
  consensus: column(u16, 'u16 consensus of the epoch before, which liquid alpha may look at'),
  waitingCommit: column(block.nullable(), 'block of its first commit that is not revealed; null: none'),
  owner: column(z.number().int().min(0).max(u16Max), 'running number of its coldkey'),
  hotkeys: column(z.string().nullable(), 'hotkey, kept with --keep-keys alone'),
  coldkeys: column(z.string().nullable(), 'coldkey, kept with --keep-keys alone'),
  ownerUid: z.number().int().min(0).nullable().optional().describe('uid of the subnet owner’s hotkey'),
  lastEpoch: block.optional().describe('block of the epoch before'),
  hyperparameters: z
    .record(z.string(), z.union([z.number(), z.string(), z.boolean()]))
    .optional()
    .describe('name to value, as params lists them; absent ones have their default'),
  state: z
    .enum(['beforeEpoch', 'afterEpoch'])
    .optional()
    .describe('whether the epoch of `recorded` reads this state (absent: it does) or left it'),
  recorded: recorded.optional(),
  market: market.optional(),
  marks: z
    .record(z.string(), z.enum(markNames))
    .optional()
    .describe('field to how far its numbers are the chain’s own'),
  notTaken: z
    .array(
      z.strictObject({
        name: z.string(),
        value: z.union([z.number(), z.string(), z.boolean()]),
        because: z.string(),
      }),
    )
    .optional()
    .describe('hyperparameters of the files that are not among those above'),
  unused: z.array(z.string()).optional().describe('fields of the files that no verb reads'),
  unknown: z.array(z.string()).optional().describe('fields of the files that no list names'),
  notes: z.array(z.string()).optional(),
  sources: z.array(source).optional(),
});

export type WrittenNetwork = z.infer<typeof networkSchema>;
