/**
 * JSON lines: one object a line, written by PostgreSQL. Raw control characters never stand inside JSON's strings, so two of
 * them serve COPY as delimiter and quote and no line is escaped; line ends between a JSON column's own tokens become blanks.
 */
import { sql } from 'kysely'
import type { Encoder } from './encoder'

const LINE_FEED = 0x0a

export const jsonLinesEncoder: Encoder = {
  cells: () => sql`translate(row_to_json(answer.*)::text, E'\\n\\r', '  ')`,
  copy: `format csv, delimiter E'\\x01', quote E'\\x02', escape E'\\x02', null E'\\x03'`,
  async *encode(chunks, _fields, progress) {
    for await (const chunk of chunks) {
      yield chunk
      progress.rows += linesIn(chunk)
    }
  },
}

function linesIn(chunk: Buffer): number {
  let lines = 0
  for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, at + 1)) lines += 1
  return lines
}
