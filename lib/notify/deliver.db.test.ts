import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import pino from 'pino'
import { provide } from '@/lib/env'
import { log } from '@/lib/log'
import { resetSecrets } from '@/lib/secrets/rotate'
import { channelsOfEnvironment } from './channels'
import { deliverDue } from './deliver'
import { findNews } from './news'
import { addTarget, listTargets, removeTarget, sendTest, setEnabled } from './targets'
import { mailPassword, startMailReceiver, startWebhookReceiver } from './testing/receivers'
import { startSetting, type Setting } from './testing/setting'
import { signature } from './webhook'

const never = new AbortController().signal
const deliver = (setting: Setting) => deliverDue(setting.app, never)
/** Time passes: what waits for its next try is due. */
const later = (setting: Setting) => setting.pool.query(`update app.notification set try_at = clock_timestamp()`)

function captureLog(): () => string {
  let text = ''
  Object.assign(log, { level: 'trace', [pino.symbols.streamSym]: { write: (line: string) => void (text += line) } })
  return () => text
}

test('a failed refresh reaches a mail box and a webhook once, signed, and no secret is in message, log or database', async (t) => {
  const logged = captureLog()
  const setting = await startSetting(t)
  const [hook, post] = [await startWebhookReceiver(t), await startMailReceiver(t)]
  provide({ SMTP_URL: post.url })
  t.after(() => provide({ SMTP_URL: '' }))
  const { signingKey } = await setting.target(hook.address, undefined, 'webhook')
  await setting.target('team@example.com')
  assert(signingKey)
  await setting.run('published', new Date())
  const reason = 'The source refused AKIAPLANTEDPLANTED77 at postgres://user:pl4nted@db.example.com/x.'
  const run = await setting.run('failed', new Date(), { errorMessage: reason })

  await findNews(setting.app)
  await Promise.all([deliver(setting), deliver(setting)])
  await deliver(setting)
  assert.deepEqual([hook.received.length, post.mails.length], [1, 1])
  const [got] = hook.received
  assert(got)
  assert.equal(
    got.headers['skillscope-signature'],
    signature(signingKey, String(got.headers['skillscope-timestamp']), got.body),
  )
  const body = JSON.parse(got.body) as Record<string, unknown>
  assert.deepEqual(
    [body['event'], body['source'], body['run'], body['link']],
    ['refresh.failed', 'datacamp', run, `https://skillscope.example.com/admin/refreshes/${run}`],
  )
  assert.deepEqual(
    (await setting.messages()).map(({ state, attempts }) => [state, attempts]),
    [
      ['sent', 1],
      ['sent', 1],
    ],
  )
  const { rows } = await setting.pool.query<{ text: string }>(
    `select t::text as text from app.notification_target t union all select t::text from app.notification t
     union all select t::text from app.audit t`,
  )
  const everywhere = [logged(), got.body, post.mails[0]?.raw, ...rows.map(({ text }) => text)].join('\n')
  for (const secret of [signingKey, mailPassword, 'AKIAPLANTEDPLANTED77', 'pl4nted@']) {
    assert(!everywhere.includes(secret), secret)
  }
})

test('a message that does not get through is tried again after 1, 5 and 30 minutes, then it failed with the reason', async (t) => {
  const setting = await startSetting(t)
  const hook = await startWebhookReceiver(t)
  hook.answer({ status: 503 })
  await setting.target(hook.address, undefined, 'webhook')
  await setting.run('failed', new Date())
  await findNews(setting.app)
  const waits: number[] = []
  for (let tries = 1; tries <= 4; tries++) {
    await deliver(setting)
    assert.equal(hook.received.length, tries)
    await deliver(setting)
    assert.equal(hook.received.length, tries, 'it waits')
    const { rows } = await setting.pool.query<{ minutes: number }>(
      `select round(extract(epoch from try_at - clock_timestamp()) / 60)::int as minutes from app.notification`,
    )
    waits.push(rows[0]?.minutes ?? -1)
    await later(setting)
  }
  assert.deepEqual(waits, [1, 5, 30, 0])
  await deliver(setting)
  assert.equal(hook.received.length, 4)
  const [target] = await listTargets(setting.app)
  assert.equal(target?.last?.state, 'failed')
  assert.match(target.last.error ?? '', /answered with the status 503/)
})

