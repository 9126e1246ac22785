/** Turns the models of connectors and marts into the catalogue's tables, refusing what contradicts itself. */
import type { DMMF } from '@prisma/generator-helper'
import type { Column, Kind, Table } from '../../lib/catalogue/types'
import { has, parseComment, valuesOf, type Comment } from './tags'

const KINDS: Record<string, Kind> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Decimal: 'numeric',
  Boolean: 'boolean',
}

const SCHEMAS: readonly string[] = ['datacamp', 'skilljar', 'mart'] satisfies Table['schema'][]

export function tablesFrom(models: readonly DMMF.Model[]): Table[] {
  const tables = models.filter(isCatalogued).map(tableFrom)
  checkReferences(tables)
  return tables
}

const isCatalogued = (model: DMMF.Model) => SCHEMAS.includes(model.schema ?? '')

function tableFrom(model: DMMF.Model): Table {
  const comment = parseComment(model.name, 'model', model.documentation)
  const fields = model.fields.map((field) => ({
    field,
    comment: parseComment(`${model.name}.${field.name}`, 'field', field.documentation),
  }))
  const columns = fields
    .filter(({ comment: of }) => !has(of, 'technical'))
    .map(({ field, comment: of }) => columnFrom(model.name, field, of))
  const key = valuesOf(comment, 'key')
  checkKey(model, key)

  const cursor = valuesOf(comment, 'cursor')[0] ?? null
  if (cursor !== null && !columns.some(({ name }) => name === cursor)) {
    throw new Error(`${model.name}: @cursor ${cursor} is none of its columns.`)
  }
  return {
    schema: model.schema as Table['schema'],
    name: model.dbName ?? model.name,
    description: comment.description,
    columns,
    key,
    cursor,
    optional: has(comment, 'optional'),
    derived: has(comment, 'derived'),
    aliases: valuesOf(comment, 'alias'),
    documentedAt: valuesOf(comment, 'documented')[0] ?? null,
  }
}

function columnFrom(model: string, field: DMMF.Field, comment: Comment): Column {
  return {
    name: field.dbName ?? field.name,
    kind: kindOf(model, field),
    description: comment.description,
    aliases: valuesOf(comment, 'alias'),
    optional: has(comment, 'optional'),
    deprecated: has(comment, 'deprecated'),
    pii: has(comment, 'pii'),
    numericText: has(comment, 'numeric-text'),
    references: valuesOf(comment, 'references')[0] ?? null,
  }
}

function kindOf(model: string, field: DMMF.Field): Kind {
  if (field.type === 'DateTime') {
    const native = field.nativeType?.[0]
    if (native === 'Date') return 'date'
    if (native === 'Timestamp') return 'timestamp'
    throw new Error(`${model}.${field.name} is a DateTime: give it @db.Date or @db.Timestamp(6).`)
  }
  const kind = field.isList || field.kind !== 'scalar' ? undefined : KINDS[field.type]
  if (kind === undefined) {
    throw new Error(
      `${model}.${field.name} is of type ${field.type}, which the catalogue cannot show. Mark it @technical or change it.`,
    )
  }
  return kind
}

/** The tag says what identifies a row of the source, Prisma's @id what the database enforces; both must agree. */
function checkKey(model: DMMF.Model, key: readonly string[]) {
  const enforced = model.primaryKey?.fields ?? model.fields.filter(({ isId }) => isId).map(({ name }) => name)
  const expected = key.length > 0 ? key : ['row_id']
  if (enforced.join(' ') !== expected.join(' ')) {
    throw new Error(
      `${model.name}: @key names ${key.join(' ') || 'nothing'}, but its @id is ${enforced.join(' ') || 'missing'}.`,
    )
  }
  if (key.length === 0 && !model.fields.some(({ name }) => name === 'row_hash')) {
    throw new Error(`${model.name} has no @key and no row_hash: a multiset needs row_id and row_hash.`)
  }
}

function checkReferences(tables: readonly Table[]) {
  for (const table of tables) {
    for (const { name, references } of table.columns) {
      if (references === null) continue
      const target = tables.find((other) => other.schema === table.schema && references.startsWith(`${other.name}.`))
      if (!target?.columns.some((column) => references === `${target.name}.${column.name}`)) {
        throw new Error(
          `${table.schema}.${table.name}.${name}: @references ${references} is no column of schema ${table.schema}.`,
        )
      }
    }
  }
}
