/**
 * Rows out of COPY's text format, a batch at a time: cells as PostgreSQL writes them, null for nothing. A batch is lines, whose
 * cells are made one row at a time, because what outlives a tidying up of new objects stays in memory for long.
 */

export type Cell = string | null

const LINE_FEED = 0x0a

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

export async function* copyLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let rest: Buffer[] = []
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_FEED)
    if (end === -1) {
      rest.push(chunk)
      continue
    }
    // Of a chunk, only the row that began before it is copied.
    const first = rest.length === 0 ? 0 : chunk.indexOf(LINE_FEED) + 1
    if (first > 0) yield [Buffer.concat([...rest, chunk.subarray(0, first - 1)]).toString('utf8')]
    if (first <= end) yield chunk.toString('utf8', first, end).split('\n')
    rest = end + 1 < chunk.length ? [Buffer.from(chunk.subarray(end + 1))] : []
  }
  if (rest.length > 0) throw new Error('The database ended an export in the middle of a row.')
}

export function cellsOf(line: string): Cell[] {
  const cells: Cell[] = line.split('\t')
  if (!line.includes('\\')) return cells
  return cells.map((cell) => (cell === '\\N' ? null : plain(cell!)))
}

/** COPY writes no octal and no hexadecimal escapes. */
function plain(cell: string): string {
  if (!cell.includes('\\')) return cell
  return cell.replace(/\\(.)/g, (_, character: string) => escapes[character] ?? character)
}
