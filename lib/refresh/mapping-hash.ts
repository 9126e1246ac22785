/** What tells whether two reads of the same file would understand it alike. */
import { createHash } from 'node:crypto'
import type { SourceTable } from '@/lib/connectors/types'

/** Raised when a row would be understood differently than before, so that unchanged files are read again. */
const PARSER_VERSION = 1

/** What the rows of a file mean depends on this: when it changes, an unchanged file is read again all the same. */
export function mappingHash(source: SourceTable): string {
  const columns = source.table.columns.map(({ name, kind }) => `${name}:${kind}`)
  const mapping = [PARSER_VERSION, source.table.key, source.columns, source.extra, columns]
  return createHash('sha256').update(JSON.stringify(mapping)).digest('hex').slice(0, 16)
}
