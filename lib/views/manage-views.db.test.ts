import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Role } from '@/generated/prisma/client'
import { userActor, type Actor } from '@/lib/authz/actor'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { keepView, MOST_VIEWS, removeView, renameView, shareView, type Kept, type KeptView } from './manage-views'
import { orderPins, pinView, preferView } from './own-places'
import { ViewRefused } from './view-refused'
import { knownViews, visibleView, visibleViews } from './visible'

let database: TestDatabase
let owner: Actor
let other: Actor
let admin: Actor

const privately = { sharing: 'private', role: null, teamId: null } as const
const withAll = { sharing: 'everybody', role: null, teamId: null } as const
const view: KeptView = { name: 'Monthly', path: '/overview', search: 'period=last_month', ...privately }
const none = '01980000-0000-7000-8000-000000000001'

async function account(role: Role, name: string): Promise<Actor> {
  const { id, sessionVersion } = await database.app.user.create({ data: { name, email: `${name}@example.com`, role } })
  return (await userActor(database.app, id, sessionVersion))!
}

before(async () => {
  database = await testDatabase()
  owner = await account('analyst', 'owner')
  other = await account('analyst', 'other')
  admin = await account('admin', 'admin')
})
beforeEach(() => database.app.savedView.deleteMany())
after(() => database?.drop())

const keep = (more: Partial<KeptView> = {}, actor = owner, id: string | null = null, places: Partial<Kept> = {}) =>
  keepView(database.app, actor, { ...view, ...more }, { id, pinned: false, isDefault: false, ...places })
const logged = async (subject: string) => {
  const entries = await database.app.audit.findMany({ where: { subject }, orderBy: { id: 'asc' } })
  return entries.map(({ action, detail, actorLabel }) => ({ action, detail, actorLabel }))
}

test('a name is taken once per account, whatever its capitals, and the refusal says by which view', async () => {
  await keep()
  for (const name of ['Monthly', 'MONTHLY']) {
    await assert.rejects(keep({ name }), (error: ViewRefused) => {
      assert.equal(error.field, 'name')
      assert.equal(error.message, 'You already have a view with the name “Monthly”. Choose another name.')
      return true
    })
  }
  await keep({}, other)
  // No pattern: a percent sign is a letter of a name.
  await keep({ name: '%' })
})

test('of two that save the same name at once one is refused, in words', async () => {
  const results = await Promise.allSettled([keep(), keep(), keep()])
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const result of results) if (result.status === 'rejected') assert.ok(result.reason instanceof ViewRefused)
})

test('saving again changes the own view in place, keeps its name, and never somebody else’s', async () => {
  const id = await keep()
  assert.equal(await keep({ search: 'grain=month' }, owner, id), id)
  assert.equal((await visibleView(database.app, owner, id))?.search, 'grain=month')
  await shareView(database.app, owner, id, withAll)
  for (const actor of [other, admin]) await assert.rejects(keep({ name: 'Mine now' }, actor, id), ViewRefused)
  await assert.rejects(keep({}, owner, none), /removed meanwhile/)
  assert.equal(await database.app.savedView.count(), 1)
})

test('only the owner renames and shares; an administrator ends the sharing or removes what is shared, and nothing private', async () => {
  const id = await keep()
  for (const actor of [other, admin]) {
    await assert.rejects(renameView(database.app, actor, id, 'x'), ViewRefused)
    await assert.rejects(shareView(database.app, actor, id, withAll), ViewRefused)
    await assert.rejects(removeView(database.app, actor, id), ViewRefused)
  }
  await shareView(database.app, owner, id, withAll)
  await assert.rejects(shareView(database.app, other, id, privately), ViewRefused)
  await assert.rejects(removeView(database.app, other, id), ViewRefused)
  await assert.rejects(
    shareView(database.app, admin, id, { sharing: 'role', role: 'viewer', teamId: null }),
    ViewRefused,
  )
  await shareView(database.app, admin, id, privately)
  assert.equal(await visibleView(database.app, admin, id), null)
  await shareView(database.app, owner, id, withAll)
  await removeView(database.app, admin, id)
  assert.equal(await database.app.savedView.count(), 0)
})

test('an administrator removes the view of a disabled account, which goes from every menu', async () => {
  const id = await keep(withAll)
  await pinView(database.app, other, id, { pinned: true })
  await preferView(database.app, other, id, { isDefault: true })
  await database.app.user.update({ where: { id: owner.id }, data: { disabledAt: new Date() } })
  assert.equal((await visibleView(database.app, other, id))?.place, 0)
  await removeView(database.app, admin, id)
  await database.app.user.update({ where: { id: owner.id }, data: { disabledAt: null } })
  assert.equal((await visibleViews(database.app, other)).length, 0)
  assert.deepEqual([await database.app.viewPin.count(), await database.app.defaultView.count()], [0, 0])
})

