/** What DataCamp says of one course. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { filled } from './facts/datacamp-rows'
import { readRows } from './read-rows'

export interface DescribedCourse {
  readonly id: string
  readonly title: string
  readonly technology: string | null
  readonly topic: string | null
  /** Hours that DataCamp plans for it. */
  readonly hoursNeeded: number | null
}

/** Null: no such course, or nobody took it whom the reader may see. -1 stands for deleted ones together. */
export async function describedCourse(reader: ScopedReader, id: string): Promise<DescribedCourse | null> {
  if (!/^[1-9]\d{0,17}$/.test(id)) return null
  const statement = sql<DescribedCourse>`
    select known.id, coalesce(${filled('course.title')}, 'Unknown course ' || known.id) as title,
      coalesce(${filled('course.technology')}, (select pair.technology from mart.course_progress as pair
        where pair.source = 'datacamp' and pair.course_id = known.id limit 1)) as technology,
      ${filled('course.topic')} as topic, course.nb_hours_needed::float8 as "hoursNeeded"
    from (select ${id}::text as id where ${isKnown(reader, id)}) as known
    left join datacamp.course_dim as course on course.course_id = ${id}::bigint`
  const [found] = await readRows<DescribedCourse>(reader, statement.compile(reader.db))
  return found ?? null
}

/** A team's manager knows the courses that its members took while they were in it, and no others. */
function isKnown({ scope }: ScopedReader, id: string): RawBuilder<boolean> {
  const taken = sql`(
    select person_id, started_at::date as day from mart.course_progress where source = 'datacamp' and course_id = ${id}
    union all
    select person_id, completed_at::date from mart.course_progress where source = 'datacamp' and course_id = ${id}
    union all
    select person_id, day from mart.activity where source = 'datacamp' and content_type = 'course' and content_id = ${id}) as taken`
  if (scope.people === 'all') {
    return sql`(exists (select from datacamp.course_dim where course_id = ${id}::bigint) or exists (select from ${taken}))`
  }
  return sql`exists (
    select from ${taken}
    join mart.person_team as member on member.person_id = taken.person_id and member.joined <= taken.day and taken.day < member."left"
    where member.team_id = any(${scope.people.teams}::bigint[]))`
}
