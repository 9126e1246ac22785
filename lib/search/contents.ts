/** Courses, quizzes, paths and tracks by their titles. What others learn is not everybody's to know: a manager finds what the own teams learned. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { firstDay } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { dayOfData } from '@/lib/metrics/day-of-data'
import type { MetricName } from '@/lib/metrics/names'
import { MOST_HITS, type Hit } from './hit'
import { patternsOf } from './match'
import { meets, nearestFirst } from './named-sql'
import { nearest, type Named } from './nearest'

interface Kind {
  /** Begins the content's key where numbers are grouped by content. */
  readonly key: string
  readonly detail: string
  readonly page: string
  /** Columns id, name and, where several go by one name, note. */
  readonly rows: RawBuilder<unknown>
}

const kinds = {
  courses: [
    {
      key: 'datacamp/course',
      detail: 'DataCamp course',
      page: '/datacamp/courses',
      rows: sql`select course_id::text as id, title as name, null::text as note from datacamp.course_dim where course_id <> -1`,
    },
    {
      key: 'skilljar/course',
      detail: 'Skilljar course',
      page: '/skilljar/courses',
      // What has a page is a course on a domain.
      rows: sql`select published_course_id as id, title as name, nullif(trim(domain.name), '') as note
        from skilljar.published_course as published join skilljar.course using (course_id)
        left join skilljar.domain as domain on domain.domain_id = published.domain_id`,
    },
  ],
  quizzes: [
    {
      key: 'skilljar/quiz',
      detail: 'Skilljar quiz',
      page: '/skilljar/quizzes',
      rows: sql`select quiz_id as id, name, null::text as note from skilljar.quiz`,
    },
  ],
  paths: [
    {
      key: 'skilljar/path',
      detail: 'Skilljar path',
      page: '/skilljar/paths',
      rows: sql`select path_id as id, title as name, null::text as note from skilljar.path`,
    },
    {
      key: 'datacamp/track',
      detail: 'DataCamp track',
      page: '/datacamp/tracks',
      rows: sql`select track_version_id::text as id, title as name, nullif(concat_ws(', ', 'version ' || version_number,
        case when archived_at is not null then 'archived' end), '') as note from datacamp.track_dim`,
    },
  ],
} as const satisfies Record<string, readonly Kind[]>

export type ContentGroup = keyof typeof kinds

export async function findContents(
  reader: ScopedReader,
  group: ContentGroup,
  words: readonly string[],
): Promise<readonly Hit[]> {
  // Either fence alone says so: the application’s, and the database’s.
  if (reader.scope.people !== 'all' || reader.reach !== 'everybody') {
    return nearest(await learned(reader, group), words)
  }
  const patterns = patternsOf(words)
  const rows = kinds[group].map(
    (kind, place) => sql`select ${place}::int as place, id, name, note from (${kind.rows}) as kind_of_content`,
  )
  const { rows: found } = await sql<{ place: number; id: string; name: string; note: string | null }>`
    select place, id, name, note from (${sql.join(rows, sql` union all `)}) as content
    where ${meets(patterns, ['name'])}
    order by ${nearestFirst(patterns)}, lower(name), place, id
    limit ${MOST_HITS}`.execute(reader.db)
  return found.flatMap(({ place, id, name, note }) => {
    const kind: Kind | undefined = kinds[group][place]
    return kind ? [hitOf(kind, id, name, note)] : []
  })
}

function hitOf({ detail, page }: Kind, id: string, text: string, note: string | null = null): Hit {
  return { text, detail: note === null ? detail : `${detail}, ${note}`, href: `${page}/${encodeURIComponent(id)}` }
}

/** What members learned while they were members, as every number of theirs counts it; remembered until the data changes. */
async function learned(reader: ScopedReader, group: ContentGroup): Promise<readonly Named[]> {
  const filters: Filters = { ...defaultFilters(dayOfData(reader)), from: firstDay, compare: 'none' }
  const question = { metrics: [learnedBy[group]], by: ['content'] as const, filters, limit: MOST_LEARNED }
  const byContent = await ask<MetricName, 'content'>(reader, question)
  const ofKinds = (kinds[group] as readonly Kind[]).flatMap((kind) =>
    byContent.rows.flatMap((row) => {
      const key = String(row.content)
      return key.startsWith(`${kind.key}/`)
        ? [hitOf(kind, key.slice(kind.key.length + 1), String(row.content_name))]
        : []
    }),
  )
  if (group !== 'paths') return ofKinds
  const [, track] = kinds.paths
  const tracks = await ask(reader, { metrics: ['track_enrolments'], by: ['track'], filters, limit: MOST_LEARNED })
  return [...ofKinds, ...tracks.rows.map((row) => hitOf(track, String(row.track), String(row.track_name)))]
}

/** The number that knows all contents of the group; activity knows no quizzes. */
const learnedBy = {
  courses: 'active_learners',
  quizzes: 'quizzes_taken',
  paths: 'path_enrolments',
} as const satisfies Record<ContentGroup, MetricName>

const MOST_LEARNED = 5_000
