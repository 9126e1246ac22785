/** What the Overview says of Skilljar beside hours: nothing where the page is about DataCamp alone, or where it was never loaded. */
import type { ScopedReader } from '@/lib/authz/reader'
import { notSet, uncompared, type Filters } from '@/lib/filters/filters'
import { ask, askRows } from '@/lib/metrics/ask'
import { onSkilljar } from './definitions/overview'
import { moversOf } from './movers'

const MOST_MOVERS = 5

/** Skilljar's content has no technology. */
export function isAboutSkilljar({ asOf }: Pick<ScopedReader, 'asOf'>, { source, technology }: Filters): boolean {
  return (
    asOf.skilljar !== null &&
    (source.length === 0 || source.includes('skilljar')) &&
    (technology.length === 0 || technology.includes(notSet))
  )
}

export async function readOnSkilljar(reader: ScopedReader, inside: Filters) {
  if (!isAboutSkilljar(reader, inside)) return null
  const { totals, comparison } = await ask(reader, { metrics: onSkilljar, filters: inside })
  return { totals, former: comparison?.totals ?? null }
}

/** Which courses of Skilljar, each over all its domains, gained and lost most hours, and how many learned in them. */
export async function readCourseMovers(reader: ScopedReader, inside: Filters) {
  const ofCourses = inside.contentType.length === 0 || inside.contentType.includes('course')
  if (!isAboutSkilljar(reader, inside) || !ofCourses) return null
  const filters: Filters = { ...inside, source: ['skilljar'], contentType: ['course'] }
  const by = ['course'] as const
  const { rows, comparison } = await askRows(reader, { metrics: ['learning_hours'], by, filters })
  const amounts = (some: typeof rows) =>
    some.flatMap(({ course: key, course_name: name, learning_hours: amount }) =>
      key === null ? [] : [{ key, name, amount }],
    )
  const movers = comparison && moversOf(amounts(rows), amounts(comparison.rows), MOST_MOVERS)
  const course = movers ? [...movers.rises, ...movers.falls].map(({ key }) => key) : []
  const people =
    course.length === 0
      ? []
      : (
          await askRows(reader, {
            metrics: ['active_learners'],
            by,
            filters: { ...uncompared(filters), where: { ...filters.where, course } },
          })
        ).rows
  return { movers, people: new Map(people.map((row) => [row.course ?? '', row.active_learners])) }
}
