/** Where Skilljar's paths are published, and how many enrolled in them there. */
import { sql } from 'kysely'
import { pathsEnrolled } from '@/lib/metrics/facts/paths'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { hideCells } from '../datacamp/hide-cells'

interface Publication extends AnalysisRow {
  readonly enrolments: number
  readonly people: number
}

export const pathPublications = defineAnalysis({
  label: 'Publications of paths',
  description: 'On which domains Skilljar’s paths are published, whether they are visible there, and who enrolled.',
  formula: 'Published paths with their domain and tags; pairs of student and path count where the first enrolment was.',
  readFrom: [
    'skilljar.published_path.domain_id',
    'skilljar.published_path.is_visible',
    'skilljar.published_path_tags.tag_id',
    'skilljar.tag.name',
    'skilljar.domain.name',
    'skilljar.path.title',
    ...pathsEnrolled.metrics.path_enrolments.readFrom,
  ],
  leftOut: ['Later enrolments of the same student in the same path, on this domain or another.'],
  columns: [
    { name: 'path', label: 'Path id', kind: 'text' },
    { name: 'path_name', label: 'Path', kind: 'text' },
    { name: 'publication', label: 'Publication id', kind: 'text' },
    { name: 'domain', label: 'Domain id', kind: 'text' },
    { name: 'domain_name', label: 'Domain', kind: 'text' },
    { name: 'is_visible', label: 'Visible', kind: 'boolean' },
    { name: 'tags', label: 'Tags', kind: 'text' },
    { name: 'enrolments', label: 'Enrolments', kind: 'number', format: 'count' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: { path: { description: 'Id of one path; absent: all.' } },
  async rows(reader, query) {
    const path = query.parameters?.path ?? null
    const statement = sql<Publication>`
      select published.path_id as path, coalesce(path.title, trim('Unknown path ' || coalesce(published.path_id, ''))) as path_name,
        published.published_path_id as publication, published.domain_id as domain,
        coalesce(domain.name, 'Unknown domain') as domain_name, published.is_visible, tagged.names as tags,
        coalesce(enrolled.pairs, 0)::int as enrolments, coalesce(enrolled.people, 0)::int as people
      from skilljar.published_path as published
      left join skilljar.path on path.path_id = published.path_id
      left join skilljar.domain on domain.domain_id = published.domain_id
      left join (
        select published_path_id, string_agg(distinct coalesce(tag.name, 'Unknown tag'), ', ') as names
        from skilljar.published_path_tags left join skilljar.tag using (tag_id)
        group by published_path_id
      ) as tagged using (published_path_id)
      left join (
        select fact.published, count(*) as pairs, count(distinct fact.person_id) as people
        from ${factRows(reader, pathsEnrolled, selectionOf(reader, query))}
        group by fact.published
      ) as enrolled on enrolled.published = 'path/' || published.published_path_id
      where ${path}::text is null or published.path_id = ${path}::text
      order by lower(coalesce(path.title, '')), published.path_id, lower(domain.name), published.published_path_id collate "C"`
    const rows = await readRows<Publication>(reader, statement.compile(reader.db))
    // Each path's enrolments are a whole that other pages show.
    const paths = Map.groupBy(rows, (row) => row['path'])
    return [...paths.values()].flatMap((own) => hideCells(own, ['enrolments'], reader.scope.minimumCell))
  },
})
