/** Which colour each technology has, on every page and for every reader: by learning time ever, so that no filter moves it. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { assignSlots, type Assignment } from '@/lib/design/palette'

/** The newest state of the data only; older ones never come back. */
let known: { readonly dataVersion: number; readonly colours: Assignment } | undefined

export async function technologyColours({ db, dataVersion }: ScopedReader): Promise<Assignment> {
  if (known?.dataVersion === dataVersion) return known.colours
  const { rows } = await sql<{ name: string; hours: number }>`
    select technology as name, (sum(seconds) / 3600)::float8 as hours from mart.activity
    where technology is not null group by technology`.execute(db)
  known = { dataVersion, colours: assignSlots(rows) }
  return known.colours
}
