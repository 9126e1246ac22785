/** Access codes and visibility rules of Skilljar against plain loops over the raw rows, with rules that repeat. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import type { TestDatabase } from '@/lib/testing/database'
import { near } from '@/lib/testing/near'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import { rawSkilljar, type RawTables } from '@/lib/testing/skilljar-rows'
import { accessCodePools } from './domain-codes'
import { countVisible, visibilityRules } from './visibility-rules'
import type { Analysis } from '../analysis'

const loaded = addDays(mirrorsFrom, mirrorsDays - 40)
const asOf = { datacamp: `${loaded}T12:00:00.000Z`, skilljar: `${loaded}T12:00:00.000Z` }
const filters: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays)),
  from: addDays(mirrorsFrom, 5),
  compare: 'none',
}
const distinct = <T>(values: Iterable<T>) => [...new Set(values)]

describe('access and visibility', () => {
  let database: TestDatabase
  let raw: RawTables

  before(async () => {
    ;({ database } = await skilljarDatabase(41))
    await database.pool.query(`update skilljar.domain_access_code set code = 'SECRET-' || domain_access_code_id`)
    await database.pool.query(`update skilljar.domain_access_code_pool set channel = ' API ', starts_at = null,
      expires_at = case domain_access_code_pool_id when 'ap0' then '${loaded} 12:00' when 'ap1' then '${loaded} 12:01' end::timestamp`)
    await database.pool.query(
      `update skilljar.domain_access_code_pool set starts_at = '${loaded} 12:01' where domain_access_code_pool_id = 'ap2'`,
    )
    raw = await rawSkilljar(database.pool)
  })
  after(() => database?.drop())

  const as = <T>(scope: Scope, read: (reader: ScopedReader) => Promise<T>) =>
    readAs(database.warehouse, scope, read, asOf)
  const rowsOf = (analysis: Analysis, scope: Scope = everybody, some: Partial<Filters> = {}, parameters = {}) =>
    as(scope, (reader) => analysis.rows(reader, { filters: { ...filters, ...some }, parameters }))

  test('a pool says how many codes it has and how much of them is used, never which codes these are', async () => {
    const rows = await rowsOf(accessCodePools)
    const codes = Map.groupBy(raw.domain_access_code, (row) => row.domain_access_code_pool_id ?? '')
    const pools = distinct([
      ...codes.keys(),
      ...raw.domain_access_code_pool.map((row) => row.domain_access_code_pool_id),
    ])
    assert.deepEqual(rows.map(({ pool }) => pool).toSorted(), pools.toSorted())
    const isLimited = (row: RawTables['domain_access_code'][number]) =>
      row.max_uses !== null && row.max_uses > 0 && row.max_uses < 2_147_483_647
    for (const row of rows) {
      const own = codes.get(String(row['pool'])) ?? []
      const counted = own.filter((code) => isLimited(code) && code.is_active === true)
      const usedUp = own.filter((code) => isLimited(code) && (code.use_count ?? 0) >= (code.max_uses ?? 0))
      const possible = counted.reduce((sum, code) => sum + (code.max_uses ?? 0), 0)
      const used = counted.reduce((sum, code) => sum + (code.use_count ?? 0), 0)
      assert.equal(row['codes'], own.length)
      assert.equal(row['codes_used_up'], usedUp.length)
      const states = ['codes_used_up', 'codes_in_use', 'codes_unused', 'codes_inactive'].map((name) =>
        Number(row[name]),
      )
      assert.equal(
        states.reduce((sum, count) => sum + count, 0),
        own.length,
        'every code is in one state',
      )
      assert.equal(
        row['uses'],
        own.reduce((sum, code) => sum + (code.use_count ?? 0), 0),
      )
      near(row['redemption'], possible === 0 ? null : used / possible, `redemption of ${row['pool']}`)
    }
    const { totals } = await as(everybody, (reader) =>
      ask(reader, { metrics: ['access_code_uses', 'access_code_uses_possible'], filters }),
    )
    const sum = (name: string) => rows.reduce((total, row) => total + Number(row[name]), 0)
    assert.deepEqual(
      [sum('uses_counted'), sum('uses_possible')],
      [totals.access_code_uses, totals.access_code_uses_possible],
    )
    const written = JSON.stringify(rows)
    const secrets = raw.domain_access_code.flatMap(({ code }) => code ?? [])
    assert.ok(secrets.length > 0)
    for (const secret of secrets) assert.ok(!written.includes(secret), 'a code is told')
  })

  test('a pool is open from its start until its end, and is found by the channel that it says', async () => {
    const rows = await rowsOf(accessCodePools)
    const stateOf = (id: string) => rows.find(({ pool }) => pool === id)?.['state']
    assert.deepEqual(['ap0', 'ap1', 'ap2'].map(stateOf), ['ended', 'open', 'planned'])
    assert.equal(rows.find(({ pool }) => pool === 'ap0')?.['channel'], 'API')
    for (const channel of distinct(rows.map((row) => String(row['channel'])))) {
      const own = await rowsOf(accessCodePools, everybody, { where: { channel: [channel] } })
      assert.deepEqual(
        own,
        rows.filter((row) => row['channel'] === channel),
      )
    }
  })

  describe('who sees what', () => {
    const rules = () => [
      ...raw.catalog_page_student_group_visibility.map((row) => ({
        ...row,
        of: `page ${row.catalog_page_id}`,
        id: row.catalog_page_student_group_visibility_id,
      })),
      ...raw.published_course_student_group_visibility.map((row) => ({
        ...row,
        of: `course ${row.published_course_id}`,
        id: row.published_course_student_group_visibility_id,
      })),
    ]
    const things = () => [
      ...raw.catalog_page.map((row) => ({ of: `page ${row.catalog_page_id}`, isVisible: row.is_visible })),
      ...raw.published_course.map((row) => ({ of: `course ${row.published_course_id}`, isVisible: row.is_visible })),
    ]

    const isSaid = (rule: ReturnType<typeof rules>[number]) =>
      rule.is_visible !== null && rule.student_group_id !== null

    test('the newest rule for the group holds, else the default, and several rules make one row', async () => {
      const rows = await rowsOf(visibilityRules)
      const said = rules().filter(isSaid)
      const groups = distinct([
        ...raw.student_group.map((row) => row.student_group_id),
        ...said.map((row) => row.student_group_id),
      ])
      assert.equal(rows.length, things().length * groups.length)
      let repeated = 0
      for (const { of, isVisible } of things()) {
        for (const group of groups) {
          const row = rows.find((found) => `${found['kind']} ${found['thing']}` === of && found['group'] === group)
          const own = said
            .filter((rule) => rule.of === of && rule.student_group_id === group)
            .toSorted((one, other) =>
              (one.updated_at ?? '') < (other.updated_at ?? '')
                ? 1
                : (one.updated_at ?? '') > (other.updated_at ?? '')
                  ? -1
                  : one.id < other.id
                    ? 1
                    : -1,
            )
          if (own.length > 1) repeated++
          const rule = own[0]?.is_visible ?? null
          const state = [rule ?? isVisible, rule === null ? 'default' : 'rule']
          assert.deepEqual(
            [row?.['is_visible_by_default'], row?.['is_visible_by_rule'], row?.['is_visible'], row?.['rules']],
            [isVisible, rule, rule ?? isVisible, own.length],
            `${of} for ${group}`,
          )
          assert.equal(
            row?.['state'],
            state[0] === null ? 'unknown' : `${state[0] ? 'visible' : 'hidden'}_by_${state[1]}`,
          )
          assert.equal(row?.['is_contradicted'], distinct(own.map((one) => one.is_visible)).length > 1)
        }
      }
      assert.ok(repeated > 0)
      assert.ok(rows.some(({ is_contradicted: is }) => is === true))
    })

    test('of one group what is special to it comes first, then what it does not see, and all of it is counted', async () => {
      for (const { student_group_id: id } of raw.student_group) {
        const where = { student_group: [id] }
        const whole = await rowsOf(visibilityRules, everybody, { where }, { most: '10000' })
        const places = whole.map((row) => {
          if (
            rules().some(
              (rule) => rule.of === `${row['kind']} ${row['thing']}` && isSaid(rule) && rule.student_group_id === id,
            )
          )
            return 0
          return row['is_visible'] === true ? 2 : 1
        })
        assert.deepEqual(places, places.toSorted(), `order for ${id}`)
        const counted = await as(everybody, (reader) => countVisible(reader, { ...filters, where }))
        const dead = new Set(
          raw.published_course.flatMap((row) => (row.is_live === false ? row.published_course_id : [])),
        )
        const seen = whole.filter(
          (row) => row['is_visible'] === true && !(row['kind'] === 'course' && dead.has(String(row['thing']))),
        )
        assert.deepEqual(counted, {
          things: things().length,
          visible: seen.length,
          ruled: places.filter((place) => place === 0).length,
        })
      }
    })

    test('the groups with the most rules are listed where not all of them are', async () => {
      const rows = await rowsOf(visibilityRules, everybody, {}, { groups: '2' })
      const ruled = (group: unknown) =>
        distinct(
          rules().flatMap((rule) =>
            isSaid(rule) && rule.student_group_id === group && things().some(({ of }) => of === rule.of) ? rule.of : [],
          ),
        ).length
      const most = distinct(rules().map((rule) => rule.student_group_id))
        .map(ruled)
        .toSorted((one, other) => other - one)
      assert.deepEqual(distinct(rows.map(({ group }) => group)).map(ruled), most.slice(0, 2))
    })

    test('pages and courses with a rule come first, and a download has all of them', async () => {
      const first = await rowsOf(visibilityRules, everybody, {}, { most: '2' })
      assert.equal(distinct(first.map(({ kind, thing }) => `${kind} ${thing}`)).length, 2)
      assert.ok(first.every(({ groups_with_rules: rules }) => Number(rules) > 0))
      const whole = await as(everybody, (reader) =>
        reader.db.executeQuery(
          visibilityRules.statement(reader, { filters, parameters: { most: '2' }, whole: true }).compile(reader.db),
        ),
      )
      assert.equal(whole.rows.length, (await rowsOf(visibilityRules)).length)
      const one = await rowsOf(
        visibilityRules,
        aggregatesOnly,
        { where: { student_group: ['g0'], domain: ['d1'] } },
        { kind: 'page' },
      )
      assert.ok(one.length > 0 && one.every(({ group, domain, kind }) => `${group} ${domain} ${kind}` === 'g0 d1 page'))
    })
  })
})
