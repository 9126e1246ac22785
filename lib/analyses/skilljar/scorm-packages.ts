/** What was uploaded: Skilljar's web packages, the modules inside of them, and the lessons that show them. */
import { sql } from 'kysely'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, type AnalysisRow } from '../analysis'

export const scormPackages = defineAnalysis({
  label: 'SCORM packages',
  description: 'Web packages with the modules inside of them and the lessons that show them, whoever took them.',
  formula: 'Rows of web_package with their scorm_resource rows and the lessons that name them.',
  readFrom: [
    'skilljar.web_package.title',
    'skilljar.web_package.type',
    'skilljar.scorm_resource.type',
    'skilljar.lesson.web_package_id',
    'skilljar.course.title',
  ],
  leftOut: ['The period and every filter: it is about what there is.'],
  columns: [
    { name: 'package', label: 'Package id', kind: 'text' },
    { name: 'title', label: 'Package', kind: 'text' },
    { name: 'kind', label: 'Kind', kind: 'text' },
    { name: 'modules', label: 'Modules', kind: 'number', format: 'count' },
    { name: 'resources', label: 'Resources', kind: 'number', format: 'count' },
    { name: 'lessons', label: 'Lessons', kind: 'number', format: 'count' },
    { name: 'courses', label: 'Courses', kind: 'text' },
  ],
  rows(reader) {
    const statement = sql<AnalysisRow>`
      select package.web_package_id as package, coalesce(nullif(trim(package.title), ''), 'Package without a title') as title,
        nullif(lower(trim(package.type)), '') as kind, coalesce(inside.modules, 0)::int as modules, coalesce(inside.resources, 0)::int as resources,
        coalesce(shown.lessons, 0)::int as lessons, shown.courses
      from skilljar.web_package as package
      left join (
        select web_package_id, count(*) as resources, count(*) filter (where lower(trim(type)) is distinct from 'asset') as modules
        from skilljar.scorm_resource group by web_package_id
      ) as inside using (web_package_id)
      left join (
        select lesson.web_package_id, count(*) as lessons, string_agg(distinct course.title, ', ') as courses
        from skilljar.lesson left join skilljar.course using (course_id)
        group by lesson.web_package_id
      ) as shown using (web_package_id)
      order by lower(package.title), package.web_package_id collate "C"`
    return readRows<AnalysisRow>(reader, statement.compile(reader.db))
  },
})
