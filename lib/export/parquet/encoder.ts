/** Parquet, a group of rows at a time: the footer comes last, so what was cut off does not open. */
import { gzipSync } from 'node:zlib'
import type { DecodedArray } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { asTheyAre } from '../columns-as-they-are'
import { cellsOf, copyLines } from '../copy-rows'
import type { Encoder } from '../encoder'
import { columnOf } from './column'
import { HeldColumn } from './held-column'

/** What is held in memory at once. */
const GROUP_ROWS = 30_000
const GROUP_CELLS = 300_000
/** Of text, counted in characters. */
const GROUP_TEXT = 2_000_000

export const parquetEncoder: Encoder = {
  ...asTheyAre,
  async *encode(chunks, fields, progress, { asOf }) {
    const columns = fields.map((field) => columnOf(field, progress))
    const writer = new ByteWriter()
    const file = new ParquetWriter({
      writer,
      schema: [{ name: 'rows', num_children: columns.length }, ...columns.map(({ schema }) => schema)],
      createdBy: 'Skillscope',
      // Known to every reader, and the server's own is many times as fast as one in JavaScript.
      codec: 'GZIP',
      compressors: { GZIP: (bytes: Uint8Array) => gzipSync(bytes, { level: 1 }) },
      ...(asOf && { kvMetadata: [{ key: 'as_of', value: asOf }] }),
    })
    const mostRows = Math.max(1, Math.min(GROUP_ROWS, Math.floor(GROUP_CELLS / columns.length)))
    const held = columns.map((column) => new HeldColumn(column, mostRows))
    let rows = 0
    let text = 0
    const write = async (): Promise<Uint8Array> => {
      const columnData = held.map((each) => ({
        name: each.column.schema.name,
        data: each.taken(rows) as DecodedArray,
        // Bounds of texts would be parts of whole batches, and keep these from being forgotten.
        statistics: each.column.schema.converted_type !== 'UTF8',
        offsetIndex: false,
      }))
      await file.write({ columnData, rowGroupSize: Math.max(1, rows) })
      // Of pages' places and bounds, which are not asked for; kept, they would grow with the file.
      file.pendingIndexes = []
      progress.rows += rows
      rows = 0
      text = 0
      return taken(writer)
    }
    for await (const lines of copyLines(chunks)) {
      for (const line of lines) {
        const cells = cellsOf(line)
        for (let at = 0; at < columns.length; at += 1) {
          const cell = cells[at]!
          held[at]!.set(rows, cell)
          text += cell?.length ?? 0
        }
        rows += 1
        if (rows >= mostRows || text >= GROUP_TEXT) yield await write()
      }
    }
    if (rows > 0) yield await write()
    await file.finish()
    yield taken(writer)
  },
}

/** The places that the file speaks of count on. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = Uint8Array.from(writer.getBytes())
  writer.index = 0
  return bytes
}
