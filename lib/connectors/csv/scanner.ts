/** Finds where a CSV record ends, byte by byte and across blocks, without deciding what its fields mean. */

export const QUOTE = 0x22
export const COMMA = 0x2c
export const LINE_FEED = 0x0a
export const RETURN = 0x0d

type State = 'field start' | 'bare' | 'quoted' | 'after quote' | 'after return'

export class RecordScanner {
  #state: State = 'field start'
  /** What breaks the quoting rules of RFC 4180; the record still ends where its line ends. */
  fault: string | null = null

  /** Bytes ending here would end inside a quoted field. */
  get isInsideQuotes(): boolean {
    return this.#state === 'quoted'
  }

  /** Position after the line feed that ends the record, or -1 when `bytes` end first: go on with the next block. */
  scan(bytes: Buffer, from: number): number {
    let state = this.#state
    for (let position = from; position < bytes.length; position++) {
      if (state === 'quoted') {
        position = bytes.indexOf(QUOTE, position)
        if (position === -1) break
        state = 'after quote'
        continue
      }
      const byte = bytes[position]
      if (byte === LINE_FEED) return position + 1
      if (byte === COMMA && state !== 'after return') state = 'field start'
      else if (byte === QUOTE && state === 'field start') state = 'quoted'
      else if (byte === QUOTE && state === 'after quote') state = 'quoted'
      else if (byte === RETURN && state === 'after quote') state = 'after return'
      else {
        if (byte === QUOTE) this.fault ??= 'a quotation mark stands inside an unquoted field'
        else if (state === 'after quote' || state === 'after return')
          this.fault ??= 'text follows a closing quotation mark'
        state = 'bare'
      }
    }
    this.#state = state
    return -1
  }
}

/** Where each line of a block begins. */
export function lineStarts(block: Buffer): number[] {
  const starts = [0]
  for (let end = block.indexOf(LINE_FEED); end !== -1; end = block.indexOf(LINE_FEED, end + 1)) starts.push(end + 1)
  return starts
}

export function countLines(bytes: Buffer): number {
  let lines = 0
  for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, end + 1)) lines++
  return lines
}
