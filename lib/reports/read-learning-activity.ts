/** What Learning activity reads, in one place: the page draws it, a publish warms it, the benchmark times it. */
import type { ScopedReader } from '@/lib/authz/reader'
import type { Grain } from '@/lib/filters/buckets'
import type { Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { filterOptions } from '@/lib/metrics/options'
import type { Query } from '@/lib/metrics/query'
import { series } from '@/lib/metrics/series'
import { reports } from './reports'
import { technologyColours } from './technology-colours'

const [, { metrics }] = reports

/** A page of the breakdown. */
export interface BreakdownPage {
  readonly sort: NonNullable<Query<(typeof metrics)[number], Grain | 'team' | 'technology'>['sort']>
  readonly limit: number
  readonly offset: number
}

/** Rows of the breakdown on one page. */
export const ROWS = 50

export async function readLearningActivity(reader: ScopedReader, filters: Filters, page: BreakdownPage) {
  const alone = { ...filters, compare: 'none' as const }
  const { sort, limit, offset } = page
  return {
    filters,
    choices: await filterOptions(reader),
    figures: await series(reader, { metrics, filters }),
    technologies: await series(reader, { metrics: ['learning_hours', 'xp'], by: 'technology', filters: alone }),
    breakdown: await ask(reader, {
      metrics,
      by: [filters.grain, 'team', 'technology'],
      filters: alone,
      sort,
      limit,
      offset,
    }),
    colours: await technologyColours(reader),
  }
}
