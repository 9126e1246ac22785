/** The figures of a page: value, unit, change in words, then the line. */
import { ArrowDown, ArrowUp, Lock } from 'lucide-react'
import Link from 'next/link'
import { Children, type ReactNode } from 'react'
import { Sparkline } from '@/components/charts/sparkline'
import { cn } from '@/components/ui/cn'
import type { Change } from '@/lib/format/change'

/** More stand in two rows. */
export const MOST_IN_A_ROW = 6

export function KpiRow({ label = 'Key figures', children }: { label?: string; children: ReactNode }) {
  const count = Children.count(children)
  return (
    <section aria-label={label} className="overflow-hidden rounded-card border border-border bg-border">
      {/* Hairlines are the ground showing through the gaps, whatever the number of columns. */}
      <dl
        className={cn(
          'grid grid-cols-2 gap-px tablet:grid-cols-3 max-tablet:[&>*:last-child:nth-child(odd)]:col-span-2',
          count > MOST_IN_A_ROW
            ? 'charts:grid-cols-12 charts:[&>*]:col-span-3'
            : 'charts:auto-cols-fr charts:grid-flow-col charts:grid-cols-none',
          // Seven: four, and three below them.
          count === 7 && 'charts:[&>*:nth-child(n+5)]:col-span-4 tablet:max-charts:[&>*:last-child]:col-span-3',
        )}
      >
        {children}
      </dl>
    </section>
  )
}

interface KpiProps {
  /** The metric's id, for links and tests. */
  id: string
  label: string
  /** Formatted, without its unit. */
  value: string
  unit?: string | undefined
  /** Null: no comparison chosen, or nothing to compare with. */
  change?: Change | null | undefined
  /** Compared in the chart, not in words: too few behind it, then or now. */
  incomparable?: boolean
  /** Whether more is better; neutral where it is plainly neither. */
  tone?: 'more-is-better' | 'less-is-better' | 'neutral'
  sparkline?:
    | { values: readonly (number | null)[]; compare?: readonly (number | null)[] | undefined; unfinished?: boolean }
    | undefined
  /** Fewer people behind it than this reader may see; the value is not shown, not even as a zero. */
  suppressed?: boolean
  /** How many stand behind a rate, where they are too few to rely on. */
  smallSample?: number | undefined
  /** On hover: "1,611 of 2,623". */
  note?: string | undefined
  /** Why there is no value, and where there is one. */
  missing?: { readonly why: string; readonly instead?: { readonly label: string; readonly href: string } } | undefined
  /** The "i": a DefinitionPopover. */
  definition?: ReactNode
}

export function Kpi({
  id,
  label,
  value,
  unit,
  change,
  incomparable = false,
  tone = 'neutral',
  sparkline,
  suppressed = false,
  smallSample,
  note,
  missing,
  definition,
}: KpiProps) {
  const small = smallSample !== undefined
  return (
    <div id={`kpi-${id}`} className="relative flex min-w-0 flex-col bg-surface px-4 py-3">
      <dt className="flex grow items-start justify-between gap-2 text-small text-muted">
        <span className="min-h-6 pt-1">{label}</span>
        {definition}
      </dt>
      {suppressed ? (
        <dd className="flex min-h-[104px] flex-col justify-center gap-1 text-muted">
          <Lock aria-hidden className="size-5" />
          <span className="text-body font-[550] text-text">Fewer than 5 people</span>
          <span className="text-small">Hidden, so that nobody can be recognised.</span>
        </dd>
      ) : (
        <dd className="min-h-[104px]">
          {/* The size gives way below 420 px, where seven digits would leave the cell. */}
          <p
            title={note}
            className={cn(
              'tabular text-[min(26px,6.2vw)] leading-8 font-semibold tracking-[-0.02em]',
              small && 'text-subtle',
            )}
          >
            {value}
            {unit && <span className="text-card font-normal tracking-normal text-muted">{` ${unit}`}</span>}
            {small && <span className="ml-2 text-small font-normal tracking-normal text-muted">n {smallSample}</span>}
          </p>
          {missing && <Missing {...missing} />}
          {!missing &&
            (change && !incomparable ? (
              <ChangeLine change={change} tone={tone} />
            ) : (
              <p className="min-h-8 text-small text-muted">{change && 'Too few to compare'}</p>
            ))}
          {sparkline && !missing && (
            <div className="mt-1">
              <Sparkline {...sparkline} small={small} />
            </div>
          )}
        </dd>
      )}
    </div>
  )
}

function Missing({ why, instead }: NonNullable<KpiProps['missing']>) {
  return (
    <p className="text-small text-muted">
      {why}{' '}
      {instead && (
        <Link href={instead.href} scroll={false} className="text-accent underline">
          {instead.label}
        </Link>
      )}
    </p>
  )
}

function ChangeLine({
  change: { text, from, direction },
  tone,
}: {
  change: Change
  tone: NonNullable<KpiProps['tone']>
}) {
  const Arrow = { up: ArrowUp, down: ArrowDown, same: null }[direction]
  return (
    <>
      <p className={cn('flex items-center gap-1 text-small font-[550]', toneStyle(direction, tone))}>
        {Arrow && <Arrow aria-hidden className="size-3" />}
        {text}
      </p>
      <p className="tabular text-small text-muted">{from}</p>
    </>
  )
}

function toneStyle(direction: Change['direction'], tone: NonNullable<KpiProps['tone']>): string {
  if (direction === 'same' || tone === 'neutral') return 'text-muted'
  return (direction === 'up') === (tone === 'more-is-better') ? 'text-positive' : 'text-negative'
}
