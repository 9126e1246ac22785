/** A person's learning history on DataCamp, day by day: courses first, then projects, practice and assessments. */
import { activeDays, type Deadline } from '../active-days'
import { SECONDS_PER_DAY, type Calendar, type Day, type Instant } from '../calendar'
import type { Person } from '../people'
import { random, type Random } from '../random'
import type { Assessment, Content, Item, Project } from './content'
import { begin, note, type History, type Work } from './history'
import { courseLearner, type Wish } from './learn-courses'

const RETAKE_AFTER_DAYS = 14

function liked<T extends Item>(chance: Random, person: Person, items: readonly T[]): T {
  const known = items.filter(({ technology }) => person.interests.includes(technology))
  return chance.pick(known.length === 0 || chance.chance(0.05) ? items : known)
}

/** Most begin their day's learning in office hours, some in the evening. */
function beginsAt(chance: Random, day: Day): Instant {
  const hour = chance.chance(0.8) ? (chance.between(7.5, 14) + chance.between(8, 17)) / 2 : chance.between(17, 20.5)
  return day * SECONDS_PER_DAY + Math.round(hour * 3600)
}

function workOnProject(
  chance: Random,
  person: Person,
  projects: readonly Project[],
  history: History,
  day: Day,
  at: Instant,
  asked?: Project,
): Instant {
  const unfinished = [...history.projects.values()].find(({ completedAt }) => completedAt === null)
  const project = asked ?? unfinished?.item ?? liked(chance, person, projects)
  const work: Work<Project> = history.projects.get(project) ?? begin(project)
  history.projects.set(project, work)
  const seconds = Math.round(Math.min(9000, chance.lognormal(1900, 0.6)))
  const finishes = work.completedAt === null && chance.chance(0.4)
  note(work, day, at, { seconds, xp: finishes ? project.xp : null })
  if (finishes) work.completedAt = at + seconds
  return at + seconds
}

function practise(chance: Random, person: Person, content: Content, history: History, day: Day, at: Instant): Instant {
  const practice = liked(chance, person, content.practices)
  const mobile = chance.chance(0.3)
  const seconds = Math.round(chance.lognormal(330, 0.5))
  const finishes = chance.chance(0.85)
  const startedAt = at
  history.practices.push({
    practice,
    day,
    startedAt,
    completedAt: finishes ? at + seconds : null,
    mobile,
    // The source measures no time on phones.
    work: { seconds: mobile ? null : seconds, xp: finishes ? practice.xp : null },
  })
  return at + seconds
}

/** What assignments ask for besides courses, each from a day on. */
export interface Duties {
  readonly deadlines: readonly Deadline[]
  readonly assessments: readonly { readonly assessment: Assessment; readonly from: Day }[]
  readonly projects: readonly { readonly project: Project; readonly from: Day }[]
}

function beAssessed(
  chance: Random,
  person: Person,
  content: Content,
  history: History,
  ability: number,
  at: Instant,
  asked?: Assessment,
): Instant {
  const due = (assessment: Assessment) => {
    const last = history.assessments.findLast((attempt) => attempt.assessment === assessment)
    return last === undefined || at - last.startedAt > RETAKE_AFTER_DAYS * SECONDS_PER_DAY
  }
  const again = history.assessments.map(({ assessment }) => assessment).filter(due)
  const assessment =
    asked ?? (again.length > 0 && chance.chance(0.55) ? chance.pick(again) : liked(chance, person, content.assessments))
  if (!due(assessment)) return at
  const before = history.assessments.findLast(
    (attempt) => attempt.assessment === assessment && attempt.completedAt !== null,
  )
  const score = before === undefined ? chance.normal(ability, 24) : before.score + chance.normal(14, 16)
  const seconds = Math.round(chance.lognormal(560, 0.3))
  history.assessments.push({
    assessment,
    startedAt: at,
    completedAt: chance.chance(0.94) ? at + seconds : null,
    seconds,
    score: Math.round(Math.min(200, Math.max(5, score))),
  })
  return at + seconds
}

export function learn(
  person: Person,
  content: Content,
  wishes: readonly Wish[],
  duties: Duties,
  days: Calendar,
  seed: number,
): History {
  const chance = random(seed, 'datacamp', person.index)
  const curiosity = random(seed, 'datacamp', 'curiosity', person.index)
  const history: History = { courses: new Map(), projects: new Map(), practices: [], assessments: [] }
  const { learn: learnCourse } = courseLearner(person, chance, content.courses, wishes, history)
  const ability = chance.normal(92, 20) + 20 * person.diligence
  const latest = (day: Day) => (day + 1) * SECONDS_PER_DAY - 2 * 3600
  for (const day of activeDays(person, days, seed, 'datacamp', duties.deadlines)) {
    let clock = beginsAt(chance, day)
    let visits = chance.weighted([
      [1, 84],
      [2, 12],
      [0, 4],
    ] as const)
    for (; visits > 0 && clock < latest(day); visits--) clock = learnCourse(day, clock)
    const assessment = duties.assessments.find(
      (duty) =>
        duty.from <= day &&
        !history.assessments.some(
          (attempt) => attempt.assessment === duty.assessment && attempt.startedAt >= duty.from * SECONDS_PER_DAY,
        ),
    )
    if (assessment !== undefined && day > assessment.from && chance.chance(0.4) && clock < latest(day))
      clock = beAssessed(chance, person, content, history, ability, clock, assessment.assessment)
    const project = duties.projects.find(
      (duty) => duty.from <= day && (history.projects.get(duty.project)?.completedAt ?? null) === null,
    )
    if (project !== undefined && chance.chance(0.5) && clock < latest(day) - 7200)
      clock = workOnProject(chance, person, content.projects, history, day, clock, project.project)
    if (chance.chance(0.045) && clock < latest(day) - 7200)
      clock = workOnProject(chance, person, content.projects, history, day, clock)
    if (chance.chance(0.14) && clock < latest(day)) clock = practise(chance, person, content, history, day, clock)
    if (chance.chance(0.025) && clock < latest(day))
      clock = beAssessed(chance, person, content, history, ability, clock)
    if (curiosity.chance(0.05) && clock < latest(day)) beAssessed(curiosity, person, content, history, ability, clock)
  }
  return history
}
