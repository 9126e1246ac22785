import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findNews } from './news'
import { startSetting, type Setting } from './testing/setting'
import { setEnabled } from './targets'

const now = new Date('2026-11-22T10:00:00Z')
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000)

async function told(setting: Setting): Promise<string[]> {
  return (await setting.messages()).map(({ event, runId }) => (runId === null ? event : `${event} ${runId}`))
}

test('failure, hold and recovery are told once to each target, however often and by however many workers they are found', async (t) => {
  const setting = await startSetting(t)
  await setting.target('a@example.com')
  await setting.target('b@example.com', ['refresh.failed'])
  await setting.run('published', ago(9))
  const failed = await setting.run('failed', ago(8), { errorMessage: 'The bucket did not answer.', attempt: 3 })
  const good = await setting.run('published', ago(7))
  await setting.run('unchanged', ago(6))
  const held = await setting.run('held', ago(5), { finishedAt: null, heldAt: ago(5), findings: [{ code: 'empty' }] })

  await Promise.all([findNews(setting.app, now), findNews(setting.app, now), findNews(setting.app, now)])
  await findNews(setting.app, now)
  assert.deepEqual((await told(setting)).sort(), [
    `refresh.failed ${failed}`,
    `refresh.failed ${failed}`,
    `refresh.held ${held}`,
    `refresh.recovered ${good}`,
  ])
  const body = JSON.stringify(await setting.messages(), (_, value: unknown) => (typeof value === 'bigint' ? 0 : value))
  assert.match(body, /Refresh \d+ failed after 3 tries\. The bucket did not answer\./)
  assert.match(body, /1 guard stopped it before anything was published/)
  assert.match(body, /https:\/\/skillscope\.example\.com\/admin\/refreshes\/\d+/)
})

test('an approved run, and the first good one after a discarded one, are recoveries; a retry under way is no failure', async (t) => {
  const setting = await startSetting(t)
  await setting.target('a@example.com')
  const approved = await setting.run('published', ago(9), { heldAt: ago(10), decision: 'approved' })
  await setting.run('discarded', ago(8))
  await setting.run('cancelled', ago(7))
  const after = await setting.run('unchanged', ago(6))
  await setting.run('queued', ago(5), { finishedAt: null, attempt: 1, errorMessage: 'Tries again soon' })
  await findNews(setting.app, now)
  assert.deepEqual(await told(setting), [`refresh.recovered ${approved}`, `refresh.recovered ${after}`])
})

test('a run that is held again after its approval is told again', async (t) => {
  const setting = await startSetting(t)
  await setting.target('a@example.com')
  const held = await setting.run('held', ago(5), { finishedAt: null, heldAt: ago(5) })
  await findNews(setting.app, now)
  await setting.app.refreshRun.update({ where: { id: held }, data: { heldAt: ago(1) } })
  await findNews(setting.app, now)
  assert.deepEqual(await told(setting), [`refresh.held ${held}`, `refresh.held ${held}`])
})

test('O-14: data that is older than its schedule allows is told once, and again after the next time it grew old', async (t) => {
  const setting = await startSetting(t)
  await setting.target('a@example.com', ['data.stale'])
  await setting.run('published', ago(25))
  assert.equal(await findNews(setting.app, now), 0)
  const later = new Date(now.getTime() + 3 * 3_600_000)
  assert.equal(await findNews(setting.app, later), 1)
  assert.equal(await findNews(setting.app, new Date(later.getTime() + 3_600_000)), 0)
  const [message] = await setting.messages()
  assert.match(JSON.stringify(message?.body), /DataCamp is behind its schedule.*28 h ago; its schedule allows 26 h/)

  await setting.run('unchanged', later)
  assert.equal(await findNews(setting.app, later), 0)
  assert.equal(await findNews(setting.app, new Date(later.getTime() + 30 * 3_600_000)), 1)
})

test('credentials of eleven months are told once a month until they are renewed', async (t) => {
  const setting = await startSetting(t)
  const { app } = setting
  await setting.target('a@example.com', ['credentials.age'])
  await setting.target('b@example.com', ['refresh.failed'])
  const at = (text: string) => new Date(`${text}T10:00:00Z`)
  const secret = { connectorId: 'datacamp', field: 'secretAccessKey', version: 1, sealed: 'x', setAt: at('2026-01-10') }
  await app.connectorSecret.create({ data: secret })
  const found = async (text: string) => findNews(app, at(text))
  assert.equal(await found('2026-12-09'), 0)
  assert.deepEqual(
    await Promise.all([found('2026-12-10'), found('2026-12-10')]).then((counts) => counts.sort()),
    [0, 1],
  )
  assert.equal(await found('2027-01-09'), 0)
  assert.equal(await found('2027-01-10'), 1)
  await app.connectorSecret.updateMany({ data: { setAt: at('2027-01-11') } })
  assert.equal(await found('2027-02-12'), 0)
  const [message] = await setting.messages()
  assert.match(JSON.stringify(message?.body), /The secret access key was set on 10 Jan 2026/)
})

test('a target is told nothing from before it was added, nor what happened while it was paused', async (t) => {
  const setting = await startSetting(t)
  const { app } = setting
  const { id } = await setting.target('a@example.com')
  await app.notificationTarget.update({ where: { id }, data: { createdAt: ago(6) } })
  await setting.run('failed', ago(7))
  await findNews(app, now)
  assert.deepEqual(await told(setting), [])

  await setEnabled(app, 'system', id, { enabled: false })
  await setting.run('failed', new Date())
  await findNews(app)
  await setEnabled(app, 'system', id, { enabled: true })
  const after = await setting.run('failed', new Date())
  await findNews(app)
  const waiting = (await setting.messages()).filter(({ state }) => state === 'pending')
  assert.deepEqual(
    waiting.map(({ runId }) => Number(runId)),
    [after],
  )
})

test('a replay out of the quarantine is no news', async (t) => {
  const setting = await startSetting(t)
  await setting.target('a@example.com')
  await setting.run('failed', ago(2), { replay: true })
  await setting.run('published', ago(1))
  assert.equal(await findNews(setting.app, now), 0)
})
