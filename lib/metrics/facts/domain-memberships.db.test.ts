/** Memberships of Skilljar domains and of groups against plain loops over the raw rows, with students who joined twice. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ScopedReader } from '@/lib/authz/reader'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import type { TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows } from '@/lib/testing/mirrors'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { everybody, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import { rawSkilljar, type RawTables } from '@/lib/testing/skilljar-rows'
import { skilljarWorld, type World } from '@/lib/testing/skilljar-world'
import { ask } from '../ask'
import type { MetricName } from '../names'

const loaded = addDays(mirrorsFrom, mirrorsDays - 40)
const asOf = { datacamp: `${loaded}T12:00:00.000Z`, skilljar: `${loaded}T12:00:00.000Z` }
const filters: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays)),
  from: addDays(mirrorsFrom, 5),
  compare: 'none',
}
const inPeriod = (moment: string | null) =>
  moment !== null && filters.from <= moment.slice(0, 10) && moment.slice(0, 10) <= filters.to
const distinct = <T>(values: Iterable<T>) => [...new Set(values)]

describe('memberships', () => {
  let database: TestDatabase
  let raw: RawTables
  let world: World

  before(async () => {
    ;({ database } = await skilljarDatabase(41))
    // Some of them are members already; eight join twice, the second time for longer.
    await insertMirrorRows(
      database.pool,
      'skilljar.domain_membership',
      Array.from({ length: 34 }, (_, index) => ({
        domain_membership_id: `own${index}`,
        domain_id: 'd0',
        student_id: `s${index % 26}`,
        is_active: true,
        created_at: `${addDays(mirrorsFrom, index)} 10:00:00`,
        // Whole days after the moment of the data: one of them ends exactly 30 days after it.
        expires_at: index % 3 === 0 ? null : `${addDays(loaded, 10 + index * 4)} 12:00:00`,
      })),
    )
    raw = await rawSkilljar(database.pool)
    world = skilljarWorld(raw)
  })
  after(() => database?.drop())

  const asked = <T>(read: (reader: ScopedReader) => Promise<T>) => readAs(database.warehouse, everybody, read, asOf)

  /** Of each student and domain everything that is said of it. */
  const pairs = () => [...Map.groupBy(raw.domain_membership, (row) => `${row.student_id} ${row.domain_id}`).values()]
  const now = `${loaded}T12:00:00`
  const hasAccess = (row: RawTables['domain_membership'][number]) =>
    row.is_active === true && (row.expires_at === null || row.expires_at >= now)
  const daysLeft = (own: RawTables['domain_membership']) => {
    const active = own.filter(hasAccess)
    if (active.length === 0 || active.some((row) => row.expires_at === null)) return null
    const last =
      active
        .map((row) => row.expires_at ?? '')
        .toSorted()
        .at(-1) ?? ''
    return (Date.parse(`${last}Z`) - Date.parse(`${now}Z`)) / 86_400_000
  }
  const expected: Readonly<Record<string, (own: RawTables['domain_membership']) => boolean>> = {
    memberships_new: (own) => inPeriod(own.flatMap((row) => row.created_at ?? []).toSorted()[0] ?? null),
    memberships_active: (own) => own.some(hasAccess),
    memberships_ended: (own) => !own.some(hasAccess),
    memberships_expiring_30: (own) => (daysLeft(own) ?? 999) < 30,
    memberships_expiring_60: (own) => (daysLeft(own) ?? 999) >= 30 && (daysLeft(own) ?? 999) < 60,
    memberships_expiring_90: (own) => (daysLeft(own) ?? 999) >= 60 && (daysLeft(own) ?? 999) < 90,
    memberships_lasting: (own) => own.some(hasAccess) && (daysLeft(own) ?? 999) >= 90,
  }
  const names = Object.keys(expected) as MetricName[]

  test('each student and domain counts once, however often the student joined it', async () => {
    const all = pairs()
    assert.ok(all.some((own) => own.length > 2))
    const { rows, totals } = await asked((reader) => ask(reader, { metrics: names, by: ['domain'], filters }))
    const known = new Set(
      [...raw.domain, ...raw.domain_access_code_pool, ...raw.offer].map((row) => row.domain_id ?? ''),
    )
    for (const name of names) {
      const counting = all.filter((own) => expected[name]?.(own))
      assert.ok(counting.length > 0, name)
      assert.equal(totals[name as keyof typeof totals], counting.length, name)
      for (const domain of [...known, null]) {
        const own = counting.filter(
          ([first]) => (known.has(first?.domain_id ?? '') ? first?.domain_id : null) === domain,
        )
        const row = rows.find((candidate) => candidate.domain === domain) as Record<string, unknown> | undefined
        assert.equal(row?.[name] ?? 0, own.length, `${name} of ${domain}`)
      }
    }
  })

  test('somebody in two groups is a member once in each, and once in all', async () => {
    const { rows, totals } = await asked((reader) =>
      ask(reader, { metrics: ['skilljar_people', 'memberships_active'], by: ['student_group'], filters }),
    )
    const groups = Map.groupBy(raw.student_group_membership, (row) => row.student_group_id)
    const people = (own: RawTables['student_group_membership'] = []) =>
      distinct(own.flatMap((row) => world.personOf(row.student_id) ?? []))
    for (const [group, own] of groups)
      assert.equal(rows.find((row) => row.student_group === group)?.skilljar_people, people(own).length, String(group))
    const inGroups = rows.reduce((sum, row) => sum + (row.skilljar_people ?? 0), 0)
    assert.ok(inGroups > (totals.skilljar_people ?? 0))
    assert.equal(totals.memberships_active, pairs().filter((own) => own.some(hasAccess)).length)
  })
})
