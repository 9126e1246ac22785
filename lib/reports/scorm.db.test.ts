/** The page SCORM against plain loops over the raw rows: learners attempt a module again and again. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { near } from '@/lib/testing/near'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import type { SkilljarEvent } from '@/lib/testing/skilljar-event'
import { skilljarEvents, type SkilljarEvents } from '@/lib/testing/skilljar-oracle'
import type { RawTables } from '@/lib/testing/skilljar-rows'
import { wholePage } from '@/lib/testing/whole-page'
import { readQuestion } from './question'
import { readInteraction, readScorm, scormCards } from './read-scorm'
import { reportOf } from './reports'

const loaded = addDays(mirrorsFrom, mirrorsDays)
const asOf = { datacamp: `${loaded}T12:00:00.000Z`, skilljar: `${loaded}T12:00:00.000Z` }
const period = { from: addDays(mirrorsFrom, 5), to: loaded }
const address = (more: Record<string, string> = {}) => new URLSearchParams({ ...period, compare: 'none', ...more })

let database: TestDatabase
let raw: RawTables
let events: SkilljarEvents

const pageOf = (scope: Scope, search = address(), from = database) =>
  readAs(
    from.warehouse,
    scope,
    (reader: ScopedReader) =>
      wholePage(
        reader,
        readQuestion(reportOf('scorm'), search, { alsoKnown: ['interaction'], asOf }),
        readScorm,
        scormCards,
      ),
    asOf,
  )
const of = (metric: string, which: (event: SkilljarEvent) => boolean = () => true) =>
  (events[metric] ?? []).filter((event) => period.from <= event.day && event.day <= period.to && which(event))
const sum = (events: readonly { readonly value: number }[]) => events.reduce((total, { value }) => total + value, 0)
const total = (name: string, rows: readonly Readonly<Record<string, unknown>>[]) =>
  rows.reduce((all, row) => all + Number(row[name]), 0)

describe('SCORM', () => {
  before(async () => {
    ;({ database, raw } = await skilljarDatabase(71))
    events = skilljarEvents(raw, { asOf: `${loaded}T12:00:00`, to: period.to, windowDays: 30 })
  })
  after(() => database?.drop())

  test('before anything was loaded the page has nothing to show', async () => {
    const empty = await testDatabase()
    const page = await pageOf(everybody, address(), empty)
    assert.deepEqual(
      [
        page.table.answer.rows,
        page.statuses,
        page.scores,
        page.taken,
        page.uploaded,
        page.interactions,
        page.responses,
      ],
      [[], [], [], [], [], [], []],
    )
    assert.equal(page.chosen, null)
    assert.equal(page.figures.totals.scorm_modules, 0)
    await empty.drop()
  })

  test('every module stands in the table once per learner and lesson, with all of its attempts', async () => {
    const { table, figures } = await pageOf(everybody)
    assert.ok(of('scorm_modules').length < sum(of('scorm_attempts')))
    for (const row of table.answer.rows) {
      const own = ({ content }: SkilljarEvent) => content === row['content']
      assert.deepEqual(
        [row['scorm_modules'], row['scorm_attempts']],
        [of('scorm_modules', own).length, sum(of('scorm_attempts', own))],
      )
      const rates = row as unknown as Readonly<Record<string, number | null>>
      assert.equal(rates['scorm_completion_rate_first_numerator'], of('scorm_completed_first', own).length)
      assert.equal(rates['scorm_completion_rate_numerator'], of('scorm_completed', own).length)
    }
    assert.equal(figures.totals.scorm_modules, of('scorm_modules').length)
    assert.equal(figures.totals.scorm_attempts, sum(of('scorm_attempts')))
  })

  test('the page’s statuses, scores and packages are of the modules that its figures count', async () => {
    const { statuses, scores, taken, uploaded, figures } = await pageOf(everybody)
    assert.equal(total('latest', statuses), figures.totals.scorm_modules)
    assert.equal(total('first', statuses), figures.totals.scorm_modules)
    assert.ok(total('latest', scores) <= of('scorm_scored').length && total('latest', scores) > 0)
    assert.equal(total('scorm_modules', taken), figures.totals.scorm_modules)
    for (const row of taken) {
      const own = of('scorm_modules', ({ web_package }) => web_package === row.web_package)
      assert.equal(row.scorm_modules, own.length, String(row.web_package))
    }
    assert.equal(uploaded.length, raw.web_package.length)
  })

  test('a choice of a package, a module or a status narrows everything, the interactions as well', async () => {
    const all = await pageOf(everybody)
    for (const [name, value] of [
      ['web_package', 'w0'],
      ['content', 'skilljar/scorm/sr1'],
      ['scorm_status', 'passed'],
    ] as const) {
      const page = await pageOf(everybody, address({ [name]: value }))
      const own = of('scorm_modules', (event) => event[name] === value)
      assert.ok(own.length > 0 && own.length < of('scorm_modules').length, name)
      assert.equal(page.figures.totals.scorm_modules, own.length, name)
      assert.ok(page.interactions.length > 0 && page.interactions.length <= all.interactions.length)
      if (name === 'scorm_status') continue
      const resources = raw.scorm_resource
        .filter(
          (row) => (name === 'content' ? `skilljar/scorm/${row.scorm_resource_id}` : row.web_package_id) === value,
        )
        .map((row) => row.scorm_resource_id)
      assert.ok(page.interactions.every(({ resource }) => resources.includes(String(resource))))
    }
  })

  test('responses are those to the question that the address names, else to the hardest one', async () => {
    const { interactions, responses, chosen } = await pageOf(everybody)
    const judged = interactions.filter(({ share_right }) => share_right !== null)
    const [hardest] = judged
      .filter(({ answers }) => Number(answers) >= 10)
      .toSorted((one, other) => Number(one['share_right']) - Number(other['share_right']))
    assert.equal(interactions[0]?.['share_right'], hardest?.['share_right'])
    assert.equal(chosen?.identifier, interactions[0]?.['identifier'])
    assert.equal(total('answers', responses), interactions[0]?.['answers'])
    const other = interactions.at(-1)
    const key = `${other?.['resource']}/${other?.['identifier']}`
    const page = await pageOf(everybody, address({ interaction: key }))
    assert.equal(page.chosen?.identifier, other?.['identifier'])
    for (const row of page.responses) {
      assert.deepEqual([row['resource'], row['identifier']], [other?.['resource'], other?.['identifier']])
      near(row['share'], Number(row['answers']) / Number(other?.['answers']), String(row['response']))
      assert.ok(Number(row['right']) <= Number(row['answers']))
    }
    assert.equal(total('right', page.responses), other?.['right'])
    assert.equal((await pageOf(everybody, address({ interaction: 'sr9/none' }))).responses.length, 0)
    assert.throws(() => readInteraction(new URLSearchParams('interaction=nothing')), InvalidFilter)
  })

  test('a manager gets the own teams only, and readers of aggregates no number of fewer than five people', async () => {
    const { rows: members } = await database.pool.query(
      `select person_key, joined::text, "left"::text from mart.person_team join mart.person using (person_id) where team_id = 12`,
    )
    const isMember = ({ person, day }: SkilljarEvent) =>
      members.some(
        (row) =>
          row.person_key === person &&
          (row.joined === '-infinity' || row.joined <= day) &&
          (row.left === 'infinity' || day < row.left),
      )
    const own = await pageOf(ownTeams(12))
    assert.ok(of('scorm_modules', isMember).length > 0)
    assert.equal(own.figures.totals.scorm_modules, of('scorm_modules', isMember).length)
    assert.equal(
      own.statuses.reduce((all, row) => all + Number(row['latest']), 0),
      of('scorm_modules', isMember).length,
    )
    const people = (list: readonly SkilljarEvent[]) => new Set(list.map(({ person }) => person)).size
    const { taken, statuses, table } = await pageOf(aggregatesOnly, address({ from: addDays(loaded, -40) }))
    for (const row of taken) {
      const behind = of(
        'scorm_modules',
        ({ web_package, day }) => web_package === row.web_package && day >= addDays(loaded, -40),
      )
      if ((row.scorm_modules ?? 0) > 0) assert.ok(people(behind) >= 5)
    }
    for (const row of [...statuses, ...table.answer.rows]) {
      for (const name of ['first', 'latest', 'scorm_modules']) {
        const value = (row as Readonly<Record<string, unknown>>)[name]
        if (typeof value === 'number') assert.ok(value === 0 || value >= 5, name)
      }
    }
  })
})
