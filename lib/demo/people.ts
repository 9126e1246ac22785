/** The people of the demo's company: who they are, when they were there, in which teams, and on which platform. */
import { calendar, type Calendar, type Day, type Span } from './calendar'
import { firstNames, lastNames } from './names'
import { teams, technologies, type Team } from './organisation'
import { random, type Random } from './random'

export interface Membership {
  readonly team: Team
  /** Null: the source does not know; it counts as always. */
  readonly joined: Day | null
  readonly left: Day | null
}

export interface Person {
  readonly index: number
  readonly firstName: string
  readonly lastName: string
  readonly email: string | null
  readonly joinsOn: Day
  /** The first day on which the person is gone. */
  readonly leavesOn: Day | null
  readonly memberships: readonly Membership[]
  /** Share of ordinary weekdays with learning, 0.005 to 0.9, heavy-tailed. */
  readonly diligence: number
  /** Technologies, the dearest first. */
  readonly interests: readonly string[]
  readonly onDatacamp: boolean
  readonly onSkilljar: boolean
  /** The same address as Skilljar has it: sometimes in other letters' case or padded with blanks. */
  readonly skilljarEmail: string | null
  readonly userId: number
  readonly studentId: string
}

export interface PeopleOptions extends Span {
  readonly people: number
}

const ascii = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ø', 'o')
    .replaceAll('ı', 'i')
    .toLowerCase()
    .replace(/[^a-z]/g, '')

function asSkilljarHasIt(email: string, chance: Random): string {
  const name = email.split('@')[0] ?? ''
  const capitals = name.replace(/(^|\.)([a-z])/g, (letters) => letters.toUpperCase())
  return chance.weighted([
    [email, 60],
    [`${capitals}@Larkfield.example`, 16],
    [email.toUpperCase(), 8],
    [` ${email}`, 6],
    [`${email}  `, 10],
  ])
}

/** From none to three memberships; a return to the same team is a second row with a gap. */
function membershipsOf(
  chance: Random,
  all: readonly Team[],
  days: Calendar,
  joinsOn: Day,
  leavesOn: Day | null,
): Membership[] {
  const count = chance.weighted([
    [0, 7],
    [1, 83],
    [2, 8],
    [3, 2],
  ] as const)
  const memberships: Membership[] = []
  while (memberships.length < count) {
    const team = chance.weighted(all.map((candidate) => [candidate, candidate.weight] as const))
    if (memberships.some((membership) => membership.team.id === team.id)) continue
    const joined = chance.chance(0.03) ? null : Math.max(joinsOn, team.createdOn)
    const end = Math.min(team.deletedOn ?? Infinity, leavesOn ?? Infinity)
    if (joined !== null && joined >= end) continue
    memberships.push({ team, joined, left: Number.isFinite(end) ? end : null })
  }

  const only = memberships[0]
  if (only === undefined || only.joined === null || only.left !== null || memberships.length > 1) return memberships
  const from = Math.max(only.joined, days.first)
  if (days.last - from < 120) return memberships
  const change = from + chance.integer(45, days.last - from - 45)
  if (chance.chance(0.03)) {
    return [
      { ...only, left: change },
      { team: only.team, joined: change + chance.integer(14, 40), left: null },
    ]
  }
  const next = chance.pick(
    all.filter(({ id, deletedOn, createdOn }) => id !== only.team.id && deletedOn === null && createdOn < change),
  )
  return chance.chance(0.08)
    ? [
        { ...only, left: change },
        { team: next, joined: change, left: null },
      ]
    : memberships
}

function interestsOf(chance: Random, memberships: readonly Membership[]): string[] {
  const ofTeams = memberships.flatMap(({ team }) => team.interests)
  const own = [chance.pick(technologies), chance.pick(['Python', 'SQL', 'Excel', 'Power BI', 'R', 'Tableau', 'Theory'])]
  const start = ofTeams.length === 0 ? 0 : chance.integer(0, 1)
  return [...new Set([...ofTeams.slice(start), ...ofTeams.slice(0, start), ...own])]
}

function person(seed: number, index: number, days: Calendar, all: readonly Team[], used: Map<string, number>): Person {
  const chance = random(seed, 'person', index)
  const firstName = chance.pick(firstNames)
  const lastName = chance.pick(lastNames)
  const length = days.last - days.first
  const joinsOn = chance.chance(0.55)
    ? days.first - chance.integer(10, 900)
    : days.first + Math.floor(Math.sqrt(chance.uniform()) * Math.max(1, length - 5))
  const leaving = Math.max(joinsOn + 20, days.first + 15) + chance.integer(0, length)
  const leavesOn = chance.chance(0.16) && leaving < days.last ? leaving : null
  const memberships = membershipsOf(chance, all, days, joinsOn, leavesOn)
  const platform = chance.weighted([
    ['both', 50],
    ['datacamp', 25],
    ['skilljar', 25],
  ] as const)

  const local = `${ascii(firstName)}.${ascii(lastName)}`
  const namesakes = used.get(local) ?? 0
  used.set(local, namesakes + 1)
  const address = `${local}${namesakes === 0 ? '' : namesakes + 1}@larkfield.example`
  const email = chance.chance(0.025) ? null : address
  return {
    index,
    firstName,
    lastName,
    email,
    joinsOn,
    leavesOn,
    memberships,
    diligence: Math.min(0.9, Math.max(0.005, chance.lognormal(0.17, 1.05))),
    interests: interestsOf(chance, memberships),
    onDatacamp: platform !== 'skilljar',
    onSkilljar: platform !== 'datacamp',
    skilljarEmail: email === null ? null : asSkilljarHasIt(email, chance),
    userId: 7_100_001 + index * 7 + chance.integer(0, 6),
    studentId: chance.alphanumerics(32),
  }
}

export function people(options: PeopleOptions): Person[] {
  if (!Number.isInteger(options.people) || options.people < 1) {
    throw new Error(`Demo people must be a whole number from 1, not ${options.people}.`)
  }
  const days = calendar(options)
  const all = teams(days)
  const used = new Map<string, number>()
  return Array.from({ length: options.people }, (_, index) => person(options.seed, index, days, all, used))
}
