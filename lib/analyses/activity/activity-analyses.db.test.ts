/** Retention, quiet people and people at risk against naive counting over the raw rows. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { bucketStart } from '@/lib/filters/buckets'
import { addDays, addMonths } from '@/lib/filters/days'
import { memberships } from '@/lib/filters/filters'
import { ownTeams } from '@/lib/testing/reader'
import { asOf, datacampReading, filters, inPeriod, nameOf, person, today } from '../testing/datacamp-reading'

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

describe('analyses of activity', () => {
  const { raw, read, names } = datacampReading()

  interface Evidence {
    who: string
    day: string
    source: string
  }
  const evidence = () =>
    raw<Evidence>(
      `select distinct person as who, day::text as day, source from oracle.event where metric = 'active_learners'`,
    )

  for (const cohort of ['month', 'week'] as const) {
    test(`retention by ${cohort} counts who of a cohort is active, of those whose accounts were not all deleted`, async () => {
      const all = await evidence()
      const gone = new Map(
        (
          await raw<{ who: string; gone: string | null }>(
            `select person as who, case when bool_and(deleted_at is not null) then max(deleted_at)::text end as gone
             from oracle.account a left join datacamp.user_dim on source = 'datacamp' and user_id::text = a.id group by 1`,
          )
        ).map(({ who, gone }) => [who, gone]),
      )
      const first = new Map<string, string>()
      for (const { who, day } of all) first.set(who, [first.get(who) ?? day, day].sort()[0] ?? day)
      const cohorts = Map.groupBy(
        [...first].filter(([, day]) => inPeriod(day) && day <= today),
        ([, day]) => bucketStart(cohort, day),
      )
      const rows = await read('retention', { cohort })
      const expected = [...cohorts].flatMap(([start, members]) => {
        const cells: unknown[] = []
        for (let at = start; at <= today; at = cohort === 'month' ? addMonths(at, 1) : addDays(at, 7)) {
          const isActive = ([who]: [string, string]) =>
            all.some((row) => row.who === who && inPeriod(row.day) && bucketStart(cohort, row.day) === at)
          const observed = members.filter((member) => isActive(member) || !((gone.get(member[0]) ?? '9') <= at))
          cells.push([start, at, observed.length, members.filter(isActive).length])
        }
        return cells
      })
      const actual = rows.map((row) => [row.cohort, row.start, row.members, row.active])
      assert.deepEqual(actual.map(String).sort(), expected.map(String).sort())
      const fromFacts = await read('retention', { cohort }, { withoutRollups: true })
      assert.deepEqual(fromFacts, rows, 'while the rollups are being built')
      assert.ok(rows.filter(({ number }) => number === 0).every(({ retention }) => retention === 1))
      assert.ok(rows.every(({ active, members }) => Number(active) <= Number(members)))
      assert.deepEqual(
        [...new Set(rows.filter((row) => row.is_unfinished).map(({ start }) => start))],
        [bucketStart(cohort, today)],
      )
    })
  }

  /** Of today; deleted accounts are none. */
  const membersToday = () =>
    raw<{ who: string; team: number }>(
      `select distinct person as who, team_id::int as team from oracle.member
       where coalesce(joined <= '${today}', true) and coalesce('${today}' < left_on, true)
         and not exists (select from oracle.account a left join datacamp.user_dim on user_id::text = a.id
           where a.source = 'datacamp' and a.person = member.person having bool_and(coalesce(deleted_at::date <= '${today}', false)))`,
    )

  const quietSince = async (days: number) => {
    const last = new Map<string, string>()
    for (const { who, day } of await evidence()) {
      if (day <= today && day > (last.get(who) ?? '')) last.set(who, day)
    }
    return (who: string) => daysBetween(last.get(who) ?? '1970-01-01', today) >= days
  }

  test('inactive are members of today without any evidence in the last days, never a deleted account', async () => {
    const isQuiet = await quietSince(3)
    const members = await membersToday()
    const known = await names()
    const rows = await read('inactive_learners', { days: '3' })
    const expected = [...new Set(members.map(({ who }) => who).filter(isQuiet))].sort()
    assert.ok(expected.length > 2 && expected.length < new Set(members.map(({ who }) => who)).size)
    assert.deepEqual(rows.map((row) => nameOf(known, row)).sort(), expected)

    const teams = await read('inactive_learners_by_team', { days: '3' })
    for (const row of teams) {
      const own = members.filter(({ team }) => row.team === null || team === row.team).map(({ who }) => who)
      assert.deepEqual(
        [row.members, row.people],
        [new Set(own).size, new Set(own.filter(isQuiet)).size],
        String(row.team_name),
      )
    }
    assert.equal((await read('inactive_learners', { days: '3', most: '2' })).length, 2)

    const lately = rows.filter((row) => Number(row.days_quiet) < 6 && row.days_quiet !== null)
    assert.ok(lately.length > 0 && lately.length < rows.length)
    assert.deepEqual(await read('inactive_learners', { days: '3', lately: 'yes' }), lately)
    const [all] = await read('inactive_learners_by_team', { days: '3', lately: 'yes' })
    assert.equal(all?.people, lately.length)
  })

  test('at risk is who has something open, access to it, and no evidence in the last days', async () => {
    const isQuiet = await quietSince(5)
    const open = await raw<{ who: string; key: string }>(`
      select ${person('learner::bigint')} as who, source || learner || content_id as key from oracle.pair
      where source = 'datacamp' and started::date <= '${today}' and completed is null
        and not exists (select from datacamp.user_dim where user_id::text = learner and deleted_at <= '${asOf.slice(0, 19)}')
      union all
      select coalesce((select person from oracle.account a where a.source = 'skilljar' and id = learner), 'skilljar ' || learner), source || learner || content_id from oracle.pair
      where source = 'skilljar' and started::date <= '${today}' and completed is null
        and exists (select from skilljar.enrollment e where e.student_id = learner and e.published_course_id = content_id
          and is_active and (expires_at is null or expires_at > '${asOf.slice(0, 19)}'))
      union all
      select ${person('user_id')}, 'project' || user_id || '/' || project_id from datacamp.project_fact
      where project_id <> -1 and not exists (select from datacamp.user_dim u where u.user_id = project_fact.user_id and deleted_at <= '${asOf.slice(0, 19)}')
      group by user_id, project_id having count(completed_at) = 0 and min(started_at)::date <= '${today}'`)
    const known = await names()
    const rows = await read('at_risk', { days: '5' })
    const counts = new Map<string, number>()
    for (const { who } of open.filter(({ who }) => isQuiet(who))) counts.set(who, (counts.get(who) ?? 0) + 1)
    assert.ok(counts.size > 3)
    assert.deepEqual(
      rows.map((row) => `${nameOf(known, row)} ${row.open}`).sort(),
      [...counts].map(([who, count]) => `${who} ${count}`).sort(),
    )
    const current = await raw<{ who: string; team: number }>(
      `select distinct person as who, team_id as team from oracle.member
       where coalesce(joined <= '${today}', true) and coalesce('${today}' < left_on, true)`,
    )
    const withOpen = new Set(open.map(({ who }) => who)).size
    assert.deepEqual(await read('at_risk_total', { days: '5' }), [
      { people: withOpen, at_risk: counts.size, share: counts.size / withOpen, suppressed: false },
    ])
    const teams = await read('at_risk_by_team', { days: '5' })
    assert.ok(teams.some(({ people }) => Number(people) > 0))
    for (const row of teams) {
      // Deleted accounts are no members; all others at risk are found in each of their teams.
      const own = new Set(current.filter(({ team }) => row.team === null || team === row.team).map(({ who }) => who))
      const deleted = await raw<{ who: string }>(
        `select person as who from oracle.account left join datacamp.user_dim u on u.user_id::text = account.id
         where source = 'datacamp' group by 1 having bool_and(coalesce(deleted_at::date <= '${today}', false))`,
      )
      for (const { who } of deleted) own.delete(who)
      assert.deepEqual(
        [row.members, row.people],
        [own.size, [...own].filter((who) => counts.has(who)).length],
        String(row.team_name),
      )
    }
  })

  test('of a team, at risk is one number everywhere: the members of today, by whatever rule others count', async () => {
    const known = await names()
    const current = await membersToday()
    const everywhere = await read('at_risk', { days: '1' })
    const bars = await read('at_risk_by_team', { days: '1' })
    let [listed, leftOut] = [0, 0]
    for (const team of [11, 12, 13, 14, 15]) {
      const own = new Set(current.filter((one) => one.team === team).map(({ who }) => who))
      const expected = everywhere.map((row) => nameOf(known, row)).filter((who) => own.has(who))
      for (const membership of memberships) {
        const reading = { filters: { ...filters, team: [team], membership } }
        const people = (await read('at_risk', { days: '1' }, reading)).map((row) => nameOf(known, row))
        assert.deepEqual(people.toSorted(), expected.toSorted(), `${membership} ${team}`)
        const [total] = await read('at_risk_total', { days: '1' }, reading)
        const bar = (await read('at_risk_by_team', { days: '1' }, reading)).find((row) => row.team === team)
        const unfiltered = bars.find((row) => row.team === team)
        assert.deepEqual(
          [total?.at_risk, bar?.people ?? 0, unfiltered?.people ?? 0],
          [people.length, people.length, people.length],
          `${membership} ${team}`,
        )
      }
      const mine = await read('at_risk', { days: '1' }, { scope: ownTeams(team) })
      for (const row of mine) {
        assert.ok(own.has(nameOf(known, row)), `${row.name} is in team ${team} today`)
        assert.notEqual(row.teams, null)
      }
      const [total] = await read('at_risk_total', { days: '1' }, { scope: ownTeams(team) })
      const bar = (await read('at_risk_by_team', { days: '1' }, { scope: ownTeams(team) })).find(
        (row) => row.team === team,
      )
      assert.deepEqual([total?.at_risk, bar?.people ?? 0], [mine.length, mine.length], `manager of ${team}`)
      listed += mine.length
      const gone = await raw(`
        select from oracle.pair join oracle.member m on m.team_id = ${team} and m.person = ${person('learner::bigint')}
        where source = 'datacamp' and completed is null and started::date <= '${today}' and m.left_on <= '${today}'
          and coalesce(m.joined <= started::date, true) and started::date < m.left_on`)
      leftOut += gone.length
    }
    assert.ok(listed > 3 && leftOut > 3)
  })
})
