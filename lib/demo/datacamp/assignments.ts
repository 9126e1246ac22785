/** What the company asked its people to learn, until when, and who did. */
import { SECONDS_PER_DAY, timestamp, type Calendar, type Day, type Instant } from '../calendar'
import { GROUP_ID, teams, type Team } from '../organisation'
import type { Person } from '../people'
import { random, type Random } from '../random'
import type { Assessment, Chapter, Content, Course, Project } from './content'
import type { Files } from './files'
import type { History } from './history'
import type { Duties } from './learn'
import type { Wish } from './learn-courses'
import type { TrackVersion } from './tracks'
import { moment } from './write-history'

type Goal =
  | { readonly type: 'course'; readonly course: Course }
  | { readonly type: 'chapter'; readonly course: Course; readonly chapter: Chapter }
  | { readonly type: 'project'; readonly project: Project }
  | { readonly type: 'assessment'; readonly assessment: Assessment }
  | { readonly type: 'customtrack'; readonly version: TrackVersion }
  | { readonly type: 'xp'; readonly xp: number }

export interface Assignment {
  readonly id: number
  readonly goal: Goal
  readonly assignee: { readonly type: 'team'; readonly team: Team } | { readonly type: 'user' | 'group' }
  readonly createdAt: Instant
  readonly dueAt: Instant | null
  readonly archived: boolean
  readonly deletedAt: Instant | null
}

function goal(chance: Random, content: Content, tracks: readonly TrackVersion[], technology: string): Goal {
  const usable = content.courses.filter((course) => !course.deleted && !course.missing)
  const matching = usable.filter((course) => course.technology === technology)
  const course = chance.pick(matching.length === 0 ? usable : matching)
  const type = chance.weighted([
    ['course', 40],
    ['chapter', 28],
    ['project', 6],
    ['assessment', 10],
    ['customtrack', 6],
    ['xp', 10],
  ] as const)
  if (type === 'course') return { type, course }
  if (type === 'chapter') return { type, course, chapter: course.chapters[0] ?? chance.pick(course.chapters) }
  if (type === 'project') return { type, project: chance.pick(content.projects.filter(({ deleted }) => !deleted)) }
  if (type === 'assessment') return { type, assessment: chance.pick(content.assessments) }
  if (type === 'customtrack') return { type, version: chance.pick(tracks.filter(({ custom }) => custom)) }
  return { type, xp: chance.pick([500, 1000, 2500, 5000]) }
}

/** Their number grows with the company; the first few show every state even in the smallest demo. */
export function assignments(
  content: Content,
  tracks: readonly TrackVersion[],
  days: Calendar,
  seed: number,
  people: number,
): readonly Assignment[] {
  const all = teams(days).filter(({ deletedOn }) => deletedOn === null)
  return Array.from({ length: Math.min(400, Math.max(40, Math.round(people / 22))) }, (_, index): Assignment => {
    const chance = random(seed, 'assignment', index)
    const kind = chance.weighted([
      ['team', 70],
      ['user', 24],
      ['group', 6],
    ] as const)
    const team = chance.weighted(all.map((candidate) => [candidate, candidate.weight] as const))
    // Of eight one is recent, so that something is due in the days to come, and three fell due lately or will soon.
    const created: Day =
      index % 8 === 0 && kind !== 'group'
        ? days.last - chance.integer(3, 50)
        : [1, 3, 6].includes(index % 8)
          ? days.last - chance.integer(20, 130)
          : chance.integer(days.first, days.last - 12)
    const dueAt =
      index % 9 === 4 ? null : (created + 1 + chance.pick([14, 21, 30, 30, 45, 60, 90])) * SECONDS_PER_DAY - 1
    const deleted = index % 17 === 6
    return {
      id: 9_001 + index,
      goal: goal(chance, content, tracks, chance.pick(team.interests)),
      assignee: kind === 'team' ? { type: kind, team } : { type: kind },
      createdAt: created * SECONDS_PER_DAY + chance.integer(8 * 3600, 17 * 3600),
      dueAt,
      archived: index % 7 === 3,
      deletedAt: deleted ? Math.min(days.last, created + 9) * SECONDS_PER_DAY + 18 * 3600 : null,
    }
  })
}

function xpOf(version: TrackVersion): number {
  return [...version.courses, ...version.projects].reduce((sum, { xp }) => sum + xp, 0)
}

function described({ goal: wanted }: Assignment): {
  title: string | null
  xp: number | null
  technology: string | null
  topic: string | null
} {
  switch (wanted.type) {
    case 'course':
      return {
        title: wanted.course.title,
        xp: wanted.course.xp,
        technology: wanted.course.technology,
        topic: wanted.course.topic,
      }
    case 'chapter':
      return {
        title: wanted.chapter.title,
        xp: wanted.chapter.xp,
        technology: wanted.course.technology,
        topic: wanted.course.topic,
      }
    case 'project':
      return { title: wanted.project.title, xp: wanted.project.xp, technology: wanted.project.technology, topic: null }
    case 'assessment':
      return { title: wanted.assessment.title, xp: null, technology: wanted.assessment.technology, topic: null }
    case 'customtrack':
      return {
        title: wanted.version.title,
        xp: xpOf(wanted.version),
        technology: wanted.version.technology,
        topic: null,
      }
    case 'xp':
      return { title: null, xp: wanted.xp, technology: null, topic: null }
  }
}

