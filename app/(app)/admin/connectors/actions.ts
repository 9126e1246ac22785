'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { record } from '@/lib/audit/record'
import { countTry, RateLimited } from '@/lib/auth/rate-limit'
import { defineAction } from '@/lib/authz/action'
import type { ConnectorId } from '@/lib/catalogue/types'
import { connection, InvalidCredentials, saveCredentials } from '@/lib/connectors/credentials'
import { connectors } from '@/lib/connectors/registry'
import { SourceError, type TestStep } from '@/lib/connectors/types'
import { app } from '@/lib/db/app'
import { RefreshRefused, requestCancel, requestRefresh } from '@/lib/refresh/request'
import { ScheduleError } from '@/lib/refresh/schedule-cron'
import { cronOf } from '@/lib/refresh/schedule-preset'
import { saveSchedule } from '@/lib/refresh/schedule-save'

const PAGE = '/admin/connectors'
/** A source that does not answer must not hold the button for ever. */
const TEST_PATIENCE_MS = 30_000

const connectorId = z.enum(Object.keys(connectors) as [ConnectorId, ...ConnectorId[]])
const oneConnector = z.object({ connector: connectorId })

export const save = defineAction(
  'connector.save',
  z.looseObject({ connector: connectorId }),
  async ({ connector, ...input }, actor) => {
    try {
      await saveCredentials(app(), actor, connector, input)
    } catch (error) {
      if (!(error instanceof InvalidCredentials)) throw error
      return { ok: false, message: 'Nothing was saved: some fields need another look.', errors: error.fields }
    }
    revalidatePath(PAGE)
    return { ok: true, message: 'Saved. Test the connection next.' }
  },
)

export const test = defineAction('connector.test', oneConnector, async ({ connector }, actor) => {
  try {
    await countTry('connector.test', actor.id)
  } catch (error) {
    if (error instanceof RateLimited) return { ok: false, message: error.message }
    throw error
  }
  const steps = await tryOut(connector)
  const passed = steps.every(({ ok }) => ok)
  await app().$transaction(async (tx) => {
    await tx.connector.updateMany({
      where: { id: connector },
      data: { lastTest: steps.map((step) => ({ ...step })), lastTestAt: new Date() },
    })
    await record(tx, { actor, action: 'connector.test', subject: connector, outcome: passed ? 'allowed' : 'failed' })
  })
  revalidatePath(PAGE)
  const failed = steps.find(({ ok }) => !ok)
  return failed ? { ok: false, message: failed.message } : { ok: true, message: 'The connection works.' }
})

async function tryOut(connector: ConnectorId): Promise<readonly TestStep[]> {
  try {
    const source = await connection(app(), connector)
    return await source.test(AbortSignal.timeout(TEST_PATIENCE_MS))
  } catch (error) {
    if (error instanceof SourceError)
      return [{ name: 'Credentials', ok: false, message: error.message, milliseconds: 0 }]
    throw error
  }
}

export const schedule = defineAction(
  'connector.schedule',
  z.object({
    connector: connectorId,
    preset: z.enum(['off', 'hourly', 'daily', 'weekdays', 'weekly', 'own'], 'Choose one of the list.'),
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time like 03:00.')
      .default('03:00'),
    weekday: z.coerce.number().int().min(0).max(6).default(1),
    cron: z.string().max(100).default(''),
    zone: z.string().max(60).default('UTC'),
    reconcile: z.string().max(100).optional(),
  }),
  async ({ connector, zone, reconcile, ...chosen }, actor) => {
    // An empty expression is "never", an absent one was not asked for.
    const reconcileCron = reconcile === undefined ? undefined : reconcile.trim() || null
    try {
      const choice = { cron: cronOf(chosen), zone, ...(reconcileCron !== undefined && { reconcileCron }) }
      const saved = await saveSchedule(app(), actor, connector, choice)
      revalidatePath(PAGE)
      return saved ? { ok: true, message: 'Saved.' } : { ok: false, message: 'Enter the credentials first.' }
    } catch (error) {
      if (!(error instanceof ScheduleError)) throw error
      return { ok: false, message: 'Nothing was saved.', errors: { [error.field]: error.message } }
    }
  },
)

export const refresh = defineAction(
  'refresh.request',
  oneConnector.extend({ full: z.literal('true').optional() }),
  async ({ connector, full }, actor) => {
    try {
      const { runId, already } = await requestRefresh(app(), connector, {
        trigger: 'manual',
        full: full === 'true',
        ...(actor.kind === 'user' && { requestedById: actor.id }),
      })
      await record(app(), { actor, action: 'refresh.request', subject: connector, detail: { run: runId, already } })
      revalidatePath(PAGE)
      return { ok: true, message: already ? `Run ${runId} is under way already.` : `Run ${runId} has been requested.` }
    } catch (error) {
      if (error instanceof RefreshRefused) return { ok: false, message: error.message }
      throw error
    }
  },
)

export const cancel = defineAction(
  'refresh.cancel',
  z.object({ run: z.coerce.number().int().positive() }),
  async ({ run }, actor) => {
    try {
      await requestCancel(app(), actor, run)
      revalidatePath(PAGE)
      return { ok: true, message: `Run ${run} is being cancelled.` }
    } catch (error) {
      if (error instanceof RefreshRefused) return { ok: false, message: error.message }
      throw error
    }
  },
)
