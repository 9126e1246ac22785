import type { Source } from '@/lib/filters/filters'

/** What DataCamp does not tell; said wherever hours and active people stand. */
export const notObserved = 'DataCamp has no rows for days on which a person was outside the group, and no mobile time.'

/** A note of a page or a card; undefined: it is about DataCamp's rows, and there never were any. */
export function noteOf(note: string | undefined, asOf: Readonly<Record<Source, string | null>>): string | undefined {
  return note === notObserved && asOf.datacamp === null ? undefined : note
}
