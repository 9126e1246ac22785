/** CSV as RFC 4180 writes it: fields quoted where they must be, records ended by CRLF. */

const QUOTE = 0x22
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

export function csvRecord(fields: readonly string[]): string {
  return `${fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')}\r\n`
}

/** Turns the line feeds that end COPY's records into CRLF, chunk by chunk, and counts them; those inside fields stay. */
export function recordEnds(): { convert(chunk: Uint8Array): Uint8Array; count(): number } {
  let quoted = false
  let records = 0
  let converted = Buffer.alloc(0)
  const convert = (chunk: Uint8Array) => {
    // Room for the worst, made once and kept: new for each chunk, it would wait by the dozen to be tidied up.
    if (converted.length < chunk.length * 2) converted = Buffer.allocUnsafe(chunk.length * 2)
    let length = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]!
      if (byte === QUOTE) quoted = !quoted
      else if (byte === LINE_FEED && !quoted) {
        converted[length++] = CARRIAGE_RETURN
        records += 1
      }
      converted[length++] = byte
    }
    return Buffer.from(converted.subarray(0, length))
  }
  return { convert, count: () => records }
}
