import { teamLabels } from '@/components/filters/team-labels'
import { defineRoute } from '@/lib/authz/route'
import { withReader } from '@/lib/authz/reader'
import { dayOf, isDay } from '@/lib/filters/days'
import { newestDay } from '@/lib/filters/filters'
import { filterOptions } from '@/lib/metrics/options'
import { meaningsOf } from '@/lib/views/periods'

/** For the form that saves a view: what its period can mean from now on, and with which teams' managers it can be shared. */
export const GET = defineRoute('GET /api/views/choices', ({ scope, search }) =>
  withReader(scope, async (reader) => {
    const [from, to] = [search.get('from') ?? '', search.get('to') ?? '']
    const { teams } = await filterOptions(reader)
    return Response.json({
      periods: isDay(from) && isDay(to) ? meaningsOf({ from, to }, newestDay(dayOf(new Date()), reader.asOf)) : [],
      teams: [...teamLabels(teams.filter(({ deleted }) => !deleted))].map(([id, name]) => ({ id, name })),
    })
  }),
)
