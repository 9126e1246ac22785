/** When something is sent, how often, and what keeps it back. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { afterEach, before, describe, test } from 'node:test'
import { POST } from '@/app/unsubscribe/[token]/one-click/route'
import { tokensIn } from '@/lib/authz/testing/canary-data'
import { provide } from '@/lib/env'
import { addTarget } from '@/lib/notify/targets'
import { leaveDelivery, requestTest, setDeliveryEnabled, unsubscribe } from './change-delivery'
import { createDelivery } from './create-delivery'
import { history } from './history'
import { receivedDeliveries } from './list-deliveries'
import { settingOfSuite, type Setting } from './testing/setting'
import { unsubscribeToken } from './unsubscribe-link'
import { claimMessage } from './claim-messages'

const usual = { name: 'Numbers', zone: 'UTC', quietFrom: '', quietUntil: '', targets: [] as string[] }

describe('deliveries', () => {
  let setting: Setting
  settingOfSuite((made) => void (setting = made))
  before(() => provide({ DATABASE_URL: setting.url }))

  afterEach(async () => {
    await setting.app.delivery.deleteMany()
    await setting.app.deliveryMessage.deleteMany()
  })

  type Wanted = Partial<Parameters<typeof createDelivery>[2]>

  async function deliver(ownerId: string, emails: readonly string[], wanted: Wanted = {}, path = '/teams') {
    const view = await setting.view(ownerId, path)
    const actor = await setting.actor(ownerId)
    return createDelivery(setting.app, actor, { ...usual, view, cron: '0 7 * * *', emails, ...wanted })
  }

  const messagesOf = (deliveryId: string) =>
    setting.app.deliveryMessage.findMany({ where: { deliveryId }, orderBy: { id: 'asc' } })

  const isDueAt = async (id: string, moment: string) => {
    await setting.app.delivery.update({ where: { id }, data: { nextAfter: new Date(Date.parse(moment) - 60_000) } })
    setting.setNow(moment)
  }

  test('a view is sent once for each time of its schedule, whoever works on it, and a missed time once', async () => {
    const owner = await setting.account('analyst')
    const id = await deliver(owner.id, [owner.email])
    await isDueAt(id, '2026-07-01T07:00:30Z')
    await Promise.all([setting.work(), setting.work()])
    await setting.work()
    assert.deepEqual(
      (await messagesOf(id)).map(({ occasion, state }) => [occasion, state]),
      [['2026-07-01T07:00:00.000Z', 'sent']],
    )
    // Nobody worked for three days.
    setting.setNow('2026-07-04T12:00:00Z')
    await setting.work()
    assert.equal((await messagesOf(id)).at(-1)?.occasion, '2026-07-04T07:00:00.000Z')
    assert.equal((await messagesOf(id)).length, 2)
  })

  test('a mail that a crash left between sending and remembering comes again under the same name, and stands in the history once', async () => {
    const owner = await setting.account('analyst')
    const id = await deliver(owner.id, [owner.email])
    await isDueAt(id, '2026-07-01T07:00:30Z')
    await setting.work()
    const [message] = await messagesOf(id)
    await setting.app.deliveryMessage.update({
      where: { id: message?.id ?? 0n },
      data: { state: 'pending', sentAt: null },
    })
    await setting.later()
    await setting.work()
    const ids = setting
      .mails()
      .filter(({ to }) => to === owner.email)
      .map(({ headers }) => headers.get('message-id'))
    assert.deepEqual([ids.length, new Set(ids).size], [2, 1])
    assert.equal((await messagesOf(id)).length, 1)
    assert.equal(
      (await history(setting.app, await setting.actor(owner.id))).filter(({ name }) => name === 'Numbers').length,
      1,
    )
  })

  test('what does not get through is tried again three times, then it failed with the reason, and no secret stands anywhere', async () => {
    const owner = await setting.account('analyst')
    const id = await deliver(owner.id, [owner.email])
    await isDueAt(id, '2026-07-01T07:00:30Z')
    const right = setting.post.url
    provide({ SMTP_URL: right.replace(/:\d+$/, ':1') })
    for (let tries = 0; tries < 5; tries++) {
      await setting.work()
      await setting.later()
    }
    provide({ SMTP_URL: right })
    const [message] = await messagesOf(id)
    assert.deepEqual([message?.state, message?.attempts], ['failed', 4])
    assert.match(message?.reason ?? '', /^127\.0\.0\.1 /)
    assert.ok(!JSON.stringify(message?.reason).includes('pl4nted'))
  })

  test('rights are asked anew for every message: of the owner, of the recipient, and of the view', async () => {
    const owner = await setting.account('analyst')
    const manager = await setting.account('manager', [1])
    const id = await deliver(owner.id, [owner.email, manager.email], {}, '/people')
    const send = async (moment: string) => {
      await isDueAt(id, moment)
      await setting.work()
      return (await messagesOf(id)).filter(({ occasion }) => occasion.startsWith(moment.slice(0, 10)))
    }
    const to = async (moment: string) =>
      (await send(moment)).map(({ userId, state, reason }) => [userId === owner.id, state, reason])

    await setting.app.userTeam.updateMany({ where: { userId: manager.id }, data: { teamId: 3n } })
    await send('2026-08-01T07:00:30Z')
    const last = setting.mails().findLast((mail) => mail.to === manager.email)
    assert.deepEqual(
      [
        ...tokensIn(last?.raw ? last.text + (last.file('.csv')?.toString() ?? '') : '').difference(
          await setting.allowed([3]),
        ),
      ],
      [],
    )

    await setting.app.user.update({ where: { id: manager.id }, data: { disabledAt: new Date() } })
    assert.deepEqual(
      (await to('2026-08-02T07:00:30Z')).filter(([own]) => !own),
      [[false, 'skipped', 'The account of the recipient is disabled.']],
    )
    await setting.app.user.update({ where: { id: manager.id }, data: { disabledAt: null } })
    await setting.app.user.update({ where: { id: owner.id }, data: { role: 'viewer' } })
    const asViewer = await to('2026-08-03T07:00:30Z')
    assert.ok(asViewer.every(([, state]) => state === 'skipped'))
    assert.match(JSON.stringify(asViewer), /does not allow sending to others|may not open it any more|is paused/)

    await setting.app.user.update({ where: { id: owner.id }, data: { role: 'analyst', disabledAt: new Date() } })
    await setting.app.delivery.update({ where: { id }, data: { enabled: true, pausedReason: null } })
    await send('2026-08-04T07:00:30Z')
    const paused = await setting.app.delivery.findUnique({ where: { id } })
    assert.deepEqual([paused?.enabled, paused?.pausedReason], [false, 'The account of its owner is disabled.'])
    assert.equal(
      await setting.app.audit.count({ where: { action: 'delivery.pause', subject: id, actorKind: 'system' } }),
      2,
    )
  })

  test('only active accounts are recipients, and a viewer sends to nobody but oneself', async () => {
    const viewer = await setting.account('viewer')
    const other = await setting.account('viewer')
    await assert.rejects(deliver(viewer.id, [viewer.email, other.email]), {
      field: 'recipients',
      message: /to yourself only/,
    })
    const analyst = await setting.account('analyst')
    await assert.rejects(deliver(analyst.id, ['stranger@elsewhere.example']), {
      field: 'recipients',
      message: /No active account/,
    })
    await setting.app.user.update({ where: { id: other.id }, data: { disabledAt: new Date() } })
    await assert.rejects(deliver(analyst.id, [other.email]), { field: 'recipients' })
    await assert.rejects(deliver(analyst.id, [analyst.email], { name: 'One\r\nBcc: x' }), { field: 'name' })
    await assert.rejects(deliver(analyst.id, [analyst.email], { cron: '* * * * *' }), { field: 'cron' })
    await assert.rejects(deliver(analyst.id, [analyst.email], { zone: 'Europe/Atlantis' }), { field: 'zone' })
    await assert.rejects(deliver(analyst.id, [analyst.email], { view: await setting.view(viewer.id, '/teams') }), {
      field: 'view',
    })
  })

  test('the link of a mail ends the mails of that delivery, however often it is used, and no other link does', async () => {
    const owner = await setting.account('analyst')
    const reader = await setting.account('viewer')
    const id = await deliver(owner.id, [reader.email])
    await isDueAt(id, '2026-09-01T07:00:30Z')
    await setting.work()
    const mail = setting.mails().findLast(({ to }) => to === reader.email)
    const address = /<(.*)>/.exec(mail?.headers.get('list-unsubscribe') ?? '')?.[1] ?? ''
    const token = /unsubscribe\/([^/]+)\/one-click$/.exec(address)?.[1] ?? ''
    const recipient = await setting.app.deliveryRecipient.findFirst({ where: { deliveryId: id } })
    assert.ok(recipient && mail?.html.includes(`/unsubscribe/${token}"`))

    const forged = [
      `${recipient.id}.${'A'.repeat(43)}`,
      recipient.id,
      `${recipient.id}.`,
      `${token}x`,
      token.slice(0, -4),
      '',
    ]
    for (const wrong of [...forged, unsubscribeToken('01a20582-b636-7076-a2d1-f45050fc0f3c')]) {
      assert.equal(await unsubscribe(setting.app, wrong), false, wrong)
    }
    assert.equal(
      (await setting.app.deliveryRecipient.findUnique({ where: { id: recipient.id } }))?.unsubscribedAt,
      null,
    )
    for (let times = 0; times < 3; times++) {
      const request = new Request(address, { method: 'POST', body: 'List-Unsubscribe=One-Click' })
      assert.equal((await POST(request, { params: Promise.resolve({ token }) })).status, 200)
    }
    assert.equal(await setting.app.audit.count({ where: { action: 'delivery.unsubscribe', subject: id } }), 1)
    await isDueAt(id, '2026-09-02T07:00:30Z')
    await setting.work()
    assert.equal((await messagesOf(id)).at(-1)?.reason, 'The recipient has unsubscribed.')
  })

  test('who gets something from others sees it, without its other recipients, and can leave it', async () => {
    const owner = await setting.account('analyst')
    const reader = await setting.account('viewer')
    const id = await deliver(owner.id, [owner.email, reader.email])
    const actor = await setting.actor(reader.id)
    const [received] = await receivedDeliveries(setting.app, actor)
    assert.deepEqual([received?.id, received?.recipients, received?.href], [id, [], null])
    assert.equal(await leaveDelivery(setting.app, actor, id), true)
    assert.deepEqual(await receivedDeliveries(setting.app, actor), [])
    assert.equal(await setDeliveryEnabled(setting.app, actor, id, { enabled: false }), false)
    assert.equal(await requestTest(setting.app, actor, id), false)
  })

  test('a webhook gets signed numbers as far as its owner sees, of five people at least, and never a list of people', async () => {
    const manager = await setting.account('manager', [1, 4])
    const added = await addTarget(setting.app, 'system', {
      channel: 'webhook',
      address: setting.hook.address,
      events: ['view.sent'],
    })
    for (const [path, moment] of [
      ['/teams', '2026-10-01T07:00:30Z'],
      ['/people', '2026-10-02T07:00:30Z'],
    ] as const) {
      const id = await deliver(manager.id, [], { targets: [added.id] }, path)
      await isDueAt(id, moment)
      await setting.work()
      const [message] = await messagesOf(id)
      await setting.app.delivery.delete({ where: { id } })
      assert.deepEqual([path, message?.state], [path, path === '/teams' ? 'sent' : 'skipped'])
    }
    assert.equal(setting.hook.received.length, 1)
    const [got] = setting.hook.received
    assert.ok(got && added.signingKey)
    const timestamp = String(got.headers['skillscope-timestamp'])
    const expected = createHmac('sha256', added.signingKey).update(`${timestamp}.${got.body}`).digest('hex')
    assert.equal(got.headers['skillscope-signature'], `sha256=${expected}`)
    assert.deepEqual(
      [...tokensIn(got.body)].filter((token) => token.startsWith('canarylearner')),
      [],
    )
    assert.deepEqual([...tokensIn(got.body).difference(await setting.allowed([1, 4]))], [])
    const body = JSON.parse(got.body) as { columns: string[]; rows: string[][] }
    const small = body.rows.find(([team]) => team?.startsWith('canaryteam4'))
    assert.ok(small === undefined || small.includes('Hidden'))
  })

  test('quiet hours hold what comes up in them until they end', async () => {
    const owner = await setting.account('analyst')
    const id = await deliver(owner.id, [owner.email], {
      quietFrom: '22:00',
      quietUntil: '08:30',
      zone: 'Europe/Berlin',
    })
    await isDueAt(id, '2026-12-01T06:00:30Z')
    await setting.work()
    const [held] = await messagesOf(id)
    assert.deepEqual(
      [held?.state, held?.attempts, held?.tryAt.toISOString()],
      ['pending', 0, '2026-12-01T07:30:00.000Z'],
    )
    await setting.later()
    setting.setNow('2026-12-01T07:30:00Z')
    await setting.work()
    assert.equal((await messagesOf(id))[0]?.state, 'sent')
  })

  test('a claim is given to one worker alone', async () => {
    const owner = await setting.account('analyst')
    // Before any time of its schedule.
    setting.setNow('2026-07-01T00:00:00Z')
    const id = await deliver(owner.id, [owner.email])
    assert.equal(await requestTest(setting.app, await setting.actor(owner.id), id), true)
    const claims = await Promise.all([claimMessage(setting.app), claimMessage(setting.app)])
    assert.equal(claims.filter((claim) => claim !== null).length, 1)
    await setting.later()
    await setting.work()
    assert.match(setting.mails().at(-1)?.text ?? '', /You asked for this test/)
    assert.equal(setting.mails().at(-1)?.headers.get('list-unsubscribe'), undefined)
  })
})
