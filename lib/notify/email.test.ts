import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sendEmail } from './email'
import { failedMessage } from './message'
import { mailPassword, startMailReceiver } from './testing/receivers'

const from = 'skillscope@example.com'
const message = failedMessage({
  connectorId: 'datacamp',
  runId: 12,
  asOf: '2026-11-20T03:04:00Z',
  reason: 'The bucket did not answer in time.',
  tries: 3,
})
const mail = (address: string) => ({ id: 'notification-7', address, message })

test('a mail says what happened, since when old data is shown, what to do and where', async (t) => {
  const { url, mails } = await startMailReceiver(t)
  await sendEmail(mail('team@example.com'), { url, from })
  const [got] = mails
  assert(got)
  assert.equal(got.to, 'team@example.com')
  const raw = got.raw.replace(/=\r\n/g, '')
  for (const part of [
    'Subject: Skillscope: DataCamp could not be refreshed',
    `From: ${from}`,
    'Message-ID: <notification-7@skillscope>',
    'Refresh 12 failed after 3 tries. The bucket did not answer in time.',
    'Everybody still sees the data of 20 Nov 2026, 03:04 UTC.',
    'Next: open the refresh',
    '/admin/refreshes/12',
  ]) {
    assert(raw.includes(part), `${part} in ${raw}`)
  }
  assert(!raw.includes(mailPassword))
})

test('a mail server that refuses is named with the reason, never with the password', async (t) => {
  const wrong = await startMailReceiver(t, 'another password')
  await assert.rejects(sendEmail(mail('team@example.com'), { url: wrong.url, from }), (error: Error) => {
    assert.match(error.message, /^127\.0\.0\.1 refused the sign-in\. Check user and password in SMTP_URL\./)
    assert(!error.message.includes(mailPassword))
    return true
  })
  const right = await startMailReceiver(t)
  await assert.rejects(sendEmail(mail('x@refused.example'), { url: right.url, from }), /did not take a message to this/)
  await assert.rejects(
    sendEmail(mail('x@example.com'), { url: 'smtp://127.0.0.1:1', from }),
    /127\.0\.0\.1 .*\(ESOCKET\)/,
  )
})

test('line breaks in a title add no header', async (t) => {
  const { url, mails } = await startMailReceiver(t)
  const title = 'One\r\nBcc: somebody@example.com'
  await sendEmail({ id: 'x', address: 'team@example.com', message: { ...message, title } }, { url, from })
  assert.equal(mails[0]?.to, 'team@example.com')
  assert.doesNotMatch(mails[0]?.raw ?? '', /^Bcc:/m)
})
