/** Writes users, teams and who belonged to which team when. */
import { isoDay, SECONDS_PER_DAY, timestamp, type Calendar, type Day, type Instant } from '../calendar'
import { teams } from '../organisation'
import type { Person } from '../people'
import type { Random } from '../random'
import type { Files } from './files'
import type { History } from './history'
import { moment } from './write-history'

const orNull = (day: Day | null) => (day === null ? null : isoDay(day))

export function writeTeams(files: Files, days: Calendar): void {
  for (const { id, name, slug, createdOn, updatedOn, deletedOn } of teams(days)) {
    files.team_dim.add({
      team_id: id,
      name,
      slug,
      created_date: isoDay(createdOn),
      updated_date: orNull(updatedOn),
      deleted_date: orNull(deletedOn),
      id,
    })
  }
}

interface Milestones {
  readonly lastSpent: Day | null
  readonly firstCompleted: Instant | null
}

function milestones({ courses, projects, practices, assessments }: History): Milestones {
  let lastSpent: Day | null = null
  let firstCompleted: Instant | null = null
  const spent = (day: Day) => (lastSpent = Math.max(lastSpent ?? day, day))
  const completed = (at: Instant | null) => {
    if (at !== null) firstCompleted = Math.min(firstCompleted ?? at, at)
  }
  for (const work of [...courses.values(), ...projects.values()]) {
    for (const [day, { seconds }] of work.days) if (seconds !== null) spent(day)
    completed(work.completedAt)
  }
  for (const { day, work, completedAt } of practices) {
    if (work.seconds !== null) spent(day)
    completed(completedAt)
  }
  for (const { startedAt, completedAt } of assessments) {
    spent(Math.floor(startedAt / SECONDS_PER_DAY))
    completed(completedAt)
  }
  return { lastSpent, firstCompleted }
}

export function writePerson(files: Files, chance: Random, person: Person, history: History): void {
  const { userId, firstName, lastName, email, joinsOn, leavesOn, memberships } = person
  const { lastSpent, firstCompleted } = milestones(history)
  const registered = joinsOn * SECONDS_PER_DAY + chance.integer(5 * 3600, 7 * 3600)
  const slug = email?.split('@')[0]?.replaceAll('.', '-') ?? chance.uuid()
  files.user_dim.add({
    user_id: userId,
    first_name: chance.chance(0.01) ? null : firstName,
    last_name: lastName,
    email,
    slug,
    registered_at: timestamp(registered),
    deleted_at: leavesOn === null ? null : timestamp(leavesOn * SECONDS_PER_DAY + 3600),
    last_visit_at: lastSpent === null ? null : timestamp(lastSpent * SECONDS_PER_DAY + chance.integer(64_000, 82_000)),
    last_time_spent_at: orNull(lastSpent),
    onboarding_completed_at: chance.chance(0.8) ? timestamp(registered + chance.integer(120, 3600)) : null,
    first_content_completed_at: moment(firstCompleted),
    id: userId,
  })
  for (const { team, joined, left } of memberships) {
    files.user_team_bridge.add({
      user_id: userId,
      team_id: team.id,
      joined_team_date: joined === null ? null : `${isoDay(joined)} 00:00:00`,
      left_team_date: orNull(left),
    })
  }
}