test('a try that a crash cut off is taken up again by the next worker', async (t) => {
  const setting = await startSetting(t)
  const hook = await startWebhookReceiver(t)
  hook.answer('nothing')
  await setting.target(hook.address, undefined, 'webhook')
  await setting.run('failed', new Date())
  await findNews(setting.app)
  const stopping = new AbortController()
  const cut = deliverDue(setting.app, stopping.signal)
  while (hook.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  stopping.abort()
  await cut
  assert.equal((await setting.messages())[0]?.state, 'pending')

  hook.answer({ status: 200 })
  await later(setting)
  await deliver(setting)
  assert.equal((await setting.messages())[0]?.state, 'sent')
  assert.equal(hook.received[0]?.headers['skillscope-delivery'], hook.received[1]?.headers['skillscope-delivery'])
})

test('an address that became private meanwhile is not posted to', async (t) => {
  const setting = await startSetting(t)
  const hook = await startWebhookReceiver(t)
  await setting.target(hook.address, undefined, 'webhook')
  await setting.run('failed', new Date())
  await findNews(setting.app)
  provide({ SKILLSCOPE_PRIVATE_TARGETS: '' })
  await deliver(setting)
  assert.equal(hook.received.length, 0)
  assert.match((await setting.messages())[0]?.error ?? '', /is a private address/)
})

test('a key that cannot be opened any more is told as such, and other targets still get theirs', async (t) => {
  const setting = await startSetting(t)
  const [hook, other] = [await startWebhookReceiver(t), await startWebhookReceiver(t)]
  const { id } = await setting.target(hook.address, undefined, 'webhook')
  await setting.target(other.address, undefined, 'webhook')
  const [copied] = await setting.app.notificationTarget.findMany({ where: { id: { not: id } } })
  await setting.app.notificationTarget.update({ where: { id }, data: { sealedKey: copied?.sealedKey ?? '' } })
  await setting.run('failed', new Date())
  await findNews(setting.app)
  await deliver(setting)
  assert.deepEqual([hook.received.length, other.received.length], [0, 1])
  const [message] = (await setting.messages()).filter(({ targetId }) => targetId === id)
  assert.match(message?.error ?? '', /cannot be opened any more\. Remove this target and add it again/)
})

test('a webhook’s path is a secret: it is sealed, works, and page, audit, log and errors know only the host', async (t) => {
  const logged = captureLog()
  const setting = await startSetting(t)
  const hook = await startWebhookReceiver(t)
  const path = '/services/T0PL4NTED/B0PL4NTED/x7Gh2Kq9Lm4Np6Rs'
  const { id } = await setting.target(new URL(path, hook.address).href, undefined, 'webhook')
  await sendTest(setting.app, 'system', id)
  assert.equal(hook.received[0]?.path, path)
  hook.answer({ status: 404 })
  await setting.run('failed', new Date())
  await findNews(setting.app)
  await deliver(setting)
  log.error({ path }, 'a library that tells what it asked for')

  const { rows } = await setting.pool.query<{ text: string }>(
    `select t::text as text from app.notification_target t union all select t::text from app.notification t
     union all select t::text from app.audit t`,
  )
  const page = JSON.stringify(await listTargets(setting.app))
  assert.match(page, new RegExp(`"${new URL(hook.address).origin}/…"`))
  for (const text of [page, logged(), ...rows.map(({ text }) => text)]) {
    for (const part of ['T0PL4NTED', 'x7Gh2Kq9Lm4Np6Rs']) assert(!text.includes(part), text)
  }
})

test('a webhook whose sealed values are gone is marked to be added again, and says so instead of sending', async (t) => {
  const setting = await startSetting(t)
  const hook = await startWebhookReceiver(t)
  const { id } = await setting.target(hook.address, undefined, 'webhook')
  assert.equal((await listTargets(setting.app))[0]?.lost, false)
  provide({ SKILLSCOPE_SECRET: randomBytes(32).toString('base64') })
  await resetSecrets(setting.app)
  assert.equal((await listTargets(setting.app))[0]?.lost, true)
  await assert.rejects(sendTest(setting.app, 'system', id), /Remove this target and add it again/)
  assert.equal(hook.received.length, 0)
  await setting.target(hook.address, undefined, 'webhook')
})

test('paused and removed targets get nothing; without SMTP_URL a mail says what is missing', async (t) => {
  const setting = await startSetting(t)
  const { app } = setting
  const [paused, removed] = [await startWebhookReceiver(t), await startWebhookReceiver(t)]
  const first = await setting.target(paused.address, undefined, 'webhook')
  const second = await setting.target(removed.address, undefined, 'webhook')
  await setting.target('team@example.com')
  await setting.run('failed', new Date())
  await findNews(app)
  await setEnabled(app, 'system', first.id, { enabled: false })
  await removeTarget(app, 'system', second.id)
  await deliver(setting)
  assert.deepEqual([paused.received.length, removed.received.length], [0, 0])
  const targets = await listTargets(app)
  assert.deepEqual(targets.map(({ channel, enabled }) => [channel, enabled]).sort(), [
    ['email', true],
    ['webhook', false],
  ])
  const mail = targets.find(({ channel }) => channel === 'email')
  assert.equal(mail?.last?.error, 'E-mail needs SMTP_URL, which is not set.')
})

test('a test message goes out at once and its outcome stays with the target', async (t) => {
  const setting = await startSetting(t)
  const hook = await startWebhookReceiver(t)
  const { id } = await setting.target(hook.address, undefined, 'webhook')
  await sendTest(setting.app, 'system', id)
  assert.match(hook.received[0]?.body ?? '', /A test message from Skillscope/)
  assert.equal((await listTargets(setting.app))[0]?.last?.state, 'sent')
  hook.answer({ status: 404 })
  await assert.rejects(sendTest(setting.app, 'system', id, channelsOfEnvironment()), /status 404/)
  assert.equal((await listTargets(setting.app))[0]?.last?.state, 'failed')
})

test('an address is taken once, must be one, and needs something to be told', async (t) => {
  const { app } = await startSetting(t)
  const add = (address: string, channel: 'email' | 'webhook' = 'email') =>
    addTarget(app, 'system', { channel, address, events: ['refresh.failed'] })
  await add(' Team@Example.com ')
  await assert.rejects(add('team@example.com'), { field: 'address', message: /in the list already/ })
  await assert.rejects(add('team'), { field: 'address', message: /like team@example.com/ })
  await assert.rejects(add('https://10.1.2.3/x', 'webhook'), { field: 'address', message: /private address/ })
  await add('https://127.0.0.1/one', 'webhook')
  await add('https://127.0.0.1/other', 'webhook')
  await assert.rejects(add('https://127.0.0.1/one', 'webhook'), { field: 'address', message: /in the list already/ })
  const nothing = { channel: 'email', address: 'b@example.com', events: [] } as const
  await assert.rejects(addTarget(app, 'system', nothing), { field: 'events' })
})
