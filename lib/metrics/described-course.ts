/** What DataCamp says of one course. */
import { sql } from 'kysely'
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

/** Null: no such course, neither described nor started by anybody whom the reader may see. -1 stands for deleted ones together. */
export async function describedCourse(reader: ScopedReader, id: string): Promise<DescribedCourse | null> {
  if (!/^[1-9]\d{0,17}$/.test(id)) return null
  const statement = sql<DescribedCourse>`
    select known.id, coalesce(${filled('course.title')}, 'Unknown course ' || known.id) as title,
      coalesce(${filled('course.technology')}, known.technology) as technology, ${filled('course.topic')} as topic,
      course.nb_hours_needed::float8 as "hoursNeeded"
    from (
      select ${id}::bigint::text as id, null::text as technology where exists (select from datacamp.course_dim where course_id = ${id}::bigint)
      union all
      (select course_id, technology from mart.course_progress where source = 'datacamp' and course_id = ${id} limit 1)
    ) as known
    left join datacamp.course_dim as course on course.course_id = ${id}::bigint
    limit 1`
  const [found] = await readRows<DescribedCourse>(reader, statement.compile(reader.db))
  return found ?? null
}
