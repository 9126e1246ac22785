import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test, type TestContext } from 'node:test'
import { Secret } from '@/lib/secrets/secret'
import { makeCertificates } from '@/lib/testing/tls-proxy'
import { testMessage } from './message'
import { startWebhookReceiver } from './testing/receivers'
import { checkWebhook, newSigningKey, postWebhook, signature, type WebhookOptions } from './webhook'

const local: WebhookOptions = { privateTargets: ['127.0.0.1', 'localhost'] }
const key = newSigningKey()
const never = new AbortController().signal

const post = (address: string, options = local) =>
  postWebhook(
    { id: 'notification-7', address, key: new Secret(key), message: testMessage(), at: new Date(0) },
    options,
    never,
  )

test('a webhook gets JSON whose signature its receiver can verify with the key alone', async (t) => {
  const receiver = await startWebhookReceiver(t)
  await post(receiver.address)
  const [got] = receiver.received
  assert(got)
  const timestamp = String(got.headers['skillscope-timestamp'])
  const expected = createHmac('sha256', key).update(`${timestamp}.${got.body}`).digest('hex')
  assert.equal(got.headers['skillscope-signature'], `sha256=${expected}`)
  assert(Math.abs(Number(timestamp) - Date.now() / 1_000) < 300)
  assert.equal(got.headers['skillscope-delivery'], 'notification-7')
  const body = JSON.parse(got.body) as Record<string, unknown>
  assert.deepEqual(
    [body['id'], body['event'], body['title'], body['at']],
    ['notification-7', 'test', 'A test message from Skillscope', '1970-01-01T00:00:00.000Z'],
  )
  assert(!JSON.stringify(got).includes(key))
})

test('a changed body or time does not fit the signature', () => {
  const signed = signature(key, '1', '{"a":1}')
  assert.notEqual(signature(key, '1', '{"a":2}'), signed)
  assert.notEqual(signature(key, '2', '{"a":1}'), signed)
  assert.notEqual(signature(newSigningKey(), '1', '{"a":1}'), signed)
})

test('HTTPS is verified: an authority that nobody knows is refused, a known one works', async (t) => {
  const certificates = await makeCertificates('localhost')
  if (!certificates) return t.skip('openssl is not installed')
  const receiver = await startWebhookReceiver(t, { host: 'localhost', ...certificates })
  await assert.rejects(post(receiver.address), /no certificate that can be trusted/)
  assert.equal(receiver.received.length, 0)
  await post(receiver.address, { ...local, ca: certificates.ca })
  assert.equal(receiver.received.length, 1)
})

test('private addresses are refused unless the operator listed them, before anything is sent', async (t) => {
  const receiver = await startWebhookReceiver(t)
  const refused = (address: string) => assert.rejects(post(address, { privateTargets: [] }), /is a private address/)
  await refused(receiver.address)
  for (const host of ['10.0.0.1', '169.254.169.254', '[::1]', '[::ffff:127.0.0.1]', '192.168.1.1:8443']) {
    await refused(`https://${host}/hook`)
  }
  assert.equal(receiver.received.length, 0)
})

test('an address is https without user and password', async () => {
  const refused = (address: string, why: RegExp) =>
    assert.rejects(checkWebhook(address, { privateTargets: [] }), why, address)
  await refused('ftp://example.com/', /starts with https/)
  await refused('example.com', /starts with https/)
  await refused('http://93.184.215.14/', /not encrypted/)
  await refused('https://user:secret@example.com/', /Leave user and password out/)
})

test('a redirect is not followed', async (t) => {
  const [receiver, other] = [await startWebhookReceiver(t), await startWebhookReceiver(t)]
  receiver.answer({ status: 307, headers: { location: other.address } })
  await assert.rejects(post(receiver.address), /redirect \(307\), which is not followed/)
  assert.equal(other.received.length, 0)
})

test('what went wrong is told without repeating what the other side said', async (t: TestContext) => {
  const receiver = await startWebhookReceiver(t)
  receiver.answer({ status: 500 })
  await assert.rejects(post(receiver.address), { message: /^127\.0\.0\.1:\d+ answered with the status 500\.$/ })
  await assert.rejects(post('http://127.0.0.1:1/hook'), {
    message: '127.0.0.1:1 refused the connection (ECONNREFUSED).',
  })
})

test('a worker that stops lets go of a receiver that says nothing', async (t) => {
  const receiver = await startWebhookReceiver(t)
  receiver.answer('nothing')
  const stopping = new AbortController()
  const message = { id: 'x', address: receiver.address, key: new Secret(key), message: testMessage(), at: new Date() }
  const sending = postWebhook(message, local, stopping.signal)
  while (receiver.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  stopping.abort()
  await assert.rejects(sending)
})
