/** Where a record of a block ends, with its line end and without. */
import { LINE_FEED, RecordScanner } from './scanner'

/** The record that begins at `start`, without its line end. */
export function recordAt(block: Buffer, start: number): Buffer {
  const end = new RecordScanner().scan(block, start)
  return Buffer.from(withoutLineEnd(block.subarray(start, end === -1 ? block.length : end)))
}

/** Where the line from `start` to before `next` ends without its line end. */
export function endOf(block: Buffer, start: number, next: number): number {
  const end = block[next - 1] === LINE_FEED ? next - 1 : next
  return end > start && block[end - 1] === 0x0d ? end - 1 : end
}

export function withoutLineEnd(record: Buffer): Buffer {
  let end = record.length
  if (record[end - 1] === LINE_FEED) end--
  if (record[end - 1] === 0x0d) end--
  return record.subarray(0, end)
}
