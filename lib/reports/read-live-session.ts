/** What the page about one live session reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { describedSession } from '@/lib/metrics/described-session'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTableCard } from './read-table'
import type { Only } from './report'
import type { ReportNamed } from './reports'

const MOST_PEOPLE = 25

type Question = ReportQuestion<ReportNamed<'live-session'>>

const idOf = ({ where }: Filters) => where.content?.[0]?.replace(/^skilljar\/session\//, '') ?? ''

/** To what the page is fixed: the session, on the day on which its numbers stand. */
export async function ofSession(reader: ScopedReader, id: string): Promise<Only> {
  const day = (await describedSession(reader, id))?.day ?? null
  return { where: { content: [`skilljar/session/${id}`] }, ...(day !== null && { period: { from: day, to: day } }) }
}

/** Null: there is no such session. */
export async function readLiveSession(reader: ScopedReader, question: Question) {
  const session = await describedSession(reader, idOf(question.inside))
  return session === null ? null : { ...(await readFrame(reader, question)), session }
}

async function readAfterwards(reader: ScopedReader, { inside }: Question) {
  const { rows, totals } = await ask(reader, {
    metrics: ['vilt_registrations_held', 'vilt_lesson_rate', 'vilt_course_rate'],
    by: ['attendance'],
    filters: inside,
  })
  return { afterwards: { rows, totals } }
}

async function readPace(reader: ScopedReader, { inside }: Question) {
  const { totals } = await ask(reader, {
    metrics: ['vilt_registrations', 'vilt_learners', 'vilt_lead_time'],
    filters: inside,
  })
  return { pace: { totals, steps: await analyses.vilt_registration_pace.rows(reader, { filters: inside }) } }
}

async function readPeople(reader: ScopedReader, { inside }: Question) {
  const query = { filters: inside, parameters: { most: String(MOST_PEOPLE) } }
  const { totals } = await ask(reader, { metrics: ['vilt_learners'], filters: inside })
  return {
    registered: totals.vilt_learners,
    people: reader.scope.learnerRows ? await analyses.vilt_people.rows(reader, query) : null,
  }
}

/** In the order in which they are read. */
export const liveSessionCards = {
  afterwards: readAfterwards,
  pace: readPace,
  people: readPeople,
  table: readTableCard,
}
