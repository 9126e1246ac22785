import { navigationFor } from '@/components/shell/navigation'
import { countTry } from '@/lib/auth/rate-limit'
import type { Actor } from '@/lib/authz/actor'
import { permissionsOf } from '@/lib/authz/permissions'
import { defineRoute } from '@/lib/authz/route'
import { app } from '@/lib/db/app'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne } from '@/lib/filters/url'
import { parseSearch } from '@/lib/search/match'
import type { Named } from '@/lib/search/nearest'
import { search as searchFor } from '@/lib/search/search'

export const GET = defineRoute('GET /api/v1/search', async ({ actor, scope, search }) => {
  for (const name of search.keys()) {
    if (name !== 'q') throw new InvalidFilter(name, `"${name}" is no parameter of the search. It takes q only.`)
  }
  const words = parseSearch(readOne(search, 'q'))
  if (words.length > 0) await countTry('search', actor.id)
  const groups = await searchFor({ actor, scope, db: app(), pages: pagesOf(actor) }, words)
  return Response.json({ groups })
})

function pagesOf({ role }: Actor): readonly Named[] {
  return navigationFor(permissionsOf(role)).flatMap(({ label: group, entries }) =>
    entries.map(({ label, href }) => ({
      text: label,
      detail: group ?? 'Page',
      href,
      also: group === null ? [] : [`${group} ${label}`],
    })),
  )
}
