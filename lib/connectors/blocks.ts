/** Gathers small chunks, so that each block is worth the work around it. Where it can, a block ends where a line does. */

/** Some thousand rows of a fact. */
const BLOCK_BYTES = 256 * 1024
const LINE_FEED = 0x0a

export async function* blocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let gathered: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes < BLOCK_BYTES) {
      gathered.push(chunk)
      continue
    }
    // What follows the last line end goes to the next block: whoever cuts lines would have to carry it over.
    const end = chunk.lastIndexOf(LINE_FEED) + 1 || chunk.length
    yield Buffer.concat([...gathered, chunk.subarray(0, end)])
    gathered = end < chunk.length ? [chunk.subarray(end)] : []
    bytes = chunk.length - end
  }
  if (bytes > 0) yield Buffer.concat(gathered)
}
