/** How far people are in the tracks they enrolled in (METRICS.md, track_progress). */
import { sql } from 'kysely'
import { trackEnrolments } from '@/lib/metrics/facts/tracks'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { hideCells } from './hide-cells'

interface Band extends AnalysisRow {
  readonly kind: string
  readonly enrolments: number
  readonly people: number
}

const names = ['Nothing', '1–24 %', '25–49 %', '50–74 %', '75–99 %', 'All', 'Contents unknown']
/** Position of enrolments in versions whose contents nobody knows: the last, and only where there are any. */
export const UNKNOWN = names.length - 1

export const trackProgressDistribution = defineAnalysis({
  label: 'Distribution of track progress',
  description: 'Track enrolments of the period by the share of their version’s contents that is completed by now.',
  formula:
    'Enrolments by completed contents of the enrolled version ÷ (nb_courses + nb_projects), at most 1: nothing, four quarters, all.',
  readFrom: [
    'datacamp.track_content_fact.completed_at',
    'datacamp.track_dim.nb_courses',
    'datacamp.track_dim.nb_projects',
    'datacamp.track_dim.is_custom',
    'datacamp.track_fact.started_at',
  ],
  leftOut: ['Deleted contents.'],
  columns: [
    { name: 'kind', label: 'Kind', kind: 'text' },
    { name: 'position', label: 'Position', kind: 'number', format: 'count' },
    { name: 'band', label: 'Progress', kind: 'text' },
    { name: 'enrolments', label: 'Enrolments', kind: 'number', format: 'count' },
    { name: 'share', label: 'Share', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: {
    by: {
      description: 'all: one distribution; kind: custom, standard and unknown tracks apart.',
      values: ['all', 'kind'],
      absent: 'all',
    },
  },
  async rows(reader, query) {
    const kind = query.parameters?.by === 'kind' ? sql`coalesce(fact.track_kind, 'unknown')` : sql`'all'::text`
    const statement = sql<Band>`
      with enrolment as (
        select fact.person_id, ${kind} as kind, case when fact.progress is null then ${UNKNOWN}::int
          when fact.progress <= 0 then 0 when fact.progress >= 1 then 5 else 1 + floor(fact.progress * 4)::int end as position
        from ${factRows(reader, trackEnrolments, selectionOf(reader, query))}
      ), every as (
        select kind, position from (select distinct kind from enrolment) as kinds, generate_series(0, ${UNKNOWN - 1}::int) as position
        where kind <> 'unknown'
        union select kind, position from enrolment
      )
      select every.kind, every.position, (${names}::text[])[every.position + 1] as band, count(enrolment.person_id)::int as enrolments,
        (count(enrolment.person_id) / sum(count(enrolment.person_id)) over (partition by every.kind))::float8 as share,
        count(distinct enrolment.person_id)::int as people
      from every left join enrolment on (enrolment.kind, enrolment.position) = (every.kind, every.position)
      group by every.kind, every.position
      order by every.kind, every.position`
    const bands = await readRows<Band>(reader, statement.compile(reader.db))
    const kinds = [...new Set(bands.map((band) => band.kind))]
    return kinds.flatMap((own) =>
      hideCells(
        bands.filter((band) => band.kind === own),
        ['enrolments', 'share'],
        reader.scope.minimumCell,
      ),
    )
  },
})
