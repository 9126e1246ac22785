/** A database with a connector, a clock of its own, and targets that are told. */
import { randomBytes } from 'node:crypto'
import type { TestContext } from 'node:test'
import type { Notification, Prisma } from '@/generated/prisma/client'
import { provide } from '@/lib/env'
import { testDatabase } from '@/lib/testing/database'
import { eventNames } from '../events'
import { addTarget } from '../targets'

export type Setting = Awaited<ReturnType<typeof startSetting>>

export async function startSetting(t: TestContext) {
  const database = await testDatabase()
  t.after(() => database.drop())
  provide({
    SKILLSCOPE_SECRET: randomBytes(32).toString('base64'),
    SKILLSCOPE_PRIVATE_TARGETS: '127.0.0.1,localhost',
    APP_URL: 'https://skillscope.example.com',
  })
  const { app } = database
  await app.connector.create({ data: { id: 'datacamp', scheduleCron: '0 3 * * *' } })
  return {
    ...database,
    /** A target that exists since long before anything that the tests let happen. */
    async target(address: string, events = eventNames, channel: 'email' | 'webhook' = 'email') {
      const added = await addTarget(app, 'system', { channel, address, events })
      await app.notificationTarget.update({ where: { id: added.id }, data: { createdAt: new Date(0) } })
      return added
    },
    /** A run that ended at that moment. */
    async run(
      state: Prisma.RefreshRunCreateInput['state'],
      finishedAt: Date,
      more: Partial<Prisma.RefreshRunUncheckedCreateInput> = {},
    ) {
      const data = {
        connectorId: 'datacamp',
        trigger: 'schedule',
        ...(state && { state }),
        createdAt: finishedAt,
        finishedAt,
        ...more,
      }
      const { id } = await app.refreshRun.create({ data })
      if (state === 'published') {
        await app.publication.create({ data: { connectorId: 'datacamp', runId: id, asOf: finishedAt } })
      }
      return Number(id)
    },
    async messages(): Promise<readonly Notification[]> {
      return app.notification.findMany({ orderBy: { id: 'asc' } })
    },
  }
}
