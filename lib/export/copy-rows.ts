/** Rows out of COPY's text format, a batch at a time: cells as PostgreSQL writes them, null for nothing. */

export type Cell = string | null

const LINE_FEED = 0x0a

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

export async function* copyRows(chunks: AsyncIterable<Buffer>): AsyncGenerator<Cell[][]> {
  let rest: Buffer[] = []
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_FEED)
    if (end === -1) {
      rest.push(chunk)
      continue
    }
    const lines = Buffer.concat([...rest, chunk.subarray(0, end)]).toString('utf8')
    rest = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : []
    yield lines.split('\n').map(cellsOf)
  }
  if (rest.length > 0) throw new Error('The database ended an export in the middle of a row.')
}

function cellsOf(line: string): Cell[] {
  const cells: Cell[] = line.split('\t')
  if (!line.includes('\\')) return cells
  return cells.map((cell) => (cell === '\\N' ? null : plain(cell!)))
}

/** COPY writes no octal and no hexadecimal escapes. */
function plain(cell: string): string {
  if (!cell.includes('\\')) return cell
  return cell.replace(/\\(.)/g, (_, character: string) => escapes[character] ?? character)
}
