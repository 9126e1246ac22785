/** Certification attempts of both versions, each stopping at some stage. */
import { isoDay, dayAt, SECONDS_PER_DAY, timestamp, type Calendar, type Instant } from '../calendar'
import { GROUP_ID } from '../organisation'
import type { Person } from '../people'
import type { Random } from '../random'
import type { Files } from './files'
import { moment } from './write-history'

interface Certification {
  readonly id: number
  readonly name: string
  readonly version: 'v1' | 'v2'
  readonly technologies: readonly string[]
}

export const certifications: readonly Certification[] = [
  { id: 1, name: 'Data Scientist Professional', version: 'v1', technologies: ['Python', 'R'] },
  { id: 2, name: 'Data Analyst Professional', version: 'v1', technologies: ['SQL', 'Python', 'R'] },
  { id: 3, name: 'Data Scientist Professional', version: 'v2', technologies: ['Python', 'R'] },
  { id: 4, name: 'Data Analyst Associate', version: 'v2', technologies: ['SQL', 'Python', 'R'] },
  { id: 5, name: 'Data Engineer Associate', version: 'v2', technologies: ['Python', 'SQL', 'Snowflake'] },
  {
    id: 6,
    name: 'Data Literacy Professional',
    version: 'v2',
    technologies: ['Theory', 'Excel', 'Power BI', 'Tableau'],
  },
]

export const DAYS_TO_FINISH = { v1: 60, v2: 30 }

export function writeCertifications(files: Files): void {
  for (const { id, name, version } of certifications) {
    files.certification_dim.add({ certification_id: id, certification_name: name, certification_version: version })
  }
}

/** Of reaching each stage after the one before; the last one grants the certificate. */
export const STAGE_ODDS = { v1: [0.7, 0.75, 0.95, 0.85, 0.8], v2: [0.9, 0.95, 0.75, 0.97, 0.85, 0.8] }

/** Version 1 was open in the first part of the period, version 2 ever since. */
function choose(chance: Random, person: Person, at: Instant, days: Calendar): Certification | undefined {
  const version = dayAt(at) < days.first + (days.last - days.first) * 0.4 && chance.chance(0.75) ? 'v1' : 'v2'
  const fitting = certifications.filter(
    (one) => one.version === version && one.technologies.some((each) => person.interests.includes(each)),
  )
  return fitting.length === 0 ? undefined : chance.pick(fitting)
}

/** The moments of an attempt, one after the other until it stops or today comes; later ones are null. */
function stages(
  chance: Random,
  registeredAt: Instant,
  odds: readonly number[],
  expiredAt: Instant,
  now: Instant,
): (Instant | null)[] {
  let at: Instant | null = registeredAt
  return odds.map((odd) => {
    if (at === null) return null
    const next: Instant = at + Math.round(chance.lognormal(2.2, 0.7) * SECONDS_PER_DAY)
    at = chance.chance(odd) && next < Math.min(now, expiredAt) ? next : null
    return at
  })
}

function attempt(
  files: Files,
  chance: Random,
  person: Person,
  { id, version }: Certification,
  number: number,
  registeredAt: Instant,
  now: Instant,
): boolean {
  const expiredAt = registeredAt + DAYS_TO_FINISH[version] * SECONDS_PER_DAY
  const first = version === 'v1'
  const odds = STAGE_ODDS[version]
  const reached = stages(chance, registeredAt, odds, expiredAt, now)
  const [v1Assessed = null, v1Coded = null] = reached
  const [examStarted = null, examCompleted = null, examPassed = null] = reached
  const [ready = null, submitted = null, granted = null] = reached.slice(-3)
  const resubmitted =
    submitted !== null && granted !== null && chance.chance(0.3) ? Math.round((submitted + granted) / 2) : submitted
  files.certification_fact.add({
    group_id: GROUP_ID,
    user_certification_id: 50_001 + person.index * 4 + number,
    user_id: person.userId,
    certification_id: id,
    registered_at: timestamp(registeredAt),
    expired_at: timestamp(expiredAt),
    assessments_passed_at: first ? moment(v1Assessed) : null,
    coding_challenge_passed_at: first ? moment(v1Coded) : null,
    first_exam_started_at: first ? null : moment(examStarted),
    first_exam_completed_at: first ? null : moment(examCompleted),
    exam_last_passed_at: first ? null : moment(examPassed),
    case_study_ready_at: moment(ready),
    first_case_study_submitted_at: moment(submitted),
    last_case_study_submitted_at: moment(resubmitted),
    certificate_granted_at: granted === null ? null : isoDay(dayAt(granted)),
    is_passed_assessments: first ? v1Assessed !== null : null,
    is_passed_challenges: first ? v1Coded !== null : null,
    is_passed_exams: first ? null : examPassed !== null,
  })
  return granted !== null
}

export function writeAttempts(files: Files, chance: Random, person: Person, days: Calendar): void {
  if (!chance.chance(0.3 + 0.6 * person.diligence)) return
  const until = Math.min(days.last, (person.leavesOn ?? Infinity) - 1)
  const now = days.today * SECONDS_PER_DAY
  let day = chance.integer(Math.max(days.first, person.joinsOn + 20), until)
  for (let number = 0; number < 3 && day < until; number++) {
    const registeredAt = day * SECONDS_PER_DAY + chance.integer(8 * 3600, 18 * 3600)
    const certification = choose(chance, person, registeredAt, days)
    if (certification === undefined) return
    const granted = attempt(files, chance, person, certification, number, registeredAt, now)
    if (chance.chance(granted ? 0.85 : 0.5)) return
    day += DAYS_TO_FINISH[certification.version] + chance.integer(5, 50)
  }
}
