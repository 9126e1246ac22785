/** The part of a file that a download asks to go on with. One range; whatever else is written there means the whole file. */

export interface Range {
  readonly from: number
  /** The last byte, included. */
  readonly to: number
}

export function readRange(header: string | null, size: number): Range | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return null
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < from) return null
  return from > to ? 'unsatisfiable' : { from, to }
}
