/** A segment of a period as rows of the smallest rollup that knows what is asked, under the names that all of them share. */
import { sql, type RawBuilder } from 'kysely'
import { noTeam, notSet } from '@/lib/filters/filters'
import type { Cells } from '@/lib/metrics/compile'
import type { Whose } from './choose'
import type { Segment } from './segments'

/** Where rows come from, and what they have. */
interface Source {
  readonly from: RawBuilder<unknown>
  readonly day: 'day' | 'week' | 'month'
  /** Of team_id, source, content_type and technology. */
  readonly words: readonly RawBuilder<unknown>[]
  readonly conditions: readonly RawBuilder<unknown>[]
}

const ref = (name: string) => sql.ref(name)

/** Selects day, team_id (of teams), source, content_type, technology (where needed) and the measures, as `fact`. */
export function rowsOf(cells: Cells, whose: Whose, segment: Segment, measures: readonly string[]): RawBuilder<unknown> {
  const { from, day, words, conditions } = sourceOf(cells, whose, segment, measures)
  const date = ref(`rollup.${day}`)
  const all = [...isIn(segment, date), ...conditions]
  return sql`(
    select ${sql.join([sql`${date} as day`, ...words, ...measures.map((name) => ref(`rollup.${name}`))])}
    from ${from}
    where ${sql.join(all, sql` and `)}) as fact`
}

/** One row per day, team, technology and person with evidence, as `fact`: for days that are no whole week, from the facts. */
export function learnersOf(
  { filters }: Cells,
  teams: readonly number[] | 'all',
  segment: Segment,
): RawBuilder<unknown> {
  const technology = sql`coalesce(${ref('activity.technology')}, ${notSet})`
  const isMember = sql`member.person_id = activity.person_id and member.joined <= activity.day and activity.day < member."left"`
  const withoutTeam = teams === 'all' || teams.includes(noTeam)
  const team = withoutTeam ? sql`coalesce(member.team_id, ${noTeam})` : ref('member.team_id')
  const conditions = [
    sql`activity.is_evidence`,
    ...isIn(segment, ref('activity.day')),
    ...(filters.technology.length > 0 ? [sql`${technology} = any(${filters.technology}::text[])`] : []),
    ...(teams === 'all' ? [] : [sql`${team} = any(${teams}::bigint[])`]),
  ]
  return sql`(
    select activity.day, ${team} as team_id, ${technology} as technology, activity.person_id
    from mart.activity as activity
    ${withoutTeam ? sql`left join` : sql`join`} mart.person_team as member on ${isMember}
    where ${sql.join(conditions, sql` and `)}) as fact`
}

function isIn({ from, to, only, without }: Segment, date: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return [
    sql`${date} between ${from}::date and ${to}::date`,
    ...(only ? [sql`${date} = any(${only}::date[])`] : []),
    ...(without ? [sql`${date} <> all(${without}::date[])`] : []),
  ]
}

/** Whether team_week knows all that is asked. */
export function isForTeamWeek(cells: Cells, whose: Whose, { span }: Segment, measures: readonly string[]): boolean {
  return (
    whose.of === 'teams' &&
    span === 'week' &&
    !needsCategories(cells) &&
    measures.every((name) => ofTeamWeek.includes(name))
  )
}

const ofTeamWeek: readonly string[] = ['seconds', 'seconds_rest', 'xp', 'xp_rest', 'activity_rows', 'learners']

const needsCategories = ({ by, filters }: Cells) =>
  filters.source.length + filters.contentType.length > 0 || by.includes('source') || by.includes('content_type')

const needsTechnologies = ({ by, filters }: Cells) => filters.technology.length > 0 || by.includes('technology')

function sourceOf(cells: Cells, whose: Whose, segment: Segment, measures: readonly string[]): Source {
  const { span } = segment
  if (whose.of === 'organisation') {
    const words = ['source', 'content_type', 'technology'] as const
    return {
      from: sql`mart.${sql.id('org_day')} as rollup`,
      day: 'day',
      words: words.map((name) => ref(`rollup.${name}`)),
      conditions: isAmong(cells, 'rollup'),
    }
  }
  if (whose.of === 'teams' && (span === 'month' || isForTeamWeek(cells, whose, segment, measures))) {
    const technology = span === 'week' ? [ref('rollup.technology')] : []
    return {
      from: sql`mart.${sql.id(`team_${span}`)} as rollup`,
      day: span,
      words: [ref('rollup.team_id'), ...technology],
      conditions: [...inTeams(whose.teams, 'rollup'), ...isAmong(cells, 'rollup')],
    }
  }

  const rollup = sql`mart.${sql.id(`signature_${span}`)} as rollup`
  const named = span !== 'month' && (needsCategories(cells) || needsTechnologies(cells))
  const category = named ? sql` join mart.category as category on category.category_id = rollup.category_id` : sql``
  const words = named ? ['source', 'content_type', 'technology'].map((name) => ref(`category.${name}`)) : []
  const among = isAmong(cells, 'category')
  if (whose.of === 'teams') {
    return {
      from: sql`${rollup} join mart.signature_team as member on member.signature_id = rollup.signature_id${category}`,
      day: span,
      words: [ref('member.team_id'), ...words],
      conditions: [...inTeams(whose.teams, 'member'), ...among],
    }
  }
  const inAny = sql`rollup.signature_id in (
      select signature_id from mart.signature_team where team_id = any(${whose.teams}::bigint[]))`
  return { from: sql`${rollup}${category}`, day: span, words, conditions: [inAny, ...among] }
}

function inTeams(teams: readonly number[] | 'all', alias: string): RawBuilder<unknown>[] {
  if (teams === 'all') return []
  const [only] = teams
  return [
    teams.length === 1
      ? sql`${ref(`${alias}.team_id`)} = ${only}::bigint`
      : sql`${ref(`${alias}.team_id`)} = any(${teams}::bigint[])`,
  ]
}

function isAmong({ filters }: Cells, alias: string): RawBuilder<unknown>[] {
  const wanted = [
    ['source', filters.source],
    ['content_type', filters.contentType],
    ['technology', filters.technology],
  ] as const
  return wanted.flatMap(([name, words]) =>
    words.length > 0 ? [sql`${ref(`${alias}.${name}`)} = any(${words}::text[])`] : [],
  )
}
