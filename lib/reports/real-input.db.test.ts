/**
 * Real learning logs of both sources (../shared/real-input) on every page: each is read through as the page reads it, and the
 * numbers of Skilljar's are those that plain loops and SQL over the rows, or the golden file, say.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe } from 'node:test'
import { createToken, findToken } from '@/lib/auth/tokens'
import type { Actor } from '@/lib/authz/actor'
import { may } from '@/lib/authz/permissions'
import { withReader } from '@/lib/authz/reader'
import { scopeOf } from '@/lib/authz/scope'
import { tablesOf } from '@/lib/catalogue/catalogue'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { sources } from '@/lib/filters/filters'
import { metrics, ratioOf, type MetricName } from '@/lib/metrics/names'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import type { Expected } from '@/lib/testing/golden'
import { loadMirrorCsv, publishBoth, recordPublications } from '@/lib/testing/mirrors'
import { check, realInput, withoutRealInput } from '@/lib/testing/real-input'
import type { SkilljarEvent } from '@/lib/testing/skilljar-event'
import { skilljarEvents, type SkilljarEvents } from '@/lib/testing/skilljar-oracle'
import { rawSkilljar } from '@/lib/testing/skilljar-rows'
import { mayBeEmpty, totalOf } from '@/lib/testing/skilljar-totals'
import { provideSettings } from '@/lib/testing/settings'
import { readQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { Report } from './report'
import { reports } from './reports'
import { tableParams } from './table-state'
import { plainSkilljar } from './testing/plain-skilljar'
import { everyPage, openings, readThrough } from './testing/every-page'

const roles = ['analyst', 'manager', 'viewer'] as const
const period = { from: '2017-01-01', to: '2021-12-31' }
const address = `from=${period.from}&to=${period.to}&grain=month&window_days=90`
const ofSkilljar = (reports as readonly Report[]).filter(({ only }) => only?.source?.includes('skilljar'))

type Row = Readonly<Record<string, unknown>>

describe('on real learning logs', () => {
  let database: TestDatabase
  let golden: Expected
  let events: SkilljarEvents
  /** What no loop of the oracle counts. */
  let plain: Row
  const actors = {} as Record<(typeof roles)[number], Actor>

  before(async () => {
    if (withoutRealInput) return
    golden = JSON.parse(readFileSync(path.join(realInput, 'expected.json'), 'utf8'))
    database = await testDatabase()
    provideSettings(database)
    for (const source of sources) {
      for (const { name } of tablesOf(source)) {
        const file = path.join(realInput, source === 'datacamp' ? 'datacamp/latest' : source, `${name}.csv`)
        if (existsSync(file)) await loadMirrorCsv(database.pool, `${source}.${name}`, file)
      }
    }
    await publishBoth(database.pool)
    await database.pool.query('analyze')
    const day = golden.about.as_of
    await recordPublications(database.pool, day)
    events = skilljarEvents(await rawSkilljar(database.pool), {
      asOf: `${day}T00:00:00`,
      to: period.to,
      windowDays: 90,
    })
    plain = (await database.pool.query(plainSkilljar(period, 90), [day])).rows[0]
    for (const role of roles) {
      const { token } = await createToken(database.app, 'system', {
        name: role,
        role,
        ...(role === 'manager' && { teams: [101, 102] }),
      })
      const actor = await findToken(database.app, token)
      assert.ok(actor)
      actors[role] = actor
    }
  })
  after(async () => {
    await app().$disconnect()
    await closePools()
    await database?.drop()
  })

  check('every page of both sources is read through, for every role, with all its cards', async () => {
    for (const page of await everyPage()) {
      for (const { fixed, isKnown } of await openings(database.pool, page.report)) {
        for (const role of roles.filter((own) => may(actors[own], page.report.permission))) {
          const what = `${page.report.slug} as ${role} ${JSON.stringify(fixed ?? {})}`
          const found = await withReader(scopeOf(actors[role]), (reader) =>
            readThrough(reader, page, address, fixed),
          ).catch((error: unknown) => assert.fail(`${what}: ${String(error)}`))
          if (!isKnown) assert.equal(found, null, `${what}: nobody knows it`)
          // What a manager's people have nothing to do with is not there for the manager.
          else if (role !== 'manager') assert.notEqual(found, null, what)
        }
      }
    }
  })

  /** What the rows say; undefined: nobody has said what it should be. */
  function truthOf(metric: MetricName, of: (event: SkilljarEvent) => boolean = () => true): number | null | undefined {
    const ratio = ratioOf(metric)
    if (ratio) {
      const [upper, lower] = [truthOf(ratio.of, of), truthOf(ratio.to, of)]
      if (upper === undefined || lower === undefined) return undefined
      return lower === 0 || lower === null || upper === null ? null : upper / lower
    }
    const own = events[metric]?.filter((event) => period.from <= event.day && event.day <= period.to && of(event))
    if (own !== undefined) return own.length === 0 && mayBeEmpty(metric) ? null : totalOf(metric, own)
    return metric in plain ? (plain[metric] as number | null) : undefined
  }

  function assertIs(found: unknown, expected: number | null | undefined, what: string) {
    // Without a row of its kind there is nothing to count.
    if (expected === undefined)
      return assert.ok(found === 0 || found === null, `${what}: nobody says what ${String(found)} should be`)
    if (expected === null) return assert.equal(found, null, what)
    assert.ok(
      typeof found === 'number' && Math.abs(found - expected) < 1e-6,
      `${what}: ${String(found)} is not ${expected}`,
    )
  }

  const asked = <T>(report: Report, read: (question: ReturnType<typeof readQuestion>) => T) =>
    read(readQuestion(report, new URLSearchParams(address), { alsoKnown: tableParams, asOf: {} }))

  check('key figures and totals of every Skilljar report are those of the rows', async () => {
    let compared = 0
    for (const report of ofSkilljar) {
      await withReader(scopeOf(actors.analyst), async (reader) => {
        const { figures, totals } = await asked(report, async (question) => ({
          figures: (await readFrame(reader, question)).figures.totals as Row,
          totals: (await readTable(reader, question)).answer.totals as Row,
        }))
        for (const [where, names, found] of [
          ['figure', report.metrics, figures],
          ['total', report.table.metrics, totals],
        ] as const) {
          for (const metric of names) {
            const expected = truthOf(metric)
            assertIs(found[metric], expected, `${where} ${metric} of ${report.slug}`)
            if (expected !== undefined && expected !== null && expected !== 0) compared += 1
          }
        }
      })
    }
    assert.ok(compared > 60, `only ${compared} numbers are not empty`)
  })

  check('rows about one content have the numbers of its own rows', async () => {
    let compared = 0
    for (const report of ofSkilljar.filter(
      ({ table, path: place }) => table.by[0] === 'content' && !place.includes('['),
    )) {
      const answer = await withReader(scopeOf(actors.analyst), (reader) =>
        asked(report, async (question) => (await readTable(reader, question)).answer),
      )
      for (const row of answer.rows as readonly Row[]) {
        for (const metric of report.table.metrics.filter((name) => !(name in plain))) {
          const expected = truthOf(metric, ({ content }) => content === row['content'])
          if (expected === undefined) continue
          assertIs(row[metric], expected, `${metric} of ${String(row['content_name'])}`)
          compared += 1
        }
      }
    }
    assert.ok(compared > 50, `only ${compared} cells`)
  })

  check('what the golden file counts is counted alike on the pages', () => {
    const { enrolments, course_starts, course_completions } = golden.skilljar
    assert.deepEqual(
      [truthOf('enrolments'), truthOf('sj_course_starts'), truthOf('sj_course_completions')],
      [enrolments, course_starts, course_completions],
    )
    assert.equal(plain['active_learners'], golden.metrics['active_learners']?.['skilljar']?.total)
    assertIs(plain['learning_hours'], golden.metrics['learning_hours']?.['skilljar']?.total, 'learning hours')
    assert.ok(Object.keys(plain).every((name) => name in metrics))
  })
})
