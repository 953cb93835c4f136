import { z } from 'zod';

// The rules of Frictionless Data Package 2.0, Data Resource and Table Schema, as far as our packages use them
// (datapackage.org/standard): what is not allowed here is a fault of ours, what the standard leaves open is not checked.

const slug = z.string().regex(/^[a-z0-9._-]+$/);
/** A path inside the package: neither absolute nor upwards nor hidden. */
const path = z.string().regex(/^(?!\/|\.)(?!.*(?:^|\/)\.\.)[^\\]+$/);
const type = z.enum(['string', 'number', 'integer', 'boolean']);
const constraints = z.strictObject({
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  enum: z
    .array(z.union([z.string(), z.number()]))
    .min(1)
    .optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
const field = z
  .strictObject({
    name: z.string().min(1),
    type,
    title: z.string().optional(),
    description: z.string().min(1),
    /** Ours: the standard lets a field carry more. */
    unit: z.string().min(1).optional(),
    constraints: constraints.optional(),
  })
  .refine(({ type, constraints: { minimum, maximum } = {} }) => {
    const isBound = minimum !== undefined || maximum !== undefined;
    return !isBound || type === 'integer' || type === 'number';
  }, 'only numbers have bounds');
const foreignKey = z.strictObject({
  fields: z.array(z.string()).min(1),
  reference: z.strictObject({ resource: z.string(), fields: z.array(z.string()).min(1) }),
});
const schema = z.strictObject({
  $schema: z.literal('https://datapackage.org/profiles/2.0/tableschema.json'),
  fields: z.array(field).min(1),
  missingValues: z.array(z.string()),
  primaryKey: z.array(z.string()).min(1).optional(),
  foreignKeys: z.array(foreignKey).optional(),
});
const resource = z.strictObject({
  name: slug,
  type: z.literal('table'),
  path,
  scheme: z.literal('file'),
  format: z.enum(['parquet', 'csv']),
  mediatype: z.string().regex(/^\w+\/[\w.+-]+$/),
  encoding: z.literal('utf-8').optional(),
  description: z.string().min(1),
  bytes: z.int().nonnegative(),
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  /** Ours. */
  rows: z.int().nonnegative(),
  schema,
});
const dataPackage = z.strictObject({
  $schema: z.literal('https://datapackage.org/profiles/2.0/datapackage.json'),
  name: slug,
  title: z.string().min(1),
  description: z.string().min(1).optional(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  licenses: z
    .array(z.strictObject({ name: z.string().regex(/^[\w.-]+$/), path: z.url(), title: z.string() }))
    .min(1),
  resources: z.array(resource).min(1),
  yumaLab: z.record(z.string(), z.unknown()),
});

export type DataPackage = z.infer<typeof dataPackage>;

/** A value as a data package. Throws with every rule that it breaks: those of the standard, and that keys name fields and resources that are there. */
export function dataPackageIn(value: unknown): DataPackage {
  const found = dataPackage.parse(value);
  const fieldsOf = (name: string) =>
    found.resources.find((resource) => resource.name === name)?.schema.fields.map((one) => one.name) ?? [];
  const faults = found.resources.flatMap(({ name, schema }) => {
    const own = fieldsOf(name);
    const { primaryKey = [], foreignKeys = [] } = schema;
    return [
      ...own.filter((one, k) => own.indexOf(one) !== k).map((one) => `${name} has ${one} twice`),
      ...primaryKey.filter((one) => !own.includes(one)).map((one) => `${name} has no ${one} for its key`),
      ...foreignKeys.flatMap(({ fields, reference }) => [
        ...fields.filter((one) => !own.includes(one)),
        ...reference.fields.filter((one) => !fieldsOf(reference.resource).includes(one)),
      ]),
    ];
  });
  const names = found.resources.map(({ name }) => name);
  const twice = names.filter((name, k) => names.indexOf(name) !== k);
  if (faults.length + twice.length > 0) throw new Error([...faults, ...twice].join('; '));
  return found;
}

type Field = z.infer<typeof field>;

/** What of a row breaks the type and the constraints of its fields; those of uniqueness are of all rows. */
export function faultsOfRow(fields: readonly Field[], row: Readonly<Record<string, unknown>>): string[] {
  return fields.flatMap(({ name, type, constraints = {} }) => {
    const value = row[name] ?? null;
    if (value === null) return constraints.required ? [`${name} is missing`] : [];
    const isOfType =
      type === 'integer'
        ? typeof value === 'bigint'
        : type === 'number'
          ? typeof value === 'number' && Number.isFinite(value)
          : typeof value === type;
    if (!isOfType) return [`${name} is no ${type}: ${String(value)}`];
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = constraints;
    const isWithin = typeof value === 'string' || (Number(value) >= minimum && Number(value) <= maximum);
    const isAmong = constraints.enum === undefined || constraints.enum.includes(String(value));
    return isWithin && isAmong ? [] : [`${name} must not be ${String(value)}`];
  });
}
