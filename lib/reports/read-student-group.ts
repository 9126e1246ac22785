/** What the page about one group of students reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import { countVisible } from '@/lib/analyses/skilljar/visibility-rules'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { describedGroup } from '@/lib/metrics/described-group'
import { teamsOf } from '@/lib/metrics/people'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTableCard } from './read-table'
import type { ReportNamed } from './reports'

const MOST_PEOPLE = 10
/** Whoever wants all of them takes the CSV. */
const MOST_THINGS = 15

type Question = ReportQuestion<ReportNamed<'student-group'>>

const idOf = ({ where }: Filters) => where.student_group?.[0] ?? ''

/** Null: there is no such group. */
export async function readStudentGroup(reader: ScopedReader, question: Question) {
  const group = await describedGroup(reader, idOf(question.inside))
  if (group === null) return null
  const { totals } = await ask(reader, { metrics: ['skilljar_people'], filters: uncompared(question.inside) })
  return { ...(await readFrame(reader, question)), group, members: totals.skilljar_people }
}

async function readPeople(reader: ScopedReader, { inside }: Question) {
  return { people: reader.scope.learnerRows ? await peopleOf(reader, uncompared(inside)) : null }
}

/** What is special to the group comes first, then what it does not see. */
async function readVisible(reader: ScopedReader, { inside }: Question) {
  return {
    things: await analyses.visibility_rules.rows(reader, {
      filters: inside,
      parameters: { most: String(MOST_THINGS) },
    }),
    counted: await countVisible(reader, inside),
  }
}

/** In the order in which they are read. */
export const studentGroupCards = {
  people: readPeople,
  visible: readVisible,
  table: readTableCard,
}

/** Every member in reach, those who learned most first. */
async function peopleOf(reader: ScopedReader, filters: Filters) {
  const { rows, rowCount } = await ask(reader, {
    metrics: ['skilljar_people', 'learning_hours', 'enrolments', 'sj_course_completions'],
    by: ['person'],
    filters,
    sort: { by: 'learning_hours', descending: true },
    limit: MOST_PEOPLE,
  })
  const teams = await teamsOf(
    reader,
    rows.map(({ person }) => person),
  )
  return { rows: rows.map((row) => ({ ...row, teams: teams.get(row.person) ?? [] })), rowCount }
}
