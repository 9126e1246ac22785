'use client'

import Link from 'next/link'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { formatAxisDay, formatBucket, formatDay, formatTime } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import { ChartCard, type ChartCardProps } from './chart-card'
import { EventIcon, type TimelineIcon } from './timeline-icon'
import { byMonth, firstEvents } from './timeline-months'
import type { Twin } from './twin'

export interface TimelineLane {
  readonly key: string
  readonly label: string
}

export interface TimelineEvent {
  readonly key: string
  readonly lane: string
  /** ISO day or moment, UTC. */
  readonly at: string
  readonly icon: TimelineIcon
  readonly title: string
  readonly detail?: string | undefined
  /** Only where it is a verdict: passed, failed, late. */
  readonly tone?: 'positive' | 'negative' | 'warning' | undefined
  readonly href?: string | undefined
}

interface TimelineProps extends ChartCardProps {
  /** From left to right; on phones they become one list. */
  lanes: readonly TimelineLane[]
  /** In any order. */
  events: readonly TimelineEvent[]
}

const seenFirst = 60

/** What happened, newest first: one ordered list, drawn in lanes where there is room. */
export function Timeline(props: TimelineProps) {
  const { lanes, events, ...card } = props
  const [all, setAll] = useState(false)
  const months = byMonth(events)
  const shown = all ? months : firstEvents(months, seenFirst)
  const columns = { gridTemplateColumns: `repeat(${lanes.length}, minmax(0, 1fr))` }
  const laneOf = (event: TimelineEvent) =>
    Math.max(
      0,
      lanes.findIndex(({ key }) => key === event.lane),
    )
  return (
    <ChartCard {...card} twin={twinOf(props)}>
      <div aria-hidden className="mb-2 grid gap-x-6 border-b border-border pb-1.5 max-tablet:hidden" style={columns}>
        {lanes.map(({ key, label }) => (
          <p key={key} className="text-small font-[550] text-muted">
            {label}
          </p>
        ))}
      </div>
      {shown.map((month) => (
        <section key={month.key} aria-label={formatBucket(`${month.key}-01`, 'month')}>
          <h3 className="py-1.5 text-small font-semibold text-muted">{formatBucket(`${month.key}-01`, 'month')}</h3>
          <ol className="grid gap-x-6 max-tablet:block" style={columns}>
            {month.events.map((event) => (
              <li
                key={event.key}
                className="relative min-w-0 before:absolute before:inset-y-0 before:left-3.5 before:w-px before:bg-border"
                style={{ gridColumnStart: laneOf(event) + 1 }}
              >
                <Event event={event} lane={lanes[laneOf(event)]?.label ?? ''} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      {!all && events.length > seenFirst && (
        <Button className="mt-3 self-start" onClick={() => setAll(true)}>
          Show all {formatCount(events.length)} events
        </Button>
      )}
    </ChartCard>
  )
}

function Event({ event, lane }: { event: TimelineEvent; lane: string }) {
  const { at, icon, title, detail, tone, href } = event
  const time = at.length > 10 ? formatTime(at) : undefined
  return (
    <div className={cn('relative flex gap-2.5 rounded-control py-1.5 pr-2', href !== undefined && 'hover:bg-hover')}>
      <EventIcon icon={icon} tone={tone} />
      <div className="min-w-0 grow">
        <p className="flex gap-3 text-body">
          <span className="min-w-0 grow">
            {href === undefined ? (
              title
            ) : (
              // The whole row is the target; the words are the link.
              <Link href={href} className="font-[550] after:absolute after:inset-0 after:rounded-control">
                {title}
              </Link>
            )}
          </span>
          <time dateTime={at} title={time} className="tabular shrink-0 text-small leading-5 text-muted">
            {formatAxisDay(at)}
          </time>
        </p>
        <p className={cn('text-small', tone === undefined ? 'text-muted' : toneText[tone])}>
          <span className="sr-only">{lane}. </span>
          <span aria-hidden className="text-muted tablet:hidden">
            {lane}
            {detail !== undefined && ' · '}
          </span>
          {detail}
        </p>
      </div>
    </div>
  )
}

const toneText = { positive: 'text-positive', negative: 'text-negative', warning: 'text-warning' } as const

function twinOf({ lanes, events }: TimelineProps): Twin {
  const labels = new Map(lanes.map(({ key, label }) => [key, label]))
  return {
    columns: ['Day', 'Platform', 'Event', 'Detail'].map((label) => ({ label, numeric: false })),
    rows: byMonth(events).flatMap((month) =>
      month.events.map(({ at, lane, title, detail, href }) => [
        { text: formatDay(at), raw: at },
        { text: labels.get(lane) ?? lane, raw: labels.get(lane) ?? lane },
        { text: title, raw: title, href },
        { text: detail ?? '', raw: detail ?? null },
      ]),
    ),
  }
}
