/** Reads a made delivery back, for the tests: every table's rows by column name. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'

export type Told = Readonly<Record<string, string>>

export function readDelivered(folder: string, table: string): readonly Told[] {
  return parse(readFileSync(path.join(folder, `${table}.csv`)), { columns: true }) as Told[]
}

export function headerOf(folder: string, table: string): string {
  return readFileSync(path.join(folder, `${table}.csv`), 'utf8').split('\n', 1)[0] ?? ''
}
