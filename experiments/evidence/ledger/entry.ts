import { z } from 'zod';
import { rulesetNames } from '../../../sim/rulesets.ts';
import { canonical, sha256 } from '../../base/canonical.ts';

const text = z.string().min(1);
const number = z.number();
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256: 64 hexadecimal digits');
const day = z.iso.date('must be a day of the calendar, such as 2026-11-29');

/** What is said of a number before it is known: that it lies in `low` … `high` with probability `level`. */
const forecast = z.strictObject({
  unit: text,
  /** Errors are counted in the unit, or in its logarithm. */
  scale: z.enum(['plain', 'log']),
  value: number,
  low: number,
  high: number,
  level: number,
});

/** Where a number of the entry stands in the figures of emission, such as `days.2026-08-07.paid.effective`. */
const place = z
  .string()
  .regex(/^[\w-]+(?:\.[\w-]+)*$/, 'must be names that points join, such as takeover.alone');

/** What an entry about shares of emission adds; all of it is sealed. */
const more = {
  /** Who said it, where the laboratory did not. */
  by: text.optional(),
  /** What decides between hit and miss, and when neither is said. */
  decides: text.optional(),
  assumes: z.array(text).min(1).optional(),
  /** Where numbers of the entry are computed: `ledger recompute` does it again. */
  computed: z
    .strictObject({
      value: place.optional(),
      low: place.optional(),
      high: place.optional(),
      noChange: place.optional(),
      outcome: place.optional(),
    })
    .optional(),
};

/** An entry of the ledger of forecasts as its file holds it. */
export const entrySchema = z.strictObject({
  schema: z.literal(1),
  question: text,
  model: z.strictObject({
    what: text,
    ruleset: z.enum(rulesetNames),
    /** Engine version of the ruleset. */
    engine: text,
    /** SHA-256 of the study's plan, or of the committed file of figures that the forecast is read from. */
    plan: hash,
  }),
  /** The day on which it was written. */
  registered: day,
  forecast,
  /** The number if nothing changed: what the forecast must beat. */
  noChange: z.strictObject({ value: number, because: text }),
  /** The day from which the outcome is to be looked at. */
  due: day,
  /** SHA-256 of all above, in canonical JSON: see `sealOf`. */
  hash,
  /** The outcome stood in the data already when the entry was written: coverage leaves it out. */
  hindsight: z.boolean(),
  /** Null until it is looked at. */
  outcome: z.strictObject({ value: number, day, source: text }).nullable(),
  note: text.optional(),
  ...more,
});

export type Entry = z.infer<typeof entrySchema>;
export type Forecast = z.infer<typeof forecast>;

/** What an entry says before its outcome is known. */
export type Statement = Pick<
  Entry,
  | 'schema'
  | 'question'
  | 'model'
  | 'registered'
  | 'forecast'
  | 'noChange'
  | 'due'
  | 'by'
  | 'decides'
  | 'assumes'
  | 'computed'
>;

/** SHA-256 of what an entry says before its outcome is known: it changes with any word or number of it. */
export function sealOf(entry: Statement): string {
  const { schema, question, model, registered, forecast, noChange, due } = entry;
  const { by, decides, assumes, computed } = entry;
  const added = { by, decides, assumes, computed };
  const stated = Object.entries(added).filter(([, value]) => value !== undefined);
  return sha256(
    canonical({
      schema,
      question,
      model,
      registered,
      forecast,
      noChange,
      due,
      ...Object.fromEntries(stated),
    }),
  );
}
