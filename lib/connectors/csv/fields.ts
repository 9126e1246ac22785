/** One record's text into its fields. */

/** `text` obeys the quoting rules (RecordScanner) and has no line end. A bare carriage return is refused with null. */
export function splitFields(text: string): string[] | null {
  if (!text.includes('"')) return text.includes('\r') ? null : text.split(',')
  const fields: string[] = []
  let position = 0
  for (;;) {
    if (text[position] === '"') {
      let end = text.indexOf('"', position + 1)
      while (text[end + 1] === '"') end = text.indexOf('"', end + 2)
      const value = text.slice(position + 1, end)
      fields.push(value.includes('"') ? value.replaceAll('""', '"') : value)
      position = end + 1
    } else {
      const comma = text.indexOf(',', position)
      const value = text.slice(position, comma === -1 ? text.length : comma)
      if (value.includes('\r')) return null
      fields.push(value)
      position += value.length
    }
    if (position >= text.length) return fields
    position++
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

export function withoutByteOrderMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).equals(byteOrderMark) ? bytes.subarray(3) : bytes
}
