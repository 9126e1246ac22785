/** Tracks: versions that replace each other, some made by the company, one retired from the dimension altogether. */
import { dateId, SECONDS_PER_DAY, timestamp, type Calendar, type Day } from '../calendar'
import { GROUP_ID } from '../organisation'
import type { Person } from '../people'
import { random, type Random } from '../random'
import type { Content, Course, Project } from './content'
import type { Files } from './files'
import type { DayWork, History, Work } from './history'
import type { Wish } from './learn-courses'
import { moment } from './write-history'

export interface TrackVersion {
  readonly id: number
  readonly trackId: number
  readonly number: number
  readonly title: string
  readonly technology: string
  readonly liveFrom: Day
  readonly archivedOn: Day | null
  readonly custom: boolean
  /** Not in track_dim any more, though people were enrolled. */
  readonly retired: boolean
  readonly courses: readonly Course[]
  readonly projects: readonly Project[]
}

export interface TrackEnrolment {
  readonly version: TrackVersion
  readonly on: Day
}

const plans: readonly (readonly [title: string, technology: string, versions: number, custom?: 'custom'])[] = [
  ['Data Analyst with Python', 'Python', 3],
  ['Machine Learning Scientist with Python', 'Python', 2],
  ['Python Programmer', 'Python', 1],
  ['Data Analyst in SQL', 'SQL', 2],
  ['Data Engineer in SQL', 'SQL', 1],
  ['Data Analyst in Power BI', 'Power BI', 2],
  ['Excel Fundamentals', 'Excel', 1],
  ['Data Scientist with R', 'R', 2],
  ['Statistician with R', 'R', 1],
  ['Data Analyst in Tableau', 'Tableau', 1],
  ['AI Fundamentals', 'Theory', 1],
  ['Data Literacy Basics', 'Theory', 1],
  ['Larkfield Onboarding: Data for Everyone', 'Theory', 2, 'custom'],
  ['Larkfield Finance Toolkit', 'Excel', 1, 'custom'],
  ['Larkfield Engineering Start', 'Git', 1, 'custom'],
]

export function tracks({ courses, projects }: Content, days: Calendar, seed: number): readonly TrackVersion[] {
  return plans.flatMap(([title, technology, versions, custom], index) => {
    const chance = random(seed, 'track', index)
    const ofTechnology = courses.filter(
      (course) => course.technology === technology && !course.deleted && !course.missing,
    )
    const early = ofTechnology.filter(({ launchedOn }) => launchedOn < days.first)
    const live = Array.from({ length: versions }, (_, version) =>
      version === 0
        ? days.first - chance.integer(100, 900)
        : Math.round(days.first + ((days.last - days.first) * version) / (versions + 0.4)),
    )
    return live.map((liveFrom, version): TrackVersion => {
      const from = versions === 1 ? 0 : version % Math.max(1, early.length - 2)
      return {
        id: 3_901 + index * 10 + version,
        trackId: 61 + index,
        number: version + 1,
        title,
        technology,
        liveFrom,
        archivedOn: live[version + 1] ?? null,
        custom: custom !== undefined,
        retired: title === 'Statistician with R',
        courses: early.slice(from, from + 3 + (index % 3)),
        projects: projects
          .filter((project) => project.technology === technology && !project.deleted)
          .slice(0, index % 3),
      }
    })
  })
}

const xpOf = (version: TrackVersion) => [...version.courses, ...version.projects].reduce((sum, { xp }) => sum + xp, 0)

export function writeTracks(files: Files, all: readonly TrackVersion[]): void {
  for (const version of all.filter(({ retired }) => !retired)) {
    const { id, trackId, archivedOn, courses, projects } = version
    files.track_dim.add({
      track_version_id: id,
      track_id: trackId,
      version_number: version.number,
      title: version.title,
      technology: version.technology,
      category: version.custom ? 'custom' : version.courses.length > 3 ? 'career' : 'skill',
      short_description: `${version.title}, in ${courses.length} courses${projects.length === 0 ? '' : ' with projects'}.`,
      published_live_at: timestamp(version.liveFrom * SECONDS_PER_DAY + 9 * 3600),
      archived_at: archivedOn === null ? null : timestamp(archivedOn * SECONDS_PER_DAY + 9 * 3600),
      is_current_version: archivedOn === null,
      is_custom: version.custom,
      nb_courses: courses.length,
      nb_projects: projects.length,
      xp: xpOf(version),
    })
    const contents = [
      ...courses.map((item) => ({ item, type: 'course' })),
      ...projects.map((item) => ({ item, type: 'project' })),
    ]
    contents.forEach(({ item, type }, index) => {
      files.track_content_dim.add({
        track_version_id: id,
        track_id: trackId,
        content_id: `${type}_${item.id}`,
        content_type: type,
        content_title: item.title,
        position: index + 1,
        xp: item.xp,
      })
    })
  }
}

