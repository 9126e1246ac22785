/** Seats: entered over time, audited, and set against those who learned. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { seatsOn, seatsState } from '@/lib/analyses/activity/seats'
import { analyses } from '@/lib/analyses/analyses'
import { withReader } from '@/lib/authz/reader'
import { scopeOf } from '@/lib/authz/scope'
import { userActor } from '@/lib/authz/actor'
import { addDays } from '@/lib/filters/days'
import { defaultFilters } from '@/lib/filters/filters'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { createOracle } from '@/lib/testing/oracle'
import { fillMirrors, mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { addSeats, listSeats, removeSeats, SeatsTaken } from './manage-seats'

const end = addDays(mirrorsFrom, mirrorsDays - 10)

describe('seats', () => {
  let database: TestDatabase
  before(async () => {
    database = await testDatabase()
    await fillMirrors(database.pool, 81)
    await publishBoth(database.pool)
    await createOracle(database.pool)
  })
  after(() => database?.drop())

  const utilisation = (scope = everybody, to = end) =>
    readAs(database.warehouse, scope, (reader) =>
      analyses.seat_utilisation.rows(reader, {
        filters: { ...defaultFilters(to), from: to, team: [12], technology: ['Python'], source: ['skilljar'] },
      }),
    )

  test('without seats there is no utilisation, and none before the first day of the first entry', async () => {
    assert.deepEqual(await utilisation(), [])
    await addSeats(database.app, 'system', { seats: 220, validFrom: end })
    assert.deepEqual(await utilisation(everybody, addDays(end, -1)), [])
    assert.equal((await utilisation()).length, 1)
  })

  test('the newest entry that has begun is valid, and one of 0 seats means that there is nothing to use', async () => {
    await addSeats(database.app, 'system', { seats: 50, validFrom: addDays(end, -40) })
    await addSeats(database.app, 'system', { seats: 0, validFrom: addDays(end, 5) })
    const on = (day: string) =>
      readAs(database.warehouse, everybody, async (reader) => (await seatsOn(reader, day))?.seats)
    assert.deepEqual(
      [await on(addDays(end, -41)), await on(addDays(end, -40)), await on(end), await on(addDays(end, 9))],
      [undefined, 50, 220, 0],
    )
    assert.deepEqual(await utilisation(everybody, addDays(end, 9)), [])
    assert.deepEqual(
      (await listSeats(database.app)).map(({ seats }) => seats),
      [0, 220, 50],
    )
  })

  test('everybody who learned on either platform in the 90 days counts once, whatever the filters', async () => {
    const { rows } = await database.pool.query<{ active: number }>(
      `select count(distinct person)::int as active from oracle.event
       where metric = 'active_learners' and day > date '${end}' - 90 and day <= date '${end}'`,
    )
    const [row] = await utilisation()
    const active = rows[0]?.active ?? 0
    assert.ok(active > 20)
    assert.deepEqual(row, {
      from: addDays(end, -89),
      day: end,
      seats: 220,
      valid_from: end,
      active_learners: active,
      seat_utilisation: Math.round((active / 220) * 1e6) / 1e6,
      suppressed: false,
    })
    assert.equal((await utilisation(aggregatesOnly))[0]?.['seat_utilisation'], row?.['seat_utilisation'])
  })

  test('whoever sees own teams alone gets none: seats are the whole organisation’s', async () => {
    assert.deepEqual(await utilisation(ownTeams(12)), [])
  })

  test('readers of reports may read seats behind the fence, and cannot write them', async () => {
    const { id } = await database.app.user.create({ data: { email: 'v@example.com', name: 'V', role: 'viewer' } })
    const actor = await userActor(database.app, id, 1)
    assert.ok(actor)
    const rows = await withReader(
      scopeOf(actor),
      (reader) => analyses.seat_utilisation.rows(reader, { filters: defaultFilters(end) }),
      database.warehouse,
    )
    assert.equal(rows[0]?.['seats'], 220)
    const write = withReader(scopeOf(actor), ({ db }) => db.deleteFrom('app.seat').execute(), database.warehouse)
    await assert.rejects(write, /permission denied|read-only/)
  })

  test('one day has one number; adding and removing is written down, and tells that answers are others now', async () => {
    const state = () => readAs(database.warehouse, everybody, seatsState)
    const before = await state()
    await assert.rejects(addSeats(database.app, 'system', { seats: 1, validFrom: end }), SeatsTaken)
    assert.equal(await state(), before)
    const [newest] = await listSeats(database.app)
    assert.ok(newest)
    await removeSeats(database.app, 'system', newest.id)
    await removeSeats(database.app, 'system', newest.id)
    assert.notEqual(await state(), before)
    const log = await database.app.audit.findMany({
      where: { action: { startsWith: 'seats.' } },
      orderBy: { id: 'asc' },
    })
    assert.deepEqual(
      log.map(({ action, detail }) => [action, detail]),
      [
        ['seats.add', { seats: 220, validFrom: end }],
        ['seats.add', { seats: 50, validFrom: addDays(end, -40) }],
        ['seats.add', { seats: 0, validFrom: addDays(end, 5) }],
        ['seats.remove', { seats: 0, validFrom: addDays(end, 5) }],
      ],
    )
  })
})
