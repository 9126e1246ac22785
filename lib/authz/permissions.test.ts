import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may, permissionsOf } from './permissions'
import { actions, pages, routes } from './registry'

test('what each role may do is exactly this', () => {
  const everybody = ['reports.read', 'dictionary.read', 'exports.create', 'account.own', 'views.own', 'deliveries.own']
  assert.deepEqual(permissionsOf('viewer').toSorted(), everybody.toSorted())
  assert.deepEqual(permissionsOf('manager').toSorted(), [...everybody, 'people.read', 'deliveries.send'].sort())
  assert.deepEqual(
    permissionsOf('analyst').toSorted(),
    [...everybody, 'people.read', 'tables.read', 'sql.run', 'quality.read', 'deliveries.send'].sort(),
  )
  assert.deepEqual(
    permissionsOf('admin').toSorted(),
    [
      ...everybody,
      'people.read',
      'tables.read',
      'sql.run',
      'quality.read',
      'deliveries.send',
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

/** What somebody makes for the own use; others get it only as far as their own rights go. */
const byLink: readonly string[] = [
  'link.open',
  'link.use',
  'delivery.unsubscribe',
  'POST /unsubscribe/[token]/one-click',
]
const ofOneself: readonly string[] = ['views.own', 'deliveries.own', 'deliveries.send', 'sql.run', 'exports.create']

test('only administrators reach anything that changes something or shows credentials, but what is their own', () => {
  const changing = [
    ...Object.entries(actions),
    ...Object.entries(routes).filter(([key]) => !key.startsWith('GET ')),
    ...Object.entries(pages).filter(([key]) => key.startsWith('/admin')),
  ]
  for (const [key, permission] of changing) {
    // Whoever chooses a password or unsubscribes by a link has no session; the link is the proof.
    if ([...byLink, 'setup.create'].includes(key) || ofOneself.includes(permission)) continue
    assert.notEqual(permission, 'public', key)
    for (const role of ['analyst', 'manager', 'viewer'] as const) {
      assert.equal(permission !== 'public' && may({ role }, permission), false, `${role} ${key}`)
    }
  }
})

test('nothing is open to strangers but sign-in, set-up, links out of mails and health', () => {
  const open = [pages, routes, actions].flatMap((part) =>
    Object.entries(part).filter(([, permission]) => permission === 'public'),
  )
  assert.deepEqual(open.map(([key]) => key).sort(), [
    '/choose-password',
    '/setup',
    '/sign-in',
    '/unsubscribe/[token]',
    'GET /healthz',
    'GET /readyz',
    'GET /unsubscribe/[token]/one-click',
    'POST /unsubscribe/[token]/one-click',
    'delivery.unsubscribe',
    'link.open',
    'link.use',
    'setup.create',
  ])
})
