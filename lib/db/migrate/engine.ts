/**
 * Prisma's migration engine, as WebAssembly. It only ever compares one database with the Prisma schema: running SQL is
 * left to deploy.ts, because the engine's adapter would split functions at their semicolons.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
  type ColumnType,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { log } from '@/lib/log'
import { withSettings } from '../pools'
import { SCHEMA } from './folder'

// What the engine's questions to the system catalogue answer with, the one-letter type "char" (18) included.
const columnTypes: Record<number, ColumnType> = {
  16: ColumnTypeEnum.Boolean,
  18: ColumnTypeEnum.Character,
  19: ColumnTypeEnum.Text,
  20: ColumnTypeEnum.Int64,
  21: ColumnTypeEnum.Int32,
  23: ColumnTypeEnum.Int32,
  25: ColumnTypeEnum.Text,
  26: ColumnTypeEnum.Int64,
  114: ColumnTypeEnum.Json,
  1002: ColumnTypeEnum.CharacterArray,
  1003: ColumnTypeEnum.TextArray,
  1005: ColumnTypeEnum.Int32Array,
  1007: ColumnTypeEnum.Int32Array,
  1009: ColumnTypeEnum.TextArray,
  1016: ColumnTypeEnum.Int64Array,
  1028: ColumnTypeEnum.Int64Array,
  1043: ColumnTypeEnum.Text,
  1184: ColumnTypeEnum.DateTime,
}

function rethrow(error: unknown): never {
  const { code, severity, message, detail, column, hint } = error as pg.DatabaseError
  throw new DriverAdapterError({
    kind: 'postgres',
    code: code ?? 'N/A',
    severity: severity ?? 'ERROR',
    message,
    detail,
    column,
    hint,
  })
}

function adapterOf(client: pg.Client): SqlDriverAdapter {
  const ask = (query: SqlQuery) =>
    client.query<unknown[]>({ text: query.sql, values: query.args, rowMode: 'array' }).catch(rethrow)
  const adapter: SqlDriverAdapter = {
    provider: 'postgres',
    adapterName: 'skillscope-migrate',
    async queryRaw(query) {
      const { fields, rows } = await ask(query)
      const types = fields.map(({ dataTypeID }) => columnTypes[dataTypeID])
      const unknown = fields.find((_, index) => types[index] === undefined)
      if (unknown) {
        throw new DriverAdapterError({ kind: 'UnsupportedNativeDataType', type: String(unknown.dataTypeID) })
      }
      return { columnNames: fields.map(({ name }) => name), columnTypes: types as ColumnType[], rows }
    },
    executeRaw: async (query) => (await ask(query)).rowCount ?? 0,
    async executeScript() {
      throw new Error('The migration engine tried to change the database; it is only there to compare.')
    },
    async startTransaction() {
      throw new Error('The migration engine tried to open a transaction; it is only there to compare.')
    },
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    dispose: async () => undefined,
  }
  return adapter
}

function readSchema(folder: string) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.prisma'))
    .sort()
    .map((file) => ({ path: path.join(folder, file), content: readFileSync(path.join(folder, file), 'utf8') }))
}

/** The SQL that leads from the database to the Prisma schema; empty when they agree. */
export async function differenceToSchema(url: string, folder: string = SCHEMA): Promise<string> {
  // Loaded only here: no other command needs the engine's two megabytes.
  const { SchemaEngine } = await import('@prisma/schema-engine-wasm')
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => log.error(message) },
  })

  const client = new pg.Client({ connectionString: withSettings(url, { timezone: 'UTC' }) })
  await client.connect()
  try {
    const adapter = adapterOf(client)
    const factory: SqlMigrationAwareDriverAdapterFactory = {
      provider: 'postgres',
      adapterName: adapter.adapterName,
      connect: async () => adapter,
      connectToShadowDb: async () => {
        throw new Error('The migration engine asked for a shadow database; the runner makes its own.')
      },
    }
    const files = readSchema(folder)
    const datamodels = files.map(({ path: file, content }): [string, string] => [file, content])
    const engine = await SchemaEngine.new({ datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory))
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: folder },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: ['public._prisma_migrations'], externalEnums: [] },
    })
    return (stdout ?? '').replace('-- This is an empty migration.', '').trim()
  } finally {
    await client.end()
  }
}
