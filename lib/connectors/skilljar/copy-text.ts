/** PostgreSQL's COPY text format into rows. */
import { isUtf8 } from 'node:buffer'
import { blocks } from '../blocks'
import type { Batch, BrokenRecord, RawRow } from '../types'

const LINE_FEED = 0x0a
const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** `object`: the table, for messages. The stream must end after a line end, as COPY's does. */
export async function* readCopyText(chunks: AsyncIterable<Uint8Array>, object: string): AsyncGenerator<Batch, void> {
  let carry: Buffer = Buffer.alloc(0)
  let ordinal = 1
  for await (const chunk of blocks(chunks)) {
    const block = carry.length === 0 ? chunk : Buffer.concat([carry, chunk])
    const end = block.lastIndexOf(LINE_FEED) + 1
    carry = block.subarray(end)
    if (end === 0) continue
    const batch = parseLines(block.subarray(0, end), ordinal, object)
    ordinal += batch.rows.length + batch.broken.length
    yield batch
  }
}

function parseLines(bytes: Buffer, first: number, object: string): Batch {
  const rows: RawRow[] = []
  const lines: number[] = []
  const broken: BrokenRecord[] = []
  const texts: string[] = []
  const keep = (text: string, line: number) => {
    texts.push(text)
    rows.push(copyFields(text))
    lines.push(line)
  }
  if (isUtf8(bytes)) {
    const all = bytes.toString('utf8').split('\n')
    for (let index = 0; index < all.length - 1; index++) keep(all[index] as string, first + index)
  } else {
    // A database in SQL_ASCII hands out whatever bytes it was given.
    let line = first
    for (let start = 0; start < bytes.length; line++) {
      const end = bytes.indexOf(LINE_FEED, start)
      const raw = bytes.subarray(start, end)
      const message = `${object}, row ${line}: the record is not UTF-8 text.`
      if (isUtf8(raw)) keep(raw.toString('utf8'), line)
      else broken.push({ raw: Buffer.from(raw), reason: 'not_utf8', message, line, offset: null })
      start = end + 1
    }
  }
  return { rows, lines, broken, raw: (index) => Buffer.from(texts[index] ?? '', 'utf8') }
}

/** One line cut into fields, as it is read and as it lies in the quarantine. */
export function copyFields(text: string): RawRow {
  const fields: (string | null)[] = text.split('\t')
  if (!text.includes('\\')) return fields
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index] as string
    if (field === '\\N') fields[index] = null
    else if (field.includes('\\'))
      fields[index] = field.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter)
  }
  return fields
}
