/** Alerts, changes to what is there, and what owners learn of what others got. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { unsubscribe } from './change-delivery'
import { createAlert, createDelivery, type NewAlert } from './create-delivery'
import { editableDelivery, editDelivery, type EditedDelivery } from './edit-delivery'
import { history } from './history'
import { ownDeliveries } from './list-deliveries'
import { period, settingOfSuite, type Setting } from './testing/setting'
import { unsubscribeToken } from './unsubscribe-link'

describe('a delivery that is there', () => {
  let setting: Setting
  settingOfSuite((made) => void (setting = made))

  const usual = { name: 'Numbers', zone: 'UTC', quietFrom: '', quietUntil: '', targets: [] as string[] }

  async function stored(ownerId: string, id: string): Promise<EditedDelivery> {
    const found = await editableDelivery(setting.app, await setting.actor(ownerId), id)
    assert.ok(found)
    return found
  }

  const messagesOf = (deliveryId: string) =>
    setting.app.deliveryMessage.findMany({ where: { deliveryId }, orderBy: { id: 'asc' } })

  const recipientsOf = (deliveryId: string) =>
    setting.app.deliveryRecipient.findMany({ where: { deliveryId }, orderBy: { id: 'asc' } })

  test('is changed by its owner alone; who has unsubscribed stays out, whoever is named again', async () => {
    const owner = await setting.account('analyst')
    const [reader, added, admin] = [
      await setting.account('viewer'),
      await setting.account('viewer'),
      await setting.account('admin'),
    ]
    const actor = await setting.actor(owner.id)
    const view = await setting.view(owner.id, '/teams')
    const emails = [owner.email, reader.email]
    const id = await createDelivery(setting.app, actor, { ...usual, view, cron: '0 7 * * *', emails })
    for (const { id: recipient } of await recipientsOf(id)) await unsubscribe(setting.app, unsubscribeToken(recipient))

    assert.equal(await editableDelivery(setting.app, await setting.actor(admin.id), id), null)
    assert.equal(await editableDelivery(setting.app, actor, 'no id'), null)
    const wanted = await stored(owner.id, id)
    assert.equal(await editDelivery(setting.app, await setting.actor(reader.id), id, wanted), false)
    await assert.rejects(editDelivery(setting.app, actor, id, { ...wanted, cron: '*/30 * * * *' }), { field: 'cron' })

    const change = { ...wanted, name: 'Other numbers', cron: '30 8 * * 1', quietFrom: '22:00', quietUntil: '06:30' }
    const given = { ...change, emails: [...wanted.emails, added.email] }
    assert.equal(await editDelivery(setting.app, actor, id, given), true)
    const now = await stored(owner.id, id)
    assert.deepEqual(now, { ...now, ...given })
    const out = (await recipientsOf(id)).map(({ userId, unsubscribedAt }) => [userId, unsubscribedAt !== null])
    assert.deepEqual(
      out.toSorted(),
      [
        [owner.id, false],
        [reader.id, true],
        [added.id, false],
      ].toSorted(),
    )
    assert.equal(await editDelivery(setting.app, actor, id, { ...now, emails: [added.email] }), true)
    assert.deepEqual(
      (await recipientsOf(id)).map(({ userId }) => userId),
      [added.id],
    )
    assert.equal(await setting.app.audit.count({ where: { action: 'delivery.change', subject: id } }), 2)
  })

  test('tells, as an alert, once when its value crosses the limit, to each within the own reach, and again after it came back', async () => {
    const owner = await setting.account('analyst')
    const manager = await setting.account('manager', [1])
    const alert: NewAlert = {
      ...usual,
      name: 'Many completions',
      metric: 'course_completions',
      condition: 'above',
      threshold: 117,
      search: period,
      emails: [owner.email, manager.email],
    }
    const id = await createAlert(setting.app, await setting.actor(owner.id), alert)
    const told = async () => {
      await setting.work()
      return (await messagesOf(id)).filter(({ userId }) => userId === owner.id).length
    }
    let course = 900
    const publish = async (change: 'more' | 'less' | 'nothing') => {
      if (change === 'more') course += 1
      await setting.publish(change === 'nothing' ? null : { course, add: change === 'more' })
    }
    assert.equal(await told(), 0, '117 is not above 117')
    await publish('nothing')
    assert.equal(await told(), 0)
    await publish('more')
    assert.deepEqual([await told(), await told()], [1, 1])
    await publish('nothing')
    assert.equal(await told(), 1, 'it was told')
    await publish('less')
    assert.equal(await told(), 1, 'it came back, but not by far enough')
    await publish('more')
    assert.equal(await told(), 1)
    assert.deepEqual(
      (await messagesOf(id)).filter(({ userId }) => userId === manager.id),
      [],
    )
    const mail = setting.mails().findLast(({ headers }) => headers.get('subject') === 'Skillscope: Many completions')
    assert.equal(mail?.to, owner.email)
    assert.match(mail.text, /Courses completed is above 117\./)
    assert.match(mail.text, /Courses completed: 118/)
    // Far enough: the limit is raised instead of taking six courses away.
    await setting.app.delivery.update({ where: { id }, data: { threshold: 200 } })
    await publish('nothing')
    assert.equal(await told(), 1)
    await setting.app.delivery.update({ where: { id }, data: { threshold: 117 } })
    await publish('nothing')
    assert.equal(await told(), 2)
    await publish('less')
    await setting.app.delivery.delete({ where: { id } })
  })

  test('reads a limit as it was entered, and judges anew once it is another one', async () => {
    const owner = await setting.account('analyst')
    const actor = await setting.actor(owner.id)
    const alert = { metric: 'course_completions', condition: 'above', threshold: 1_000, search: period }
    const id = await createAlert(setting.app, actor, { ...usual, ...alert, emails: [owner.email] })
    await setting.publish(null)
    await setting.work()
    assert.equal((await recipientsOf(id))[0]?.beyond, false)
    const wanted = await stored(owner.id, id)
    assert.equal(wanted.limit, '1000')
    await setting.app.delivery.update({ where: { id }, data: { search: `${period}&team=1,2&membership=ever` } })
    const [listed] = await ownDeliveries(setting.app, actor)
    assert.equal(listed?.subject, 'Courses completed is above 1,000, 1 Jan – 30 Jun 2026, under 2 filters')
    await editDelivery(setting.app, actor, id, { ...wanted, name: 'Same limit' })
    assert.equal((await recipientsOf(id))[0]?.beyond, false)
    await assert.rejects(editDelivery(setting.app, actor, id, { ...wanted, condition: 'fall', limit: '-10' }), {
      field: 'threshold',
    })
    await editDelivery(setting.app, actor, id, { ...wanted, limit: '1' })
    assert.equal((await recipientsOf(id))[0]?.beyond, null)
    await setting.work()
    const messages = await setting.app.deliveryMessage.count({ where: { deliveryId: id } })
    assert.deepEqual([(await recipientsOf(id))[0]?.beyond, messages], [true, 0])
    await setting.app.delivery.delete({ where: { id } })
  })

  test('tells a manager nothing of what is out of reach: not by rows, by emptiness, or by an alert of somebody else', async () => {
    const manager = await setting.account('manager', [1])
    const analyst = await setting.account('analyst')
    const actor = await setting.actor(manager.id)
    const emails = [manager.email, analyst.email]
    const send = async (path: string, search = period) => {
      const view = await setting.view(manager.id, path, search)
      const id = await createDelivery(setting.app, actor, { ...usual, name: search, view, cron: '0 * * * *', emails })
      await setting.app.delivery.update({ where: { id }, data: { nextAfter: new Date(0) } })
      await setting.work()
      await setting.app.delivery.update({ where: { id }, data: { enabled: false } })
    }
    // The first is there for the analyst alone, the second for nobody.
    await send('/people', `${period}&search=canarylearner30`)
    await send('/people', `${period}&search=nobody-at-all`)
    const got = await setting.app.deliveryMessage.findMany({ where: { userId: analyst.id }, orderBy: { id: 'asc' } })
    assert.deepEqual(
      got.map(({ rows }) => rows),
      [1, 0],
    )
    const told = (await history(setting.app, actor)).filter(({ recipient }) => recipient === analyst.name)
    assert.deepEqual(
      told.map(({ state, rows, reason }) => [state, rows, reason]),
      [
        ['sent', null, null],
        ['sent', null, null],
      ],
    )

    const alert = { metric: 'course_completions', condition: 'above', threshold: 117, search: period }
    const id = await createAlert(setting.app, actor, { ...usual, ...alert, emails: [analyst.email] })
    await setting.work()
    await setting.publish({ course: 901, add: true })
    await setting.work()
    assert.equal(await setting.app.deliveryMessage.count({ where: { deliveryId: id } }), 1)
    assert.equal((await history(setting.app, actor)).filter(({ name }) => name === 'Numbers').length, 0)
    const ofAnalyst = await history(setting.app, await setting.actor(analyst.id))
    assert.equal(ofAnalyst.filter(({ name }) => name === 'Numbers').length, 1)
    await setting.app.delivery.delete({ where: { id } })
  })

  test('that cannot be judged keeps no other alert and no view from going out', async () => {
    const owner = await setting.account('analyst')
    const actor = await setting.actor(owner.id)
    const alert = { metric: 'course_completions', condition: 'above', threshold: 1_000, search: period }
    const broken = await createAlert(setting.app, actor, { ...usual, ...alert, emails: [owner.email] })
    await setting.pool.query(`
      create function app.fail_here() returns trigger language plpgsql as $$ begin raise 'This one fails.'; end $$;
      create trigger fail_here before update on app.delivery_recipient for each row
        when (old.delivery_id = '${broken}') execute function app.fail_here()`)
    const good = await createAlert(setting.app, actor, { ...usual, ...alert, emails: [owner.email] })
    const view = await setting.view(owner.id, '/teams')
    const sent = await createDelivery(setting.app, actor, {
      ...usual,
      view,
      cron: '0 * * * *',
      emails: [owner.email],
    })
    await setting.app.delivery.update({ where: { id: sent }, data: { nextAfter: new Date(0) } })
    await setting.publish(null)
    await setting.work()
    await setting.pool.query('drop trigger fail_here on app.delivery_recipient')
    assert.equal((await recipientsOf(broken))[0]?.evaluatedVersion, null)
    assert.notEqual((await recipientsOf(good))[0]?.evaluatedVersion, null)
    assert.equal(await setting.app.deliveryMessage.count({ where: { deliveryId: sent, state: 'sent' } }), 1)
  })

  test('pauses with its reason when its owner’s account is disabled, alerts too, and nobody else waits for it', async () => {
    const owner = await setting.account('analyst')
    const other = await setting.account('analyst')
    const alert = { metric: 'course_completions', condition: 'above', threshold: 1_000, search: period }
    const id = await createAlert(setting.app, await setting.actor(owner.id), {
      ...usual,
      ...alert,
      emails: [other.email],
    })
    await setting.app.user.update({ where: { id: owner.id }, data: { disabledAt: new Date() } })
    await setting.publish(null)
    await setting.work()
    const delivery = await setting.app.delivery.findUnique({ where: { id } })
    assert.deepEqual([delivery?.enabled, delivery?.pausedReason], [false, 'The account of its owner is disabled.'])
  })
})
