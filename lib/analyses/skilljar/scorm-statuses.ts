/** What SCORM modules reported: the first attempt of each beside the latest. */
import { sql } from 'kysely'
import { notSet } from '@/lib/filters/filters'
import { scorm } from '@/lib/metrics/facts/scorm'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf } from '../analysis'
import { hideFirstAndLatest, type FirstAndLatest } from './first-and-latest'

/** In this order; what a module calls otherwise follows by its name. */
const order = ['passed', 'completed', 'failed', 'incomplete', 'browsed', 'not_attempted', 'unknown', notSet]

export const scormStatuses = defineAnalysis({
  label: 'SCORM statuses',
  description: 'SCORM modules of the period by the status of their first and of their latest attempt.',
  formula: 'Pairs of lesson progress and module by the status of the first and of the latest attempted_at.',
  readFrom: scorm.metrics.scorm_modules.readFrom,
  leftOut: ['Attempts between the first and the latest.'],
  columns: [
    { name: 'status', label: 'Status', kind: 'text' },
    { name: 'first', label: 'First attempt', kind: 'number', format: 'count' },
    { name: 'latest', label: 'Latest attempt', kind: 'number', format: 'count' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  async rows(reader, query) {
    const statement = sql<FirstAndLatest>`
      select told.status, (count(*) filter (where told.is_first))::int as first, (count(*) filter (where not told.is_first))::int as latest,
        (count(distinct fact.person_id) filter (where told.is_first))::int as people_first,
        (count(distinct fact.person_id) filter (where not told.is_first))::int as people_latest
      from ${factRows(reader, scorm, selectionOf(reader, query))}
      cross join lateral (values (true, coalesce(fact.first_status, ${notSet})), (false, coalesce(fact.scorm_status, ${notSet}))) as told (is_first, status)
      group by told.status
      order by array_position(${order}::text[], told.status) nulls last, told.status collate "C"`
    const rows = await readRows<FirstAndLatest>(reader, statement.compile(reader.db))
    return hideFirstAndLatest(rows, reader.scope.minimumCell)
  },
})
