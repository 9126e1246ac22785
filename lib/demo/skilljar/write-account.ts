/** Writes a learner's account: the student, access to domains with sign-up answers, and groups. */
import { isoDay, SECONDS_PER_DAY, timestamp, type Instant } from '../calendar'
import type { Person } from '../people'
import { use, usable } from './codes'
import type { Domain } from './domains'
import type { World } from './enroller'
import type { LearnerState } from './learner-state'
import { at, stamped, type Making } from './making'

const locations = ['Berlin', 'Lisbon', 'Chicago', 'Singapore', 'Leeds', 'Remote']
const countries = ['Germany', 'Portugal', 'United States', 'Singapore', 'United Kingdom', 'DE', 'usa']

export function writeAccount(making: Making, world: World, person: Person, { enrollments, paths }: LearnerState): void {
  const { writer, days, now } = making
  const chance = making.chance('account', person.index)
  const joinedAt = at(Math.max(person.joinsOn, days.first - 600), 7, chance.integer(0, 59))
  const leftAt = person.leavesOn === null ? null : at(person.leavesOn, 0)
  const unit = person.memberships[0]?.team.businessUnit
  writeStudent(person.studentId, person.skilljarEmail, joinedAt)

  const used = [
    ...enrollments.map((one) => ({ domain: one.publication.domain, at: one.enrolledAt })),
    ...paths.map((one) => ({ domain: one.path.domain, at: one.enrolledAt })),
  ]
  for (const domain of world.site.domains) {
    const first = Math.min(...used.filter((one) => one.domain === domain).map((one) => one.at))
    if (domain.name === 'academy') membership(domain, joinedAt)
    else if (Number.isFinite(first)) membership(domain, first)
  }

  const isManager = chance.chance(0.12)
  for (const { id, name } of world.site.groups) {
    const isNew = name === 'New joiners' && person.joinsOn > days.last - 90
    const isMember =
      name === unit ||
      (name === 'People managers' && isManager) ||
      isNew ||
      (name === 'Works council' && chance.chance(0.01))
    if (!isMember) continue
    const since = Math.min(now, joinedAt + chance.integer(0, 5) * SECONDS_PER_DAY)
    writer.add('student_group_membership', {
      ...stamped(since),
      student_group_membership_id: writer.id('student_group_membership'),
      student_id: person.studentId,
      student_group_id: id,
    })
  }
  // Some people signed up a second time instead of asking for their password.
  if (person.email !== null && chance.chance(0.015)) {
    writeStudent(writer.id('student'), person.email.toUpperCase(), Math.min(now, joinedAt + 40 * SECONDS_PER_DAY))
  }

  function writeStudent(id: string, email: string | null, created: Instant): void {
    writer.add('student', {
      created_at: timestamp(created),
      student_id: id,
      first_name: person.firstName,
      last_name: person.lastName,
      email,
    })
  }

  function membership(domain: Domain, since: Instant): void {
    const id = writer.id('domain_membership')
    const expiresAt = domain.name === 'campus' ? since + 540 * SECONDS_PER_DAY : null
    const ends = [leftAt, expiresAt].filter((end) => end !== null && end <= now).map(Number)
    const codes = chance.chance(0.3)
      ? usable(
          world.accessCodes.filter((code) => code.domain === domain),
          since,
        )
      : []
    const code = codes.length === 0 ? undefined : chance.pick(codes)
    if (code !== undefined) use(code, since)
    writer.add('domain_membership', {
      ...stamped(since, ...ends),
      domain_membership_id: id,
      is_active: ends.length === 0,
      expires_at: expiresAt === null ? null : timestamp(expiresAt),
      domain_id: domain.id,
      domain_access_code_id: code?.id ?? null,
      student_id: person.studentId,
    })
    for (const field of domain.signupFields) {
      if (chance.chance(0.12)) continue
      writer.add('domain_signup_info', {
        ...stamped(since + 90),
        domain_signup_info_id: writer.id('domain_signup_info'),
        value: answer(field.label),
        domain_membership_id: id,
        domain_signup_field_id: field.id,
      })
    }
  }

  function answer(label: string): string {
    if (label === 'Business unit') return unit ?? 'Other'
    if (label === 'Location') return chance.pick(locations)
    if (label === 'Country') return chance.pick(countries)
    if (label === 'Start date') return isoDay(person.joinsOn)
    if (label === 'Job title')
      return chance.pick(['Manager', 'Senior specialist', 'Specialist', 'Team lead', 'manager'])
    if (label === 'Cost centre') return `CC-${4000 + (person.memberships[0]?.team.id ?? 0)}`
    return chance.pick(['none', 'vegetarian', 'vegan', ''])
  }
}