test('sharing, its end and removal are in the log with whom it was shared, and never what the view is called or asks', async () => {
  const id = await keep({ name: 'Anna’s course', search: 'search=anna' })
  await shareView(database.app, owner, id, { sharing: 'team', role: null, teamId: 7n })
  await shareView(database.app, owner, id, { sharing: 'team', role: null, teamId: 7n })
  await shareView(database.app, owner, id, { sharing: 'role', role: 'viewer', teamId: null })
  await shareView(database.app, admin, id, privately)
  await renameView(database.app, owner, id, 'Another')
  for (const _ of [1, 2]) await removeView(database.app, owner, id)
  const entries = await logged(id)
  assert.deepEqual(
    entries.map(({ action, detail, actorLabel }) => [action, detail, actorLabel]),
    [
      ['view.save', { path: '/overview' }, 'owner'],
      ['view.share', { sharing: 'team', team: 7 }, 'owner'],
      ['view.share', { sharing: 'role', role: 'viewer' }, 'owner'],
      ['view.unshare', { sharing: 'private' }, 'admin'],
      ['view.rename', {}, 'owner'],
      ['view.remove', { path: '/overview', sharing: 'private', owner: owner.id }, 'owner'],
    ],
  )
  assert.doesNotMatch(JSON.stringify(entries), /anna/i)
})

test('a page opens in one view per reader; another one takes its place, and one saved for another page none', async () => {
  const [first, second] = [await keep(), await keep({ name: 'Other' })]
  await preferView(database.app, owner, first, { isDefault: true })
  await preferView(database.app, owner, second, { isDefault: true })
  const preferred = (await visibleViews(database.app, owner)).filter(({ isDefault }) => isDefault)
  assert.deepEqual(
    preferred.map(({ id }) => id),
    [second],
  )
  await keep({ name: 'Other', path: '/teams' }, owner, second)
  assert.equal(await database.app.defaultView.count(), 0)
})

test('nobody pins or prefers what is not shared with them, and pinning twice is pinning', async () => {
  const id = await keep()
  await assert.rejects(pinView(database.app, other, id, { pinned: true }), ViewRefused)
  await assert.rejects(preferView(database.app, other, id, { isDefault: true }), ViewRefused)
  for (const _ of [1, 2]) await pinView(database.app, owner, id, { pinned: true })
  assert.equal(await database.app.viewPin.count(), 1)
  for (const _ of [1, 2]) await pinView(database.app, owner, id, { pinned: false })
  assert.equal(await database.app.viewPin.count(), 0)
})

test('the sidebar keeps pins in the order that somebody gave them, a new one last, and nobody else’s order changes', async () => {
  const first = await keep({ name: 'A', ...withAll }, owner, null, { pinned: true })
  const second = await keep({ name: 'B', ...withAll }, owner, null, { pinned: true })
  for (const id of [first, second]) await pinView(database.app, other, id, { pinned: true })
  const order = async (actor: Actor) => (await knownViews(database.app, actor)).map(({ name }) => name)
  assert.deepEqual(await order(owner), ['A', 'B'])
  await orderPins(database.app, owner, [second, none, first])
  await keep({ name: 'AA' }, owner, null, { pinned: true })
  assert.deepEqual(await order(owner), ['B', 'A', 'AA'])
  assert.deepEqual(await order(other), ['A', 'B'])
})

test('a view is saved with its places or not at all', async () => {
  await database.pool.query(`alter table app.default_view add constraint never check (path = '') not valid`)
  await assert.rejects(keep({}, owner, null, { pinned: true, isDefault: true }))
  await database.pool.query('alter table app.default_view drop constraint never')
  assert.deepEqual([await database.app.savedView.count(), await database.app.viewPin.count()], [0, 0])
})

test('an account keeps a number of views that a menu can show, and says what to do at the end of it', async () => {
  const data = Array.from({ length: MOST_VIEWS }, (_, index) => ({
    ownerId: owner.id,
    name: `v${index}`,
    path: '/overview',
  }))
  await database.app.savedView.createMany({ data })
  await assert.rejects(keep(), /Remove one first/)
  await keep({ name: 'V0' }, owner, (await database.app.savedView.findFirstOrThrow({ where: { name: 'v0' } })).id)
})
