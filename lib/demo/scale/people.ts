/** Learners, teams and memberships at scale: a tenth of the people are in two or more teams, and some move. */
import type pg from 'pg'
import { firstNames, lastNames } from '../names'
import { below, chance, normal } from './chance'
import { scaleDays, scaleFrom, scaleTeams, scaleTechnologies } from './scale'

/** Median facts of a learner, and how far the learners lie apart: the 99th of a hundred has 418. */
const MEDIAN_FACTS = 22
const SPREAD = 1.24
const MOST_FACTS = 1_500
/** Never learn. */
export const INACTIVE = 0.0425

/** Facts come in bursts of so many days, and a learner has a new course about every three bursts. */
export const burstLengths = [1, 1, 2, 2, 3, 3, 5]
const FACTS_PER_BURST = burstLengths.reduce((sum, length) => sum + length, 0) / burstLengths.length
const BURSTS_PER_COURSE = 3

/** The place in scaleTechnologies that a chance falls on. */
export function technologyBy(drawn: string): string {
  let sum = 0
  const bounds = scaleTechnologies.slice(0, -1).map(([, share]) => (sum += share).toFixed(4))
  return `width_bucket(${drawn}, array[${bounds.join(', ')}]::float8[])`
}

const nameOf = (names: string, draw: number) =>
  `(${names}::text[])[1 + ${below(`cardinality(${names}::text[])`, 'user_id', draw)}]`
const teamOf = (teams: number, draw: number) => `1 + ${below(teams, 'user_id', draw, 1.6)}`
const someDay = (draw: number) => `date '${scaleFrom}' + ${below(scaleDays - 100, 'user_id', draw)}`

/** `pg_temp.scale_person`: what each learner will do. */
export async function createScalePeople(tx: pg.ClientBase, people: number): Promise<void> {
  const teams = scaleTeams(people)
  await tx.query(
    `create temp table scale_person as
     select user_id, facts, greatest(1, round(facts / ${FACTS_PER_BURST.toFixed(4)}))::int as bursts,
       greatest(1, round(facts / ${(FACTS_PER_BURST * BURSTS_PER_COURSE).toFixed(4)}))::int as courses,
       ${technologyBy(chance('user_id', 3))} as favourite, ${chance('user_id', 4)} as phase
     from (
       select user_id, least(${MOST_FACTS}, greatest(1, round(${MEDIAN_FACTS} * exp(${SPREAD} * ${normal('user_id', 1)}))))::int as facts
       from generate_series(1, $1::bigint) as user_id
     ) as learner
     where ${chance('user_id', 5)} >= ${INACTIVE}
     order by user_id`,
    [people],
  )
  await tx.query('analyze pg_temp.scale_person')
  await tx.query(
    `insert into datacamp.user_dim (user_id, first_name, last_name, email, slug)
     select user_id, ${nameOf('$2', 41)}, ${nameOf('$3', 42)}, 'learner' || user_id || '@example.org', 'learner' || user_id
     from generate_series(1, $1::bigint) as user_id`,
    [people, firstNames, lastNames],
  )
  await tx.query(
    `insert into datacamp.team_dim (team_id, name, slug, created_date)
     select team_id, 'Team ' || team_id, 'team-' || team_id, date '${scaleFrom}' - 500 from generate_series(1, $1::bigint) as team_id`,
    [teams],
  )
  await tx.query(memberships(teams), [people])
}

/** Whoever moves is in one team at a time, which might else be the same one twice. */
const moves = `(${chance('user_id', 24)} < 0.05)`

/** Everybody is in a team on every day, so that the documentation's query, which drops people without one, drops nobody. */
const memberships = (teams: number) => `
  insert into datacamp.user_team_bridge (user_id, team_id, joined_team_date, left_team_date, row_hash)
  select user_id, team_id, joined, "left", md5(concat_ws('/', user_id, team_id, joined))::uuid
  from (
    select user_id, ${teamOf(teams, 21)} as team_id,
      case when ${chance('user_id', 22)} < 0.5 then date '${scaleFrom}' - ${below(400, 'user_id', 23)} end as joined,
      case when ${moves} then ${someDay(25)} end as "left"
    from generate_series(1, $1::bigint) as user_id
    union all
    select user_id, 1 + (${teamOf(teams, 21)} + ${below(teams - 2, 'user_id', 26)}) % ${teams}, ${someDay(25)}, null
    from generate_series(1, $1::bigint) as user_id
    where ${moves}
    union all
    select user_id, 1 + (${teamOf(teams, 21)} + ${Math.floor(teams / 2)}) % ${teams}, ${someDay(27)},
      case when ${chance('user_id', 28)} < 0.3 then ${someDay(27)} + 30 + ${below(400, 'user_id', 29)} end
    from generate_series(1, $1::bigint) as user_id
    where ${chance('user_id', 30)} between 0.05 and 0.15 and not ${moves}
    union all
    select user_id, 1 + (${teamOf(teams, 21)} + ${Math.floor(teams / 3)}) % ${teams}, null, null
    from generate_series(1, $1::bigint) as user_id
    where ${chance('user_id', 30)} between 0.05 and 0.065 and not ${moves}
  ) as membership`
