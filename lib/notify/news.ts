/**
 * Finds what has to be told and writes one message per target for it. It looks at the runs themselves again and again, and
 * the database refuses a second message about the same thing, so a crash neither loses nor doubles one.
 */
import type { ConnectorId } from '@/lib/catalogue/types'
import type { NotificationTarget, Prisma, RefreshRun, RunState } from '@/generated/prisma/client'
import type { App, AppTx } from '@/lib/db/app'
import { freshnessOf } from '@/lib/refresh/freshness'
import { isGrowingOld, isToldAgain } from './age'
import type { NotificationEvent } from './events'
import { ageMessage, failedMessage, heldMessage, recoveredMessage, staleMessage, type Message } from './message'

interface News {
  readonly message: Message & { event: NotificationEvent; connectorId: ConnectorId }
  /** The same for the same thing, however often it is found. */
  readonly subject: string
  readonly at: Date
}

type Run = Pick<
  RefreshRun,
  'id' | 'connectorId' | 'state' | 'attempt' | 'errorMessage' | 'findings' | 'heldAt' | 'finishedAt'
>
type Target = Pick<NotificationTarget, 'id' | 'events' | 'createdAt'>

/** Longer than a worker stays away; what is older is history. */
const DAYS_LOOKED_BACK = 3
const DAY_MS = 86_400_000

const good: readonly RunState[] = ['published', 'unchanged']
const bad: readonly RunState[] = ['failed', 'held', 'discarded']
const select = {
  id: true,
  connectorId: true,
  state: true,
  attempt: true,
  errorMessage: true,
  findings: true,
  heldAt: true,
  finishedAt: true,
} as const

/** Returns how many messages are new. */
export async function findNews(app: App, now = new Date()): Promise<number> {
  const targets = await app.notificationTarget.findMany({ where: { enabled: true } })
  if (targets.length === 0) return 0
  return (await write(app, targets, await collect(app, now))) + (await remindOfAge(app, targets, now))
}

/** A target that was paused is not told what happened meanwhile. */
export async function passOver(app: App, target: Target, now = new Date()): Promise<void> {
  await write(app, [target], await collect(app, now), 'skipped')
}

async function collect(app: App, now: Date): Promise<readonly News[]> {
  const freshness = await freshnessOf(app, now)
  const asOf = (id: string) => freshness.find(({ connectorId }) => connectorId === id)?.asOf ?? null
  const runs = await app.refreshRun.findMany({
    where: {
      replay: false,
      OR: [{ finishedAt: { gte: new Date(now.getTime() - DAYS_LOOKED_BACK * DAY_MS) } }, { state: 'held' }],
    },
    orderBy: { id: 'asc' },
    select,
  })
  const found: News[] = []
  for (const run of runs) {
    const subject = { connectorId: run.connectorId as ConnectorId, runId: Number(run.id), asOf: asOf(run.connectorId) }
    const tell = (message: Message, at: Date | null, more = '') =>
      found.push({ message: message as News['message'], subject: `run ${run.id}${more}`, at: at ?? now })
    if (run.state === 'failed') {
      tell(failedMessage({ ...subject, reason: run.errorMessage, tries: run.attempt }), run.finishedAt)
    } else if (run.state === 'held') {
      // Held anew after an approval that did not fit any more, it is another question.
      const findings = Array.isArray(run.findings) ? run.findings.length : 0
      tell(heldMessage({ ...subject, findings }), run.heldAt, run.heldAt ? `, ${run.heldAt.toISOString()}` : '')
    } else if (good.includes(run.state) && (await endsTrouble(app, run, runs))) {
      tell(recoveredMessage({ ...subject, published: run.state === 'published' }), run.finishedAt)
    }
  }
  for (const { connectorId, asOf, lastGoodAt, late, runId } of freshness) {
    if (!late || lastGoodAt === null) continue
    const message = staleMessage({ connectorId, asOf, lastGoodAt, late, runId })
    found.push({ message: message as News['message'], subject: `since ${lastGoodAt}`, at: now })
  }
  return found
}

/** An approved run was held itself; any other ends trouble when the one before it was in it. */
async function endsTrouble(app: App, run: Run, recent: readonly Run[]): Promise<boolean> {
  if (run.heldAt) return true
  const ended = [...good, ...bad]
  const before =
    recent.findLast(
      ({ id, connectorId, state }) => connectorId === run.connectorId && id < run.id && ended.includes(state),
    ) ??
    (await app.refreshRun.findFirst({
      where: { connectorId: run.connectorId, replay: false, id: { lt: run.id }, state: { in: ended } },
      orderBy: { id: 'desc' },
      select,
    }))
  return before ? bad.includes(before.state) : false
}

/** Once a month for each connector, until its secret is renewed. */
async function remindOfAge(app: App, targets: readonly Target[], now: Date): Promise<number> {
  if (!targets.some(({ events }) => events.includes('credentials.age'))) return 0
  const connectors = await app.connector.findMany({
    where: { enabled: true },
    select: { id: true, ageToldAt: true, secrets: { select: { field: true, setAt: true }, orderBy: { setAt: 'asc' } } },
  })
  let written = 0
  for (const { id, ageToldAt, secrets } of connectors) {
    const [oldest] = secrets
    if (!oldest || !isGrowingOld(oldest.setAt, now) || !isToldAgain(ageToldAt, now)) continue
    const message = ageMessage({ connectorId: id as ConnectorId, ...oldest })
    const news = {
      message: message as News['message'],
      subject: `credentials ${now.toISOString().slice(0, 7)}`,
      at: now,
    }
    written += await app.$transaction(async (tx) => {
      // Of several workers one writes it.
      const { count } = await tx.connector.updateMany({ where: { id, ageToldAt }, data: { ageToldAt: now } })
      return count === 1 ? write(tx, targets, [news]) : 0
    })
  }
  return written
}

async function write(
  db: App | AppTx,
  targets: readonly Target[],
  news: readonly News[],
  state: 'pending' | 'skipped' = 'pending',
): Promise<number> {
  const wanted = targets.flatMap(({ id: targetId, events, createdAt }) =>
    news
      .filter(({ message, at }) => events.includes(message.event) && at >= createdAt)
      .map(({ message, subject }) => {
        const { event, connectorId, runId } = message
        // Safe: a message is made of texts and numbers.
        return {
          targetId,
          event,
          connectorId,
          runId,
          subject,
          state,
          body: message as unknown as Prisma.InputJsonObject,
        }
      }),
  )
  if (wanted.length === 0) return 0
  const known = await db.notification.findMany({
    where: { targetId: { in: targets.map(({ id }) => id) }, subject: { in: wanted.map(({ subject }) => subject) } },
    select: { targetId: true, event: true, connectorId: true, subject: true },
  })
  const key = (one: { targetId: string; event: string; connectorId: string; subject: string }) =>
    [one.targetId, one.event, one.connectorId, one.subject].join('|')
  const told = new Set(known.map(key))
  const data = wanted.filter((one) => !told.has(key(one)))
  if (data.length === 0) return 0
  return (await db.notification.createMany({ data, skipDuplicates: true })).count
}