export function writeAssignments(
  files: Files,
  chance: Random,
  all: readonly Assignment[],
  creators: readonly Person[],
): void {
  for (const assignment of all) {
    const { title, xp, technology, topic } = described(assignment)
    const { id, goal: wanted, assignee, archived, dueAt, createdAt, deletedAt } = assignment
    files.assignment_dim.add({
      group_id: GROUP_ID,
      assignment_id: id,
      created_by_id: chance.pick(creators).userId,
      assignment_type: wanted.type,
      assignment_title: title,
      assignment_status: archived ? 'archived' : 'active',
      assignee_type: assignee.type,
      assignment_xp: xp,
      technology,
      topic,
      due_at: moment(dueAt),
      created_at: timestamp(createdAt),
      updated_at: timestamp(deletedAt ?? createdAt),
      deleted_at: moment(deletedAt),
    })
  }
}

/** The assignments that were given to this person. */
export function assignedTo(chance: Random, person: Person, all: readonly Assignment[]): Assignment[] {
  return all.filter(({ assignee, createdAt }) => {
    const day = createdAt / SECONDS_PER_DAY
    const picked = chance.chance(assignee.type === 'team' ? 0.9 : assignee.type === 'group' ? 0.75 : 0.012)
    if (person.joinsOn > day || day >= (person.leavesOn ?? Infinity) || !picked) return false
    if (assignee.type !== 'team') return true
    return person.memberships.some(
      ({ team, joined, left }) => team.id === assignee.team.id && (joined ?? 0) <= day && day < (left ?? Infinity),
    )
  })
}

export function wishesOf(assigned: readonly Assignment[]): Wish[] {
  return assigned.flatMap(({ goal: wanted, createdAt }) => {
    const from = Math.floor(createdAt / SECONDS_PER_DAY)
    if (wanted.type === 'course' || wanted.type === 'chapter') return [{ course: wanted.course, from, strength: 10 }]
    return wanted.type === 'customtrack' ? wanted.version.courses.map((course) => ({ course, from, strength: 2 })) : []
  })
}

/** Time is made between the asking and the end; without an end, in the first weeks. */
export function dutiesOf(assigned: readonly Assignment[]): Duties {
  const dayOf = (instant: Instant) => Math.floor(instant / SECONDS_PER_DAY)
  return {
    deadlines: assigned.map(({ createdAt, dueAt }) => {
      const from = dayOf(createdAt)
      return { from, until: dayOf(dueAt ?? createdAt + 30 * SECONDS_PER_DAY) }
    }),
    assessments: assigned.flatMap(({ goal: wanted, createdAt }) =>
      wanted.type === 'assessment' ? [{ assessment: wanted.assessment, from: dayOf(createdAt) }] : [],
    ),
    projects: assigned.flatMap(({ goal: wanted, createdAt }) =>
      wanted.type === 'project' ? [{ project: wanted.project, from: dayOf(createdAt) }] : [],
    ),
  }
}

/** The moment since the assignment at which that much XP was gathered in courses. */
function gathered(history: History, since: Instant, xp: number): Instant | null {
  const gains = [...history.courses.values()].flatMap(({ days }) =>
    [...days].map(([day, done]) => [day, done.xp ?? 0] as const),
  )
  let rest = xp
  for (const [day, gain] of gains.sort(([left], [right]) => left - right)) {
    if (day * SECONDS_PER_DAY < since) continue
    rest -= gain
    if (rest <= 0) return day * SECONDS_PER_DAY + 20 * 3600
  }
  return null
}

function completedAt({ goal: wanted, createdAt }: Assignment, history: History): Instant | null {
  const { courses, projects, assessments } = history
  switch (wanted.type) {
    case 'course':
      return courses.get(wanted.course)?.completedAt ?? null
    case 'chapter':
      return courses.get(wanted.course)?.chapters.get(wanted.chapter)?.completedAt ?? null
    case 'project':
      return projects.get(wanted.project)?.completedAt ?? null
    case 'assessment':
      return (
        assessments.find((attempt) => attempt.assessment === wanted.assessment && attempt.startedAt >= createdAt)
          ?.completedAt ?? null
      )
    case 'customtrack': {
      const ends = [
        ...wanted.version.courses.map((item) => courses.get(item)),
        ...wanted.version.projects.map((item) => projects.get(item)),
      ]
      const last = Math.max(...ends.map((work) => work?.completedAt ?? Infinity))
      return Number.isFinite(last) ? last : null
    }
    case 'xp':
      return gathered(history, createdAt, wanted.xp)
  }
}

function status(chance: Random, completed: Instant | null, dueAt: Instant | null, now: Instant): string {
  // Now and then the platform's own word lags behind the dates.
  if (chance.chance(0.01)) return 'in_progress'
  if (completed !== null) return dueAt !== null && completed > dueAt ? 'late' : 'completed'
  return dueAt !== null && dueAt < now ? 'missed' : 'in_progress'
}

export function writeAssigned(
  files: Files,
  chance: Random,
  person: Person,
  history: History,
  assigned: readonly Assignment[],
  days: Calendar,
): void {
  const now = days.today * SECONDS_PER_DAY
  for (const assignment of assigned) {
    const done = completedAt(assignment, history)
    // Who had finished before was asked anyway and counts as done at once.
    const completed = done === null ? null : Math.max(done, assignment.createdAt + 60)
    const { createdAt, dueAt } = assignment
    const reminder = dueAt === null ? null : dueAt - 3 * SECONDS_PER_DAY - 12 * 3600
    const reminded = reminder !== null && reminder > createdAt && reminder < now && (completed ?? Infinity) > reminder
    files.assignment_fact.add({
      group_id: GROUP_ID,
      user_id: person.userId,
      assignment_id: assignment.id,
      is_completed: completed !== null,
      completion_status: status(chance, completed, dueAt, now),
      assigned_at: timestamp(createdAt),
      due_at: moment(dueAt),
      completed_at: moment(completed),
      email_sent_at: person.email === null ? null : timestamp(createdAt + 300),
      reminder_sent_at: reminded && chance.chance(0.9) ? timestamp(reminder) : null,
    })
  }
}
