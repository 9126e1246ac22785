/** Who stands where in which technology (METRICS.md, skill_matrix). */
import { sql } from 'kysely'
import { assessments } from '@/lib/metrics/facts/assessments'
import { loadedAt } from '@/lib/metrics/facts/datacamp-rows'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { refuseAggregates } from '../learner-rows'

export const skillMatrix = defineAnalysis({
  label: 'Skill matrix',
  description: 'Per person and technology, the score group of the last completed assessment and how long ago it was.',
  formula:
    'Last completed attempt per person and technology up to the end of the period; its age counts from completed_at to the moment of the data.',
  readFrom: [
    'datacamp.assessment_fact.score_group',
    'datacamp.assessment_fact.completed_at',
    'datacamp.assessment_fact.score',
    'datacamp.assessment_fact.percentile',
    'datacamp.assessment_dim.technology',
  ],
  leftOut: ['Earlier attempts of the same person and technology.', 'Deleted assessments (id -1).'],
  columns: [
    { name: 'person', label: 'Person', kind: 'number' },
    { name: 'name', label: 'Name', kind: 'text' },
    { name: 'technology', label: 'Technology', kind: 'text' },
    { name: 'score_group', label: 'Score group', kind: 'text' },
    { name: 'score', label: 'Score', kind: 'number', format: 'decimal' },
    { name: 'percentile', label: 'Percentile', kind: 'number', format: 'decimal' },
    { name: 'assessment', label: 'Assessment', kind: 'text' },
    { name: 'completed_on', label: 'Completed on', kind: 'day' },
    { name: 'age_days', label: 'Age', kind: 'number', format: 'days' },
  ],
  learnerRows: true,
  async rows(reader, query) {
    refuseAggregates(reader)
    const selection = selectionOf(reader, query)
    const statement = sql<AnalysisRow>`
      select last.person_id::float8 as person, coalesce(learner.name, 'Unknown learner ' || -last.person_id) as name,
        coalesce(last.technology, 'Not set') as technology, coalesce(last.score_group, 'Not set') as score_group,
        last.score::float8 as score, last.percentile::float8 as percentile,
        coalesce(described.title, 'Unknown assessment ' || last.content_id) as assessment, last.day::text as completed_on,
        (extract(epoch from ${loadedAt(selection)} - last.completed_at) / 86400)::float8 as age_days
      from (
        select distinct on (fact.person_id, fact.technology) fact.*
        from ${factRows(reader, assessments, selection)}
        order by fact.person_id, fact.technology, fact.completed_at desc, fact.score desc nulls last, fact.content_id
      ) as last
      left join mart.person as learner on learner.person_id = last.person_id
      left join datacamp.assessment_dim as described on described.assessment_id::text = last.content_id
      order by lower(coalesce(learner.name, '')), last.person_id, technology`
    return readRows<AnalysisRow>(reader, statement.compile(reader.db))
  },
})
