/**
 * A workbook, streamed. Written here and not by exceljs, whose stream holds back nobody, drops control characters and stamps
 * each file with the time of its making. More rows than a sheet holds go on to the next one.
 */
import { asTheyAre } from '../columns-as-they-are'
import { cellsOf, copyLines, type Cell } from '../copy-rows'
import type { EncodeOptions, Encoder, Progress } from '../encoder'
import type { FieldDef } from 'pg'
import { cellXml, headingXml, kindOf } from './cell'
import { otherParts, sheetEnd, sheetPath, sheetStart } from './parts'
import { ZipWriter } from './zip'

/** The heading is one of them. */
const SHEET_ROWS = 1_048_576
/** A part of an archive ends at 4 GB. */
const SHEET_BYTES = 3_000_000_000
/** Of an archive: nothing can be older. */
const NO_TIME = new Date(Date.UTC(1980, 0, 1))

export interface SheetLimits {
  readonly rows: number
  readonly bytes: number
}

export const workbookEncoder: Encoder = {
  ...asTheyAre,
  encode: workbookWithin({ rows: SHEET_ROWS, bytes: SHEET_BYTES }),
}

/** For tests: sheets that are full earlier. */
export function workbookWithin(limits: SheetLimits): Encoder['encode'] {
  return async function* encode(chunks, fields, progress, options) {
    const zip = new ZipWriter(options.asOf ? new Date(options.asOf) : NO_TIME)
    const batches = new Batches(copyLines(chunks))
    let sheets = 0
    do {
      sheets += 1
      yield* zip.file(sheetPath(sheets), sheet(batches, fields, progress, options, limits))
    } while (await batches.hasMore())
    for (const [path, text] of Object.entries(otherParts(sheets))) yield* zip.file(path, [Buffer.from(text)])
    yield* zip.end()
  }
}

/** Rows that a full sheet leaves over are the next one's. */
class Batches {
  private left: string[] = []
  constructor(private readonly source: AsyncGenerator<string[]>) {}

  async hasMore(): Promise<boolean> {
    while (this.left.length === 0) {
      const { value, done } = await this.source.next()
      if (done) return false
      this.left = value
    }
    return true
  }

  take(most: number): string[] {
    const taken = this.left.slice(0, most)
    this.left = this.left.slice(most)
    return taken
  }
}

async function* sheet(
  batches: Batches,
  fields: readonly FieldDef[],
  progress: Progress,
  { headings }: EncodeOptions,
  limits: SheetLimits,
): AsyncGenerator<Buffer> {
  const places = fields.map((_, index) => columnName(index))
  const kinds = fields.map(({ dataTypeID }) => kindOf(dataTypeID))
  const names = fields.map(({ name }, index) => headingXml(headings?.[name] ?? name, places[index]!, progress))
  yield Buffer.from(`${sheetStart(fields)}<row r="1">${names.join('')}</row>`)
  const rowXml = (cells: readonly Cell[], number: number) => {
    let xml = `<row r="${number}">`
    for (let at = 0; at < cells.length; at += 1) xml += cellXml(cells[at]!, kinds[at]!, places[at]!, number, progress)
    return `${xml}</row>`
  }
  let row = 1
  let bytes = 0
  while (row < limits.rows && bytes < limits.bytes && (await batches.hasMore())) {
    const rows: Buffer[] = []
    for (const line of batches.take(limits.rows - row)) {
      row += 1
      progress.rows += 1
      rows.push(Buffer.from(rowXml(cellsOf(line), row)))
    }
    const part = Buffer.concat(rows)
    bytes += part.length
    yield part
  }
  yield Buffer.from(sheetEnd)
}

/** A, B, … Z, AA, … */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}
