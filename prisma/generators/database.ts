/** Writes Kysely's `Database` interface for every table of every schema, typed as our parsers deliver the values. */
import type { DMMF } from '@prisma/generator-helper'

/** What node-pg hands out with the parsers of lib/db/pools.ts: exact numbers and all times are text. */
const TYPES: Record<string, string> = {
  String: 'string',
  Int: 'number',
  BigInt: 'number',
  Float: 'number',
  Decimal: 'string',
  Boolean: 'boolean',
  DateTime: 'string',
  Json: 'unknown',
  Bytes: 'Buffer',
}

export function databaseFrom(models: readonly DMMF.Model[], enums: readonly DMMF.DatamodelEnum[]): string {
  const entries = models.map((model) => {
    const columns = model.fields
      .filter(({ kind }) => kind !== 'object')
      .map((field) => `    ${field.dbName ?? field.name}: ${typeOf(model, field, enums)}`)
    return [`  '${model.schema}.${model.dbName ?? model.name}': {`, ...columns, '  }'].join('\n')
  })
  return [`import type { Generated } from 'kysely'`, '', 'export interface Database {', ...entries, '}', ''].join('\n')
}

function typeOf(model: DMMF.Model, field: DMMF.Field, enums: readonly DMMF.DatamodelEnum[]) {
  const values = enums.find(({ name }) => field.kind === 'enum' && name === field.type)?.values
  const base = values?.map(({ name, dbName }) => `'${dbName ?? name}'`).join(' | ') ?? TYPES[field.type]
  if (base === undefined)
    throw new Error(`${model.name}.${field.name} has the type ${field.type}, which Kysely's types lack.`)
  const value = field.isList ? `(${base})[]` : base
  const nullable = field.isRequired || value === 'unknown' ? value : `${value} | null`
  return hasDatabaseDefault(field) ? `Generated<${nullable}>` : nullable
}

/** Prisma makes uuid() and @updatedAt values in its client; only the rest is a default of the database. */
function hasDatabaseDefault(field: DMMF.Field) {
  const byFunction = typeof field.default === 'object' && 'name' in field.default ? field.default.name : null
  return field.hasDefaultValue && (byFunction === null || ['autoincrement', 'now', 'dbgenerated'].includes(byFunction))
}
