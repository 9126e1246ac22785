/** An organisation whose people, teams and courses can be found by their names in bytes; accounts, views and a mail box. */
import { after, before } from 'node:test'
import type { Prisma, Role } from '@/generated/prisma/client'
import { allowedTokens, allTokens, canaryPeriod, fillCanaries } from '@/lib/authz/testing/canary-data'
import { userActor, type Actor } from '@/lib/authz/actor'
import { createPool } from '@/lib/db/pools'
import { provide } from '@/lib/env'
import { startMailReceiver, startWebhookReceiver } from '@/lib/notify/testing/receivers'
import { testDatabase } from '@/lib/testing/database'
import { publishBoth, recordPublications } from '@/lib/testing/mirrors'
import { stageOn, type Stage } from '../stage'
import { workOnDeliveries } from '../work'
import { readMail } from './read-mail'

export type Setting = Awaited<ReturnType<typeof startSetting>>

export const period = `from=${canaryPeriod.from}&to=${canaryPeriod.to}`

/** One for all tests of a suite, before whose first test it is handed over. */
export function settingOfSuite(use: (setting: Setting) => void): void {
  const cleanups: (() => unknown)[] = []
  before(async () => use(await startSetting((work) => void cleanups.push(work))))
  after(async () => {
    for (const work of cleanups) await work()
  })
}

async function startSetting(atEnd: (work: () => unknown) => void) {
  const database = await testDatabase()
  const suite = { after: atEnd }
  const post = await startMailReceiver(suite)
  const hook = await startWebhookReceiver(suite)
  provide({
    SKILLSCOPE_SECRET: Buffer.alloc(32, 7).toString('base64'),
    SKILLSCOPE_OLD_SECRETS: '',
    SKILLSCOPE_PRIVATE_TARGETS: '127.0.0.1,localhost',
    APP_URL: 'https://skillscope.example.com',
    SMTP_URL: post.url,
    SMTP_FROM: 'skillscope@example.com',
  })
  const pool = createPool(database.url, { role: 'web', max: 3 })
  atEnd(async () => {
    provide({ SMTP_URL: '' })
    await pool.end()
    await database.drop()
  })
  await fillCanaries(database.pool)
  const { app } = database
  const stage = (): Stage => ({ ...stageOn(app, pool), now: () => now })
  let now = new Date()
  let accounts = 0

  return {
    ...database,
    post,
    hook,
    stage,
    setNow: (moment: string) => void (now = new Date(moment)),
    work: () => workOnDeliveries(stage(), new AbortController().signal),
    mails: () => post.mails.map(({ to, raw }) => ({ to, raw, ...readMail(raw) })),
    /** As it is at this moment. */
    async actor(id: string): Promise<Actor> {
      const actor = await userActor(app, id, 1)
      if (!actor) throw new Error('There is no such account.')
      return actor
    },
    async account(role: Role, teams: readonly number[] = []) {
      const name = `${role} ${++accounts}`
      const email = `${role}${accounts}@example.com`
      const { id } = await app.user.create({
        data: { email, name, role, teams: { create: teams.map((teamId) => ({ teamId })) } },
      })
      return { id, email, name }
    },
    async view(
      ownerId: string,
      path: string,
      search = period,
      more: Partial<Prisma.SavedViewUncheckedCreateInput> = {},
    ) {
      const name = `View ${path} ${Math.random()}`
      const { id } = await app.savedView.create({ data: { ownerId, name, path, search, ...more } })
      return id
    },
    /** Somebody's course more or less, or nothing at all: the next state of the data. */
    async publish(change: { course: number; add: boolean } | null) {
      if (change?.add === false) {
        await database.pool.query('delete from datacamp.course_fact where course_id = $1', [change.course])
      } else if (change) {
        await database.pool.query(
          `insert into datacamp.course_fact select (jsonb_populate_record(fact, jsonb_build_object('course_id', $1::int, 'row_id', 1000 + $1::int))).*
           from datacamp.course_fact as fact where user_id = 30 limit 1`,
          [change.course],
        )
      }
      await publishBoth(database.pool)
      await recordPublications(database.pool, canaryPeriod.to)
    },
    /** Time passes: what waits for its next try is due. */
    later: () =>
      database.pool.query(`update app.delivery_message set try_at = clock_timestamp() where state = 'pending'`),
    messages: () => app.deliveryMessage.findMany({ orderBy: { id: 'asc' } }),
    allowed: (teams: readonly number[]) => allowedTokens(database.pool, teams),
    everything: (learners: Parameters<typeof allTokens>[1]) => allTokens(database.pool, learners),
  }
}
