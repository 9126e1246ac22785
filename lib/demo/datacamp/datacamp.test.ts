import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { coercer } from '@/lib/catalogue/coerce'
import { findTable, tablesOf } from '@/lib/catalogue/catalogue'
import { people } from '../people'
import { createDatacamp } from './create-datacamp'
import { tableNames } from './files'
import { headerOf, readDelivered, type Told } from './read-delivery'

const TODAY = '2026-11-22'
const YESTERDAY = '20261121'
const temporary = mkdtempSync(path.join(tmpdir(), 'demo-datacamp-'))
const folder = path.join(temporary, 'main')
after(() => rmSync(temporary, { recursive: true, force: true }))

async function make(into: string, size: { people: number; months: number; seed: number }): Promise<string> {
  const span = { months: size.months, seed: size.seed, today: TODAY }
  await createDatacamp(into, { ...span, people: people({ ...span, people: size.people }), onProgress: () => {} })
  return into
}

const fingerprint = (of: string) =>
  createHash('sha256')
    .update(tableNames.map((table) => readFileSync(path.join(of, `${table}.csv`), 'utf8')).join('\f'))
    .digest('hex')

const delivered = new Map<string, readonly Told[]>()

function read(table: string): readonly Told[] {
  const rows = delivered.get(table) ?? readDelivered(folder, table)
  delivered.set(table, rows)
  return rows
}

const missing = (value: string | undefined) => value === '' || value === 'NA'
const pairs = (rows: readonly Told[], key: (row: Told) => string) =>
  [...Map.groupBy(rows, key).values()].filter((same) => same.length > 1)
const total = (rows: readonly Told[], column: string) => rows.reduce((sum, row) => sum + (Number(row[column]) || 0), 0)

before(async () => {
  await make(folder, { people: 500, months: 14, seed: 3 })
})

