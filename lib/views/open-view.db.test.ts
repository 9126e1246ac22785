/** A view of what is gone: it opens with what still holds, and names the rest. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Scope } from '@/lib/authz/scope'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows, publishBoth } from '@/lib/testing/mirrors'
import { everybody, ownTeams, readAs } from '@/lib/testing/reader'
import type { Actor } from '@/lib/authz/actor'
import { keepAddress } from './keep-address'
import { openView } from './open-view'
import { ViewRefused } from './view-refused'

const asOf = { datacamp: '2025-05-20T05:00:00Z', skilljar: '2025-05-20T05:00:00Z' }
let database: TestDatabase

before(async () => {
  database = await testDatabase()
  await insertMirrorRows(database.pool, 'datacamp.team_dim', [
    { team_id: 7, name: 'Pricing' },
    { team_id: 8, name: 'Data' },
  ])
  await insertMirrorRows(database.pool, 'datacamp.course_dim', [
    { course_id: 12, title: 'Joins', technology: 'SQL', topic: 'Data, and more' },
  ])
  await insertMirrorRows(database.pool, 'skilljar.tag', [{ tag_id: 'kept', name: 'Kept' }])
  await insertMirrorRows(database.pool, 'datacamp.user_dim', [{ user_id: 30, first_name: 'Anna' }])
  await insertMirrorRows(database.pool, 'datacamp.user_team_bridge', [
    { user_id: 30, team_id: 8, joined_team_date: '2025-01-01' },
  ])
  await publishBoth(database.pool)
})
after(() => database?.drop())

async function open(path: string, search: string, scope: Scope = everybody) {
  const opened = await readAs(database.warehouse, scope, (reader) => openView(reader, { path, search }), asOf)
  return {
    address: `${opened.path}?${decodeURIComponent(opened.search.toString())}`,
    leftOut: opened.leftOut.map(({ param, values }) => `${param}=${values.join('|')}`),
  }
}

test('a view whose parts all hold opens as it was saved', async () => {
  const search =
    'team=7,none,8&technology=SQL,Not+set&content=datacamp/course/12&topic=Data\\,+and+more&tag=kept&sort=xp'
  assert.deepEqual(await open('/datacamp/courses', search), { address: `/datacamp/courses?${search}`, leftOut: [] })
})

test('a removed team, technology, content and tag are left out of their lists by name, and the rest stays', async () => {
  const search =
    'team=7,99&technology=COBOL,SQL&content=datacamp/course/13&tag=kept,lost&guided=guided,led&columns=xp,gone'
  assert.deepEqual(await open('/datacamp/courses', search), {
    address: '/datacamp/courses?columns=xp&team=7&technology=SQL&tag=kept&guided=guided',
    leftOut: ['columns=gone', 'team=99', 'technology=COBOL', 'content=datacamp/course/13', 'tag=lost', 'guided=led'],
  })
})

test('a team out of the reader’s reach is left out like one that does not exist', async () => {
  const [theirs, nobodys] = await Promise.all(['8', '99'].map((team) => open('/teams', `team=7,${team}`, ownTeams(7))))
  assert.deepEqual(theirs, { address: '/teams?team=7', leftOut: ['team=8'] })
  assert.deepEqual(nobodys, { address: '/teams?team=7', leftOut: ['team=99'] })
})

test('a view of one thing that is gone opens the list of such things under the filters that hold there', async () => {
  for (const [path, list] of [
    ['/datacamp/courses/13', '/datacamp/courses'],
    ['/datacamp/tracks/13', '/datacamp/tracks'],
    ['/skilljar/courses/13', '/skilljar/courses'],
    ['/skilljar/quizzes/13', '/skilljar/quizzes'],
    ['/skilljar/paths/13', '/skilljar/paths'],
    ['/skilljar/access-groups/13', '/skilljar/access-groups'],
    ['/skilljar/live-training/13', '/skilljar/live-training'],
    ['/teams/13', '/teams'],
    ['/teams/x', '/teams'],
    ['/people/13', '/people'],
    ['/people/x', '/people'],
  ] as const) {
    const opened = await open(path, 'team=7&sort=gone&page=3')
    assert.deepEqual(opened, { address: `${list}?team=7`, leftOut: [`path=${path}`] }, path)
  }
  assert.deepEqual((await open('/datacamp/courses/12', 'team=7')).leftOut, [])
  assert.deepEqual((await open('/teams/8', '', ownTeams(7))).leftOut, ['path=/teams/8'])
})

test('a view of one person opens for whoever sees that person, and the list of people for everybody else', async () => {
  const { rows } = await database.pool.query<{ path: string }>(
    `select '/people/' || min(person_id) as path from mart.person`,
  )
  const path = rows[0]?.path ?? ''
  const search = 'from=2025-04-01&to=2025-04-30&grain=month'
  for (const scope of [everybody, ownTeams(8)]) {
    assert.deepEqual(await open(path, search, scope), { address: `${path}?${search}`, leftOut: [] })
  }
  assert.deepEqual(await open(path, search, ownTeams(7)), { address: `/people?${search}`, leftOut: [`path=${path}`] })
})

test('a view of a table that is gone opens the list of tables', async () => {
  assert.deepEqual(await open('/explorer/datacamp.gone', 'filter=xp:gte:1'), {
    address: '/explorer?',
    leftOut: ['path=/explorer/datacamp.gone'],
  })
})

test('a named period ends on the newest day of the data, and one that is gone is named', async () => {
  assert.equal(
    (await open('/overview', 'period=last_28_days&team=7')).address,
    '/overview?from=2025-04-23&to=2025-05-20&team=7',
  )
  assert.deepEqual((await open('/overview', 'period=last_moon')).leftOut, ['period=last_moon'])
})

const actor = (role: Actor['role']): Actor => ({ kind: 'user', id: 'x', name: 'x', role, teams: [] })
const keep = (path: string, search: string, role: Actor['role'] = 'admin', period: string | null = null) =>
  keepAddress({ asOf }, actor(role), { path, search, period })

test('a view keeps what the page is asked, and not where in its lists somebody was', () => {
  assert.deepEqual(keep('/datacamp/courses', 'from=2025-04-23&to=2025-05-20&page=3&view=none&sort=xp&grain='), {
    path: '/datacamp/courses',
    search: 'sort=xp&period=last_28_days',
  })
  assert.deepEqual(
    keep('/explorer/datacamp.course_fact', 'filter=xp:gte:1&cursor=abc&count=exact&row=5&density=dense'),
    {
      path: '/explorer/datacamp.course_fact',
      search: 'filter=xp%3Agte%3A1&density=dense',
    },
  )
})

test('an address that its page refuses, one too long, and a page that is closed or keeps nothing are refused in words', () => {
  for (const [path, search, role, says] of [
    ['/overview', 'team=x&shade=dark', 'admin', /“shade”, “team”/],
    ['/explorer/datacamp.course_fact', 'filter=gone:eq:1', 'admin', /“filter”/],
    ['/explorer/datacamp.course_fact', 'group=xp%00', 'admin', /understand/],
    ['/overview', `search=${'x'.repeat(4_001)}`, 'admin', /too long/],
    ['/explorer/datacamp.gone', '', 'admin', /cannot be kept/],
    ['/explorer/datacamp.course_fact', '', 'manager', /cannot be kept/],
    ['/people', '', 'viewer', /cannot be kept/],
    ['/admin/users', '', 'admin', /cannot be kept/],
    ['//evil.example/overview', '', 'admin', /cannot be kept/],
    ['https://evil.example/overview', '', 'admin', /cannot be kept/],
  ] as const) {
    assert.throws(
      () => keep(path, search, role),
      (error) => error instanceof ViewRefused && says.test(error.message),
      `${path}?${search.slice(0, 40)}`,
    )
  }
})

test('what was kept opens on the same day as the page that was kept', async () => {
  for (const [path, search] of [
    ['/overview', 'from=2025-02-20&to=2025-05-20&team=7'],
    ['/overview', 'from=2025-01-01&to=2025-05-20&compare=none'],
    ['/datacamp/courses', 'from=2025-04-01&to=2025-04-30&technology=SQL&columns=xp&sort=xp:desc'],
    ['/learning-activity/people', 'team=7'],
    ['/explorer/datacamp.course_fact', 'filter=xp:gte:1&any=xp:eq:1|xp:eq:2&sort=xp:desc&widths=xp:120'],
  ] as const) {
    const kept = keep(path, search)
    const opened = await open(kept.path, kept.search)
    const [, again = ''] = opened.address.split('?')
    assert.deepEqual(new Set(again.split('&')), new Set(search.split('&')), path)
    assert.deepEqual(opened.leftOut, [])
  }
})
