/** The names in a file's first record. */
import { isUtf8 } from 'node:buffer'
import { SourceError } from '../types'
import { splitFields, withoutByteOrderMark } from './fields'
import { RecordScanner } from './scanner'

/** Longest header that is looked for; DataCamp's longest has 400 bytes. */
export const HEADER_BYTES = 64 * 1024

/** `start`: the first bytes of the file; all of it when the file is shorter than HEADER_BYTES. */
export function readHeader(start: Buffer, object: string): readonly string[] {
  const problem = (what: string) => new SourceError('malformed', `${object} ${what}.`)
  if (start[0] === 0x1f && start[1] === 0x8b) {
    throw problem('is compressed, but neither its name (.csv.gz) nor its Content-Encoding says so')
  }
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) {
    throw problem('is UTF-16 text; Skillscope reads UTF-8')
  }
  const bytes = withoutByteOrderMark(start)
  if (bytes.length === 0) throw problem('is empty: not even a header row')

  const scanner = new RecordScanner()
  const end = scanner.scan(bytes, 0)
  if (end === -1 && (start.length >= HEADER_BYTES || scanner.isInsideQuotes))
    throw problem('has no readable header row')
  const record = bytes.subarray(0, end === -1 ? bytes.length : end)
  if (scanner.fault !== null) throw problem(`has a malformed header row: ${scanner.fault}`)
  if (record.includes(0) || !isUtf8(record)) throw problem('does not begin with a header row in UTF-8 text')
  const fields = splitFields(
    record
      .toString('utf8')
      .replace(/\r?\n$/, '')
      .replace(/\r$/, ''),
  )
  if (fields === null) throw problem('has a malformed header row: a carriage return stands inside a name')
  return fields.map((name) => name.trim())
}
