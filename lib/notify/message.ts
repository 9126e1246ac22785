/** What a message says: what happened, to which source, since when old data is shown, what to do next. No learner's data. */
import { connectors } from '@/lib/connectors/registry'
import type { ConnectorId } from '@/lib/catalogue/types'
import { env } from '@/lib/env'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import { scrub } from '@/lib/log'
import type { Lateness } from '@/lib/refresh/freshness'
import type { NotificationEvent } from './events'

export interface Message {
  readonly event: NotificationEvent | 'test'
  readonly connectorId: ConnectorId | null
  readonly runId: number | null
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly link: string
}

interface Subject {
  readonly connectorId: ConnectorId
  /** The moment of the data that everybody sees (ISO); null: none was ever published. */
  readonly asOf: string | null
}

interface RunSubject extends Subject {
  readonly runId: number
}

const nameOf = (id: ConnectorId) => connectors[id].label

export function failedMessage(subject: RunSubject & { reason: string | null; tries: number }): Message {
  const { connectorId, runId, reason, tries } = subject
  const after = tries > 1 ? ` after ${formatCount(tries)} tries` : ''
  return {
    ...aboutRun('refresh.failed', subject),
    title: `${nameOf(connectorId)} could not be refreshed`,
    paragraphs: [
      `Refresh ${runId} failed${after}. ${scrub(reason ?? 'It gave no reason; see the log of the worker.')}`,
      shown(subject),
      'Next: open the refresh, put right what it names, and refresh again.',
    ],
  }
}

export function heldMessage(subject: RunSubject & { findings: number }): Message {
  const { connectorId, runId, findings } = subject
  return {
    ...aboutRun('refresh.held', subject),
    title: `Refresh ${runId} of ${nameOf(connectorId)} is held for review`,
    paragraphs: [
      `${formatCount(findings)} ${findings === 1 ? 'guard' : 'guards'} stopped it before anything was published. The schedule is paused until somebody decides.`,
      shown(subject),
      'Next: look at what would change, then approve or discard it.',
    ],
  }
}

export function recoveredMessage(subject: RunSubject & { published: boolean }): Message {
  const { connectorId, runId, published, asOf } = subject
  return {
    ...aboutRun('refresh.recovered', subject),
    title: `${nameOf(connectorId)} is fresh again`,
    paragraphs: [
      `Refresh ${runId} ${published ? 'was published' : 'found nothing new at the source'}. Everybody sees the data of ${formatMoment(asOf)}.`,
      'There is nothing to do.',
    ],
  }
}

export function staleMessage(subject: Subject & { lastGoodAt: string; late: Lateness; runId: number | null }): Message {
  const { connectorId, runId, lastGoodAt, late } = subject
  return {
    event: 'data.stale',
    connectorId,
    runId,
    link: runId === null ? page('/admin/connectors') : page(`/admin/refreshes/${runId}`),
    title: `${nameOf(connectorId)} is behind its schedule`,
    paragraphs: [
      `The last good refresh was on ${formatMoment(lastGoodAt)}, ${formatCount(late.hours)} h ago; its schedule allows ${formatCount(late.allowedHours)} h.`,
      shown(subject),
      'Next: see whether the worker runs and what the newest refresh says.',
    ],
  }
}

export function ageMessage(subject: { connectorId: ConnectorId; field: string; setAt: Date }): Message {
  const { connectorId, field, setAt } = subject
  const label = connectors[connectorId].fields.find(({ name }) => name === field)?.label ?? field
  return {
    event: 'credentials.age',
    connectorId,
    runId: null,
    link: page(`/admin/connectors/${connectorId}`),
    title: `Renew the credentials of ${nameOf(connectorId)}`,
    paragraphs: [
      `The ${label.toLowerCase()} was set on ${formatDay(setAt.toISOString())}, more than eleven months ago. It is good practice to renew it once a year.`,
      'Refreshes go on as before.',
      'Next: get a new one from the source and enter it. This reminder comes once a month until then.',
    ],
  }
}

export function testMessage(): Message {
  return {
    event: 'test',
    connectorId: null,
    runId: null,
    link: page('/admin/settings'),
    title: 'A test message from Skillscope',
    paragraphs: ['Messages about refreshes arrive here.', 'There is nothing to do.'],
  }
}

function aboutRun(event: NotificationEvent, { connectorId, runId }: RunSubject) {
  return { event, connectorId, runId, link: page(`/admin/refreshes/${runId}`) }
}

function shown({ asOf }: Subject): string {
  return asOf === null
    ? 'No data of this source is shown yet.'
    : `Everybody still sees the data of ${formatMoment(asOf)}.`
}

function page(path: string): string {
  return `${env.APP_URL}${path}`
}
