/** People, a line each: who, what, how late and when last seen. For readers who may see single learners only. */
import { UserCheck } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ExportMenu } from '@/components/export/export-menu'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/states'
import { formatCount } from '@/lib/format/numbers'

export interface PersonLine {
  readonly id: string
  readonly name: string
  readonly team: string
  /** "SQL fundamentals, due 6 Nov 2026" */
  readonly what: string
  /** Above it, small: "Certificate". */
  readonly kind?: string | undefined
  /** The page about it. */
  readonly whatHref?: string | undefined
  /** "15 days late" */
  readonly late?: string | undefined
  /** "last active 4 Nov 2026" */
  readonly last?: string | undefined
  readonly href?: string | undefined
}

export interface PeopleTab {
  readonly label: string
  readonly count: number
  readonly href: string
  readonly current: boolean
}

interface PeopleListProps {
  title: string
  about?: ReactNode
  tabs?: readonly PeopleTab[]
  rows: readonly PersonLine[]
  /** The rule that makes the list, and a link to all of it. */
  footer: ReactNode
  csvHref?: string
  /** What an empty list means: "Nobody is late." */
  emptyText: string
  className?: string
}

export function PeopleList({ title, about, tabs = [], rows, footer, csvHref, emptyText, className }: PeopleListProps) {
  return (
    <Card
      title={title}
      about={about}
      footer={footer}
      {...(className && { className })}
      tools={csvHref && <ExportMenu compact href={csvHref} of={title} />}
    >
      {tabs.length > 0 && <Tabs title={title} tabs={tabs} />}
      {rows.length === 0 ? (
        <EmptyState icon={UserCheck} title="Nobody">
          {emptyText}
        </EmptyState>
      ) : (
        <ul className="-mx-4 -mb-4">
          {rows.map((row) => (
            <Line key={row.id} {...row} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function Tabs({ title, tabs }: { title: string; tabs: readonly PeopleTab[] }) {
  return (
    <nav aria-label={title} className="-mx-4 -mt-2 flex gap-5 overflow-x-auto border-b border-border px-4">
      {tabs.map(({ label, count, href, current }) => (
        <Link
          key={label}
          href={href}
          scroll={false}
          aria-current={current ? 'true' : undefined}
          className={cn(
            'inline-flex h-9 shrink-0 items-center gap-1.5 border-b-2 max-tablet:h-11',
            current ? 'border-accent font-[550]' : 'border-transparent text-muted hover:text-text',
          )}
        >
          {label} <span className="tabular text-small text-muted">{formatCount(count)}</span>
        </Link>
      ))}
    </nav>
  )
}

function Line({ name, team, what, kind, whatHref, late, last, href }: PersonLine) {
  return (
    <li className="flex items-center gap-4 border-b border-border px-4 py-1.5 last:border-b-0 max-tablet:flex-wrap max-tablet:gap-y-0.5">
      <span className="w-44 min-w-0 shrink-0 max-tablet:w-0 max-tablet:shrink max-tablet:grow">
        {href === undefined ? (
          <span className="block truncate font-[550]">{name}</span>
        ) : (
          <Link href={href} className="block truncate font-[550] hover:text-accent hover:underline">
            {name}
          </Link>
        )}
        <span className="block truncate text-small text-muted">{team}</span>
      </span>
      <span
        className="min-w-0 grow truncate max-tablet:order-last max-tablet:basis-full max-tablet:whitespace-normal"
        title={what}
      >
        {kind !== undefined && <span className="block text-small text-muted">{kind}</span>}
        {whatHref === undefined ? (
          what
        ) : (
          <Link href={whatHref} className="hover:text-accent hover:underline">
            {what}
          </Link>
        )}
      </span>
      <span className="shrink-0 text-right">
        {late !== undefined && <span className="block font-[550] text-negative">{late}</span>}
        {last !== undefined && <span className="block text-small text-muted">{last}</span>}
      </span>
    </li>
  )
}
