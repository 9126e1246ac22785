/** What the Overview reads, in one place: the page draws it, a publish warms it, the benchmark times it. */
import type { ScopedReader } from '@/lib/authz/reader'
import { noTeam, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { filterOptions } from '@/lib/metrics/options'
import { series } from '@/lib/metrics/series'
import { reports } from './reports'
import { technologyColours } from './technology-colours'

const [{ metrics }] = reports
const MOST_TEAMS = 10

export async function readOverview(reader: ScopedReader, filters: Filters) {
  return {
    filters,
    choices: await filterOptions(reader),
    figures: await series(reader, { metrics, filters }),
    technologies: await series(reader, {
      metrics: ['learning_hours'],
      by: 'technology',
      filters: { ...filters, compare: 'none' },
    }),
    teams: await ask(reader, {
      metrics: ['learning_hours', 'active_learners'],
      by: ['team'],
      filters: { ...filters, team: filters.team.filter((id) => id !== noTeam) },
      sort: { by: 'learning_hours', descending: true },
      limit: MOST_TEAMS,
    }),
    colours: await technologyColours(reader),
  }
}
