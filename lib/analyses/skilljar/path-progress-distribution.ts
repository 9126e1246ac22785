/** How far people are in the Skilljar paths they enrolled in. */
import { sql } from 'kysely'
import { pathsEnrolled } from '@/lib/metrics/facts/paths'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { hideCells } from '../datacamp/hide-cells'

interface Band extends AnalysisRow {
  readonly enrolments: number
  readonly people: number
}

const names = ['Nothing', '1–24 %', '25–49 %', '50–74 %', '75–99 %', 'All', 'Items unknown']
/** Position of enrolments in paths whose items nobody knows: the last, and only where there are any. */
const UNKNOWN = names.length - 1

export const pathProgressDistribution = defineAnalysis({
  label: 'Distribution of path progress',
  description: 'Path enrolments of the period by the share of the path’s courses that is completed by now.',
  formula:
    'Enrolments by items of the path whose course the student completed ÷ items of the path: nothing, four quarters, all.',
  readFrom: pathsEnrolled.metrics.path_progress_median.readFrom,
  leftOut: ['Courses that a student completed outside of the path.', 'Enrolments whose time is no time.'],
  columns: [
    { name: 'position', label: 'Position', kind: 'number', format: 'count' },
    { name: 'band', label: 'Progress', kind: 'text' },
    { name: 'enrolments', label: 'Enrolments', kind: 'number', format: 'count' },
    { name: 'share', label: 'Share', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  async rows(reader, query) {
    const statement = sql<Band>`
      with enrolment as (
        select fact.person_id, case when fact.progress is null then ${UNKNOWN}::int
          when fact.progress <= 0 then 0 when fact.progress >= 1 then 5 else 1 + floor(fact.progress * 4)::int end as position
        from ${factRows(reader, pathsEnrolled, selectionOf(reader, query))}
      ), every as (
        select generate_series(0, ${UNKNOWN - 1}::int) as position where exists (select from enrolment)
        union select position from enrolment
      )
      select every.position, (${names}::text[])[every.position + 1] as band, count(enrolment.position)::int as enrolments,
        (count(enrolment.position) / sum(count(enrolment.position)) over ())::float8 as share,
        count(distinct enrolment.person_id)::int as people
      from every left join enrolment using (position)
      group by every.position
      order by every.position`
    const bands = await readRows<Band>(reader, statement.compile(reader.db))
    return hideCells(bands, ['enrolments', 'share'], reader.scope.minimumCell)
  },
})
