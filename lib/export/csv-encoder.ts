/** CSV as COPY writes it, with cells that no spreadsheet runs and records that end as RFC 4180 says. */
import { sql } from 'kysely'
import { csvRecord, recordEnds } from './csv-text'
import type { Encoder } from './encoder'
import { safeCell } from './formula-safe'

export function csvEncoder({ byteOrderMark = false } = {}): Encoder {
  return {
    cells: (fields) =>
      sql.join(fields.map(({ name, dataTypeID }) => sql`${safeCell(name, dataTypeID)} as ${sql.id(name)}`)),
    copy: 'format csv',
    async *encode(chunks, fields, progress, { headings }) {
      const names = csvRecord(fields.map(({ name }) => headings?.[name] ?? name))
      yield Buffer.from(byteOrderMark ? `\ufeff${names}` : names)
      const records = recordEnds()
      for await (const chunk of chunks) {
        yield records.convert(chunk)
        progress.rows = records.count()
      }
    },
  }
}
