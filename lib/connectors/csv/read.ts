/** A stream of bytes into batches of rows: constant memory, and the source waits while a batch is worked on. */
import { blocks } from '../blocks'
import { SourceChanged, type Batch } from '../types'
import { EncodingCheck } from './encoding-check'
import { withoutByteOrderMark } from './fields'
import { readHeader } from './header'
import { CsvParser, type CsvShape } from './parser'
import { countLines, RecordScanner } from './scanner'

export interface CsvSource extends CsvShape {
  /** The header as it was when the columns were matched. */
  readonly header: readonly string[]
}

export async function* readCsv(chunks: AsyncIterable<Uint8Array>, source: CsvSource): AsyncGenerator<Batch, void> {
  const encoding = new EncodingCheck(source.object)
  // The first block holds the whole header.
  let parser: CsvParser | null = null
  for await (const block of blocks(chunks)) {
    if (parser) {
      yield encoding.seen(parser.push(block))
      continue
    }
    const { line, offset } = skipHeader(block, source)
    parser = new CsvParser(source, { line, offset })
    if (offset < block.length) yield encoding.seen(parser.push(block.subarray(offset)))
  }
  if (parser) yield encoding.seen(parser.end())
  encoding.end()
}

function skipHeader(block: Buffer, source: CsvSource): { line: number; offset: number } {
  const header = readHeader(block, source.object)
  if (header.join('\n') !== source.header.join('\n')) {
    throw new SourceChanged(`${source.object} was replaced while it was read.`)
  }
  const bytes = withoutByteOrderMark(block)
  const end = new RecordScanner().scan(bytes, 0)
  const length = end === -1 ? bytes.length : end
  return { line: 1 + countLines(bytes.subarray(0, length)), offset: block.length - bytes.length + length }
}
