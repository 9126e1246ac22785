/** What an address says about the file it asks for, apart from the rows in it. */
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne } from '@/lib/filters/url'
import { formatIds, isFormat, type FormatId } from '@/lib/format/file-format'

export interface Wanted {
  readonly format: FormatId
  /** Not the file, but what it would be: rows, checksum, filters, definitions. */
  readonly manifestOnly: boolean
}

/** The rest of the address is the rows' own, for parsers that refuse what they do not know. */
export function readWanted(search: URLSearchParams): { wanted: Wanted; rest: URLSearchParams } {
  const format = readOne(search, 'format') ?? 'csv'
  if (!isFormat(format)) {
    throw new InvalidFilter('format', `format: "${format}" is not known. Use one of: ${formatIds.join(', ')}.`)
  }
  const manifest = readOne(search, 'manifest')
  if (manifest !== null && manifest !== '1') {
    throw new InvalidFilter('manifest', `manifest: "${manifest}" is not known. Use 1, or leave it out.`)
  }
  const rest = new URLSearchParams(search)
  rest.delete('format')
  rest.delete('manifest')
  return { wanted: { format, manifestOnly: manifest === '1' }, rest }
}