describe('A demo delivery of DataCamp', () => {
  test('is the same to the byte for the same seed, and another for another seed', async () => {
    const size = { people: 40, months: 2, seed: 5 }
    const first = fingerprint(await make(path.join(temporary, 'a'), size))
    assert.equal(fingerprint(await make(path.join(temporary, 'b'), size)), first)
    assert.notEqual(fingerprint(await make(path.join(temporary, 'c'), { ...size, seed: 6 })), first)
  })

  test('has every documented table with every column in the documented order, and rows in each', () => {
    const documented = tablesOf('datacamp').filter(({ optional, derived }) => !optional && !derived)
    assert.deepEqual([...tableNames].sort(), documented.map(({ name }) => name).sort())
    for (const table of documented) {
      assert.equal(headerOf(folder, table.name), table.columns.map(({ name }) => name).join(','))
      assert.ok(read(table.name).length > 0, `${table.name} has rows`)
    }
  })

  test('holds only values that the catalogue accepts for their columns', () => {
    for (const name of tableNames) {
      const columns = (findTable(`datacamp.${name}`)?.columns ?? []).map((column) => ({
        ...column,
        coerce: coercer(column.kind),
      }))
      for (const row of read(name)) {
        for (const { name: column, coerce } of columns) {
          const result = coerce(row[column] ?? null)
          assert.ok(result.ok, `${name}.${column} holds "${row[column]}"`)
        }
      }
    }
  })

  test('ends yesterday: the newest activity is of the day before today, and nothing is of today', () => {
    for (const table of [
      'course_fact',
      'chapter_fact',
      'exercise_fact',
      'project_fact',
      'practice_fact',
      'assessment_fact',
    ]) {
      const newest = read(table).reduce(
        (latest, row) => ((row['date_id'] ?? '') > latest ? (row['date_id'] ?? '') : latest),
        '',
      )
      assert.ok(newest <= YESTERDAY, `${table} goes to ${newest}`)
      if (table === 'course_fact') assert.equal(newest, YESTERDAY)
    }
    const moments = read('course_fact').flatMap((row) => [row['started_at'] ?? '', row['completed_at'] ?? ''])
    assert.ok(moments.every((moment) => moment < TODAY))
  })

  test('has one fact row per person, item and day, save for deleted content', () => {
    for (const [table, item] of [
      ['course_fact', 'course_id'],
      ['chapter_fact', 'chapter_id'],
      ['exercise_fact', 'exercise_id'],
      ['project_fact', 'project_id'],
    ] as const) {
      const repeated = pairs(read(table), (row) => `${row['user_id']} ${row[item]} ${row['date_id']}`)
      assert.ok(
        repeated.every(([row]) => row?.[item] === '-1'),
        `${table} repeats only deleted content`,
      )
      if (item !== 'project_id') assert.ok(repeated.length > 0, `${table} has several -1 rows for one person and day`)
    }
    for (const dimension of ['course', 'chapter', 'exercise', 'project']) {
      assert.equal(read(`${dimension}_dim`).filter((row) => row[`${dimension}_id`] === '-1').length, 1)
    }
    assert.ok(read('project_fact').some((row) => row['project_id'] === '-1'))
  })

  test('repeats the start and the end of a course on each of its days', () => {
    const living = read('course_fact').filter((row) => row['course_id'] !== '-1')
    for (const days of pairs(living, (row) => `${row['user_id']} ${row['course_id']}`)) {
      assert.equal(new Set(days.map((row) => `${row['started_at']} ${row['completed_at']}`)).size, 1)
    }
    assert.ok(
      living.some((row) => row['completed_at'] === ''),
      'some courses are unfinished',
    )
    assert.ok(
      living.some((row) => row['completed_at'] !== ''),
      'some courses are finished',
    )
  })

  test('gives courses, chapters and exercises the same time and XP', () => {
    for (const column of ['time_spent', 'xp']) {
      const ofCourses = total(read('course_fact'), column)
      assert.ok(ofCourses > 0)
      assert.equal(total(read('chapter_fact'), column), ofCourses)
      assert.equal(total(read('exercise_fact'), column), ofCourses)
    }
  })

  test('joins chapters to their courses by course slug', () => {
    const slugs = new Set(read('course_dim').map((row) => row['slug']))
    const chapters = read('chapter_dim').filter((row) => row['chapter_id'] !== '-1')
    assert.ok(chapters.every((row) => slugs.has(row['course_slug'])))
    assert.equal(new Set(chapters.map((row) => `${row['course_slug']}/${row['slug']}`)).size, chapters.length)
  })

  test("writes nulls, integers and booleans in the source's several ways", () => {
    const courses = read('course_fact')
    assert.ok(
      courses.some((row) => missing(row['time_spent']) && !missing(row['xp'])),
      'rows with XP only',
    )
    assert.ok(
      courses.some((row) => !missing(row['time_spent']) && missing(row['xp'])),
      'rows with time only',
    )
    const xp = new Set(read('exercise_fact').map((row) => row['xp']))
    assert.ok(xp.has('NA') && xp.has('') && xp.has('50.0') && !xp.has('50'))
    assert.ok(
      read('exercise_fact').some(
        (row) => row['started_at'] === '' && row['completed_at'] === '' && !missing(row['time_spent']),
      ),
    )
    assert.deepEqual(new Set(read('practice_fact').map((row) => row['is_mobile'])), new Set(['0', '1']))
    assert.deepEqual(new Set(read('project_dim').map((row) => row['is_guided'])), new Set(['', 't', 'f']))
    assert.ok(
      read('course_dim').some((row) => row['description']?.includes('\n')),
      'line breaks inside a cell',
    )
    assert.ok(read('user_team_bridge').some((row) => / 00:00:00$/.test(row['joined_team_date'] ?? '')))
  })

  test('contains the faults of real data: a course without a dimension row, an end before its start', () => {
    const known = new Set(read('course_dim').map((row) => row['course_id']))
    assert.ok(read('course_fact').some((row) => !known.has(row['course_id'])))
    const reversed = read('course_fact').filter(
      ({ started_at = '', completed_at = '' }) => completed_at !== '' && completed_at < started_at,
    )
    assert.ok(reversed.length > 0 && reversed.length < read('course_fact').length / 50)
    const tracks = new Set(read('track_dim').map((row) => row['track_version_id']))
    assert.ok(
      read('track_fact').some((row) => !tracks.has(row['track_version_id'])),
      'enrolments in a retired track',
    )
  })

  test('has people in several teams, in none, coming back, leaving, and with unknown dates', () => {
    const bridge = read('user_team_bridge')
    const byUser = Map.groupBy(bridge, (row) => row['user_id'])
    const users = read('user_dim')
    assert.ok(
      users.some((row) => !byUser.has(row['user_id'])),
      'no team',
    )
    assert.ok(
      [...byUser.values()].some((rows) => new Set(rows.map((row) => row['team_id'])).size > 1),
      'several teams',
    )
    assert.ok(pairs(bridge, (row) => `${row['user_id']} ${row['team_id']}`).length > 0, 'a return to the same team')
    assert.ok(
      bridge.some((row) => row['joined_team_date'] === ''),
      'an unknown joining date',
    )
    assert.ok(users.some((row) => row['deleted_at'] !== '') && users.some((row) => row['email'] === ''))
  })

  test('has a deleted team, and two teams of one name whose slugs differ by a UUID', () => {
    const teams = read('team_dim')
    assert.equal(teams.length, 24)
    assert.equal(teams.filter((row) => row['deleted_date'] !== '').length, 1)
    const [[first, second] = []] = pairs(teams, (row) => row['name'] ?? '')
    assert.match(second?.['slug'] ?? '', new RegExp(`^${first?.['slug']}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`))
  })

  test('has assessments that are retaken, mostly with better scores, in the documented groups', () => {
    const completed = read('assessment_fact').filter((row) => row['completed_at'] !== '')
    const retakes = pairs(completed, (row) => `${row['user_id']} ${row['assessment_id']}`)
    const better = retakes.filter((rows) => Number(rows.at(-1)?.['score']) > Number(rows[0]?.['score']))
    assert.ok(retakes.length > 10 && better.length > retakes.length * 0.6)
    const novices = completed.filter((row) => row['score_group'] === 'Novice')
    assert.ok(novices.length > 0 && novices.every((row) => Number(row['score']) < 70))
    assert.equal(new Set(completed.map((row) => row['score_group'])).size, 5)
  })

  test('has assignments in every state, with reminders, archived and deleted ones', () => {
    const facts = read('assignment_fact')
    const done = facts.filter((row) => row['completed_at'] !== '')
    const open = facts.filter((row) => row['completed_at'] === '')
    assert.ok(
      done.some(({ completed_at = '', due_at = '' }) => due_at !== '' && completed_at <= due_at),
      'on time',
    )
    assert.ok(
      done.some(({ completed_at = '', due_at = '' }) => due_at !== '' && completed_at > due_at),
      'late',
    )
    assert.ok(
      open.some(({ due_at = '' }) => due_at !== '' && due_at < TODAY),
      'overdue',
    )
    assert.ok(
      open.some(({ due_at = '' }) => due_at > TODAY),
      'not yet due',
    )
    assert.ok(
      open.some(({ due_at = '' }) => due_at === ''),
      'no due date',
    )
    assert.ok(facts.some((row) => row['reminder_sent_at'] !== ''))
    const dimension = read('assignment_dim')
    assert.ok(
      dimension.some((row) => row['assignment_status'] === 'archived') &&
        dimension.some((row) => row['deleted_at'] !== ''),
    )
  })

  test('has attempts at certifications of both versions that stop at different stages', () => {
    const attempts = read('certification_fact')
    const first = attempts.filter((row) => Number(row['certification_id']) <= 2)
    const second = attempts.filter((row) => Number(row['certification_id']) > 2)
    assert.ok(
      first.some((row) => row['assessments_passed_at'] !== '') &&
        first.every((row) => row['first_exam_started_at'] === ''),
    )
    assert.ok(
      second.some((row) => row['exam_last_passed_at'] !== '') &&
        second.every((row) => row['assessments_passed_at'] === ''),
    )
    assert.ok(
      attempts.some((row) => row['certificate_granted_at'] !== '') &&
        attempts.some((row) => row['case_study_ready_at'] === ''),
    )
    assert.equal(new Set(attempts.map((row) => row['user_certification_id'])).size, attempts.length)
  })

  test('has tracks in several versions, custom ones among them', () => {
    const versions = read('track_dim')
    assert.ok(pairs(versions, (row) => row['track_id'] ?? '').length > 0)
    assert.ok(
      versions.some((row) => row['is_custom'] === 't') && versions.some((row) => row['is_current_version'] === 'f'),
    )
  })
})