/** At most one version per track, the one that was live on that day. */
export function enrolments(
  chance: Random,
  person: Person,
  all: readonly TrackVersion[],
  days: Calendar,
): TrackEnrolment[] {
  const from = Math.max(days.first, person.joinsOn)
  const until = Math.min(days.last, (person.leavesOn ?? Infinity) - 1)
  if (from >= until) return []
  const enrolled: TrackEnrolment[] = []
  for (const trackId of new Set(all.map((version) => version.trackId))) {
    const on = from + Math.floor((until - from) * chance.uniform() ** 1.5)
    const version = all.find(
      (one) => one.trackId === trackId && one.liveFrom <= on && on < (one.archivedOn ?? Infinity),
    )
    if (version === undefined) continue
    const likely = person.interests.includes(version.technology) ? 0.14 : 0.01
    if (chance.chance(likely + (version.custom ? 0.05 : 0))) enrolled.push({ version, on })
  }
  return enrolled
}

/** Who has completed a course of a live version on their own may enrol in it then. */
export function discoveries(
  chance: Random,
  history: History,
  all: readonly TrackVersion[],
  enrolled: readonly TrackEnrolment[],
): TrackEnrolment[] {
  const known = new Set(enrolled.map(({ version }) => version.trackId))
  return all.flatMap((version) => {
    const completed = version.courses.flatMap((course) => history.courses.get(course)?.completedAt ?? [])
    const on = Math.floor(Math.min(...completed) / SECONDS_PER_DAY)
    const isLive = version.liveFrom <= on && on < (version.archivedOn ?? Infinity) && Number.isFinite(on)
    if (!isLive || known.has(version.trackId) || !chance.chance(0.4)) return []
    known.add(version.trackId)
    return [{ version, on }]
  })
}

export const wishesOf = (enrolled: readonly TrackEnrolment[]): Wish[] =>
  enrolled.flatMap(({ version, on }) => version.courses.map((course) => ({ course, from: on, strength: 1 })))

function totals(work: { readonly days: ReadonlyMap<Day, DayWork> }): { xp: number; nb_seconds: number } {
  let [xp, nb_seconds] = [0, 0]
  for (const done of work.days.values()) {
    xp += done.xp ?? 0
    nb_seconds += done.seconds ?? 0
  }
  return { xp, nb_seconds }
}

export function writeEnrolments(
  files: Files,
  chance: Random,
  person: Person,
  history: History,
  enrolled: readonly TrackEnrolment[],
): void {
  for (const { version, on } of enrolled) {
    const startedAt = on * SECONDS_PER_DAY + chance.integer(8 * 3600, 18 * 3600)
    const row = { group_id: GROUP_ID, user_id: person.userId, track_version_id: version.id, date_id: dateId(on) }
    const works: [string, Work<unknown> | undefined][] = [
      ...version.courses.map((item): [string, Work<unknown> | undefined] => [
        `course_${item.id}`,
        history.courses.get(item),
      ]),
      ...version.projects.map((item): [string, Work<unknown> | undefined] => [
        `project_${item.id}`,
        history.projects.get(item),
      ]),
    ]
    for (const [content_id, work] of works) {
      if (work === undefined) continue
      const moments = { started_at: moment(work.startedAt), completed_at: moment(work.completedAt) }
      files.track_content_fact.add({ ...row, content_id, ...moments, ...totals(work) })
    }
    const ends = works.map(([, work]) => work?.completedAt ?? Infinity)
    const completedAt = Math.max(startedAt, ...ends)
    files.track_fact.add({
      ...row,
      started_at: timestamp(startedAt),
      completed_at: Number.isFinite(completedAt) ? timestamp(completedAt) : null,
      is_currently_active: person.leavesOn === null && version.archivedOn === null && chance.chance(0.7),
    })
  }
}
