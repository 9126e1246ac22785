/** Who sees which view: asked of the database, against a table that is written down here by hand. */
import assert from 'node:assert/strict'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@/generated/prisma/client'
import { after, before, test } from 'node:test'
import type { Actor } from '@/lib/authz/actor'
import { userActor } from '@/lib/authz/actor'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { closedViews, knownViews, visibleView, visibleViews } from './visible'
import { preferredView } from './preferred'

let database: TestDatabase
const actors = new Map<string, Actor>()
const ids = new Map<string, string>()

const people = {
  owner: { role: 'analyst', teams: [] },
  admin: { role: 'admin', teams: [] },
  analyst: { role: 'analyst', teams: [] },
  'manager of 7': { role: 'manager', teams: [{ teamId: 7 }] },
  'manager of 8': { role: 'manager', teams: [{ teamId: 8 }] },
  'manager of 7 until yesterday': { role: 'manager', teams: [{ teamId: 7, validUntil: '2020-01-01' }, { teamId: 9 }] },
  viewer: { role: 'viewer', teams: [] },
} as const

type Person = keyof typeof people | 'a token of a viewer'
const everybody: readonly Person[] = [...(Object.keys(people) as (keyof typeof people)[]), 'a token of a viewer']

/** Owner and administrators come on top where it is shared; the pages decide the rest. */
const expected: Readonly<Record<string, { view: object; seenBy: readonly Person[] }>> = {
  'a private page': { view: { path: '/overview' }, seenBy: ['owner'] },
  'a page for everybody': { view: { path: '/overview', sharing: 'everybody' }, seenBy: everybody },
  'a page for viewers': {
    view: { path: '/teams', sharing: 'role', role: 'viewer' },
    seenBy: ['owner', 'admin', 'viewer', 'a token of a viewer'],
  },
  'a page for managers': {
    view: { path: '/teams', sharing: 'role', role: 'manager' },
    seenBy: ['owner', 'admin', 'manager of 7', 'manager of 8', 'manager of 7 until yesterday'],
  },
  'a page for team 7': {
    view: { path: '/teams/7', sharing: 'team', teamId: 7n },
    seenBy: ['owner', 'admin', 'manager of 7'],
  },
  'people for everybody': {
    view: { path: '/people', sharing: 'everybody' },
    seenBy: everybody.filter((person) => !person.includes('viewer')),
  },
  'a table for everybody': {
    view: { path: '/explorer/datacamp.course_fact', sharing: 'everybody' },
    seenBy: ['owner', 'admin', 'analyst'],
  },
  'a table for managers': {
    view: { path: '/explorer/datacamp.course_fact', sharing: 'role', role: 'manager' },
    seenBy: ['owner', 'admin'],
  },
  'a page that is gone': { view: { path: '/leaderboard', sharing: 'everybody' }, seenBy: [] },
}

before(async () => {
  database = await testDatabase()
  for (const [name, { role, teams }] of Object.entries(people)) {
    const rights = teams.map((team: { teamId: number; validUntil?: string }) => ({
      teamId: team.teamId,
      validUntil: team.validUntil ? new Date(team.validUntil) : null,
    }))
    const { id, sessionVersion } = await database.app.user.create({
      data: { name, email: `${name.replaceAll(' ', '-')}@example.com`, role, teams: { create: rights } },
    })
    actors.set(name, (await userActor(database.app, id, sessionVersion))!)
  }
  actors.set('a token of a viewer', {
    kind: 'token',
    id: '01980000-0000-7000-8000-000000000000',
    name: 'token',
    role: 'viewer',
    teams: [],
  })
  const ownerId = actors.get('owner')!.id
  for (const [name, { view }] of Object.entries(expected)) {
    const made = await database.app.savedView.create({ data: { ownerId, name, path: '', ...view } })
    ids.set(name, made.id)
  }
})
after(() => database?.drop())

const as = (name: string) => actors.get(name)!

test('every role and team sees exactly the views of the table, in the list and by permalink', async () => {
  for (const person of everybody) {
    const listed = (await visibleViews(database.app, as(person))).map(({ name }) => name)
    const wanted = Object.entries(expected).flatMap(([name, { seenBy }]) => (seenBy.includes(person) ? [name] : []))
    assert.deepEqual(listed, wanted.toSorted(), person)
    for (const [name, id] of ids) {
      const opened = await visibleView(database.app, as(person), id)
      assert.equal(opened?.name ?? null, wanted.includes(name) ? name : null, `${person}: ${name}`)
    }
  }
})

test('a permalink that is none, or of nothing, opens nothing', async () => {
  for (const id of ['', 'x', "' or true --", '01980000-0000-7000-8000-000000000001', '1']) {
    assert.equal(await visibleView(database.app, as('admin'), id), null, id)
  }
})

test('a view of an account that was disabled stays shared, and says so', async () => {
  const { id } = as('owner')
  await database.app.user.update({ where: { id }, data: { disabledAt: new Date() } })
  const seen = await visibleView(database.app, as('viewer'), ids.get('a page for everybody')!)
  assert.deepEqual(seen?.owner, { id, name: 'owner', disabled: true })
  await database.app.user.update({ where: { id }, data: { disabledAt: null } })
})

test('what somebody pinned or preferred is theirs alone, and opens nothing once it is shared no longer', async () => {
  const [viewer, viewId] = [as('viewer'), ids.get('a page for viewers')!]
  await database.app.viewPin.create({ data: { userId: viewer.id, viewId } })
  await database.app.defaultView.create({ data: { userId: viewer.id, viewId, path: '/teams' } })
  const [mine] = (await visibleViews(database.app, viewer)).filter(({ id }) => id === viewId)
  assert.deepEqual([mine?.place, mine?.isDefault, mine?.mine], [0, true, false])
  assert.deepEqual(
    (await knownViews(database.app, viewer)).map(({ id }) => id),
    [viewId],
  )
  const theirs = await visibleView(database.app, as('owner'), viewId)
  assert.deepEqual([theirs?.place, theirs?.isDefault, theirs?.mine], [null, false, true])
  assert.equal((await preferredView(database.app, viewer, '/teams'))?.id, viewId)
  assert.equal(await preferredView(database.app, viewer, '/overview'), null)

  await database.app.savedView.update({ where: { id: viewId }, data: { sharing: 'private', role: null } })
  assert.equal(await preferredView(database.app, viewer, '/teams'), null)
  assert.equal(
    (await visibleViews(database.app, viewer)).some(({ id }) => id === viewId),
    false,
  )
})

test('own views that a change of role or product closed are listed to be removed, and others’ never', async () => {
  const demoted: Actor = { ...as('owner'), role: 'manager', teams: [7] }
  const closed = (await closedViews(database.app, demoted)).map(({ name }) => name)
  assert.deepEqual(closed, ['a page that is gone', 'a table for everybody', 'a table for managers'])
  assert.deepEqual(await closedViews(database.app, as('admin')), [])
})

test('every page of the shell costs two statements for the views that it knows, however many they are', async () => {
  const owner = as('owner')
  const asked: string[] = []
  const url = new URL(database.url)
  const db = new PrismaClient({
    adapter: new PrismaPg(url.href),
    log: [{ emit: 'event', level: 'query' }],
  })
  db.$on('query', ({ query }) => asked.push(query))
  const known = await knownViews(db, owner)
  await db.$disconnect()
  assert.ok(known.length > 1)
  assert.equal(asked.length, 2, asked.join('\n'))
})
