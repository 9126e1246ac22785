import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may, permissionsOf } from './permissions'
import { actions, pages, routes } from './registry'

test('what each role may do is exactly this', () => {
  const everybody = ['reports.read', 'exports.create', 'account.own']
  assert.deepEqual(permissionsOf('viewer').toSorted(), everybody.toSorted())
  assert.deepEqual(permissionsOf('manager').toSorted(), [...everybody, 'people.read'].sort())
  assert.deepEqual(
    permissionsOf('analyst').toSorted(),
    [...everybody, 'people.read', 'tables.read', 'quality.read'].sort(),
  )
  assert.deepEqual(
    permissionsOf('admin').toSorted(),
    [
      ...everybody,
      'people.read',
      'tables.read',
      'quality.read',
      'connectors.manage',
      'refreshes.request',
      'refreshes.decide',
      'settings.manage',
      'users.manage',
      'identities.manage',
      'audit.read',
    ].sort(),
  )
})

test('only administrators reach anything that changes something or shows credentials', () => {
  const changing = [
    ...Object.entries(actions),
    ...Object.entries(routes).filter(([key]) => !key.startsWith('GET ')),
    ...Object.entries(pages).filter(([key]) => key.startsWith('/admin')),
  ]
  for (const [key, permission] of changing) {
    // Whoever chooses a password by a link has no session yet; the link is the proof.
    if (['setup.create', 'link.open', 'link.use'].includes(key)) continue
    assert.notEqual(permission, 'public', key)
    for (const role of ['analyst', 'manager', 'viewer'] as const) {
      assert.equal(permission !== 'public' && may({ role }, permission), false, `${role} ${key}`)
    }
  }
})

test('nothing is open to strangers but sign-in, set-up, choosing a password by link and health', () => {
  const open = [pages, routes, actions].flatMap((part) =>
    Object.entries(part).filter(([, permission]) => permission === 'public'),
  )
  assert.deepEqual(open.map(([key]) => key).sort(), [
    '/choose-password',
    '/setup',
    '/sign-in',
    'GET /healthz',
    'GET /readyz',
    'link.open',
    'link.use',
    'setup.create',
  ])
})
