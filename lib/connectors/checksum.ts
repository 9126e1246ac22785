/**
 * A checksum per day over a table's rows, as SQL that the source and our own database both understand (PostgreSQL 12 and
 * later). Each side says how its values are written; equal rows must be written alike on both.
 */
import type { DayChecksum } from './types'

export interface ChecksumParts {
  /** Quoted name of the table. */
  readonly from: string
  /** SQL that writes each value as text, null where it has none. */
  readonly cells: readonly string[]
  /** SQL of the day that a row belongs to. */
  readonly day: string
}

export function checksumQuery({ from, cells, day }: ChecksumParts): string {
  // The length in front keeps "ab","c" and "a","bc" apart. Bytes are those of UTF-8, whatever the database keeps.
  const written = cells.map((_, index) => `coalesce(length(c${index}) || ':' || c${index}, '-')`).join(` || `)
  const values = cells.map((cell, index) => `${cell} as c${index}`).join(', ')
  return `
    select day, count(*)::text as rows, sum(('x' || left(digest, 16))::bit(64)::bigint)::text as checksum
    from (select day, md5(convert_to(${written}, 'UTF8')) as digest from (select (${day})::text as day, ${values} from ${from}) as cells) as digests
    group by day`
}

/** Days on which the two sides do not hold the same rows. */
export function differingDays(
  ours: readonly DayChecksum[],
  theirs: readonly DayChecksum[],
): readonly (string | null)[] {
  const text = ({ rows, checksum }: DayChecksum) => `${rows} ${checksum}`
  const known = new Map(ours.map((entry) => [entry.day, text(entry)]))
  const differing = theirs.filter((entry) => known.get(entry.day) !== text(entry)).map(({ day }) => day)
  // A day that only we have needs no reading: its rows moved or went away, which other days and the keys tell.
  return differing
}
