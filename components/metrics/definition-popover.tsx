'use client'

import { Info, X } from 'lucide-react'
import Link from 'next/link'
import { Popover } from 'radix-ui'
import { useId, type ReactNode } from 'react'
import { nameOfSource } from '@/components/shell/source-names'
import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { formatMoment } from '@/lib/format/dates'
import { Behind } from './behind'
import { CopyButton } from './copy-button'

/** Everything that a number rests on, as plain data: a page takes it from the metric and from the answer. */
export interface Definition {
  readonly id: string
  readonly label: string
  readonly description: string
  readonly formula: string
  /** The value with its unit. */
  readonly value: string
  /** The parts of a ratio, with their counts where they are known. */
  readonly numerator?: string | undefined
  readonly denominator?: string | undefined
  readonly readFrom: readonly string[]
  /** In words, as the filter bar says them. */
  readonly filters: readonly string[]
  readonly leftOut?: readonly string[] | undefined
  readonly settings?: readonly string[] | undefined
  /** Where the people and rows behind it are counted. */
  readonly behind?: string | undefined
  /** ISO time per source; null where nothing was loaded yet. */
  readonly asOf: Readonly<Record<string, string | null>>
  readonly dataVersion: number
  /** Absent for readers who may not see it. */
  readonly sql?: string | undefined
  /** What other tools show under this name. */
  readonly elsewhere?: string | undefined
  readonly links?: readonly { readonly label: string; readonly href: string }[] | undefined
}

/** Under the figure that it explains, never over it; not modal, so that both can be read together. */
export function DefinitionPopover({ definition }: { definition: Definition }) {
  const title = useId()
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button
          kind="quiet"
          size="icon"
          data-print="hide"
          aria-label={`${definition.label}: definition`}
          className="-mt-1 -mr-2 size-8 max-tablet:size-9"
        >
          <Info aria-hidden />
        </Button>
      </Popover.Trigger>
      {/* The nearest positioned box, which is the figure's cell. After the trigger: the last anchor to mount is the one in force. */}
      <Popover.Anchor asChild>
        <span aria-hidden className="pointer-events-none absolute inset-0" />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          aria-labelledby={title}
          align="start"
          sideOffset={6}
          collisionPadding={16}
          data-sheet
          className="z-45 flex max-h-[min(var(--radix-popover-content-available-height),calc(100dvh-80px))] w-[440px] max-w-[calc(100vw-32px)] flex-col rounded-card border border-border bg-raised text-body shadow-dialog outline-none"
        >
          <header className="flex items-start justify-between gap-3 px-4 pt-3.5 pb-2">
            <div className="min-w-0">
              <h2 id={title} className="text-card font-semibold">
                {definition.label}
              </h2>
              <p className="font-mono text-small text-muted">{definition.id}</p>
            </div>
            <Popover.Close asChild>
              <Button kind="quiet" size="icon" aria-label="Close" className="-mt-1 -mr-2">
                <X aria-hidden />
              </Button>
            </Popover.Close>
          </header>
          <div
            role="region"
            aria-labelledby={title}
            tabIndex={0}
            className="flex min-h-0 flex-col gap-3 overflow-y-auto px-4 pb-4"
          >
            <DefinitionText definition={definition} />
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function DefinitionText({ definition }: { definition: Definition }) {
  const { readFrom, filters, leftOut, settings, behind, asOf, dataVersion, sql, elsewhere, links = [] } = definition
  return (
    <>
      <p>{definition.description}</p>
      <Fraction {...definition} />
      <dl className="grid grid-cols-[112px_1fr] gap-x-3 gap-y-2 text-small">
        <Entry label="Read from">
          {readFrom.map((column) => (
            <code key={column} className="block font-mono break-words">
              {column}
            </code>
          ))}
        </Entry>
        <Entry label="Filters in force">{filters.length > 0 ? filters.join(' · ') : 'None'}</Entry>
        {leftOut && leftOut.length > 0 && <Entry label="Left out">{leftOut.join(' · ')}</Entry>}
        {settings && settings.length > 0 && <Entry label="Setting">{settings.join(' · ')}</Entry>}
        {behind !== undefined && (
          <Entry label="Behind it">
            <Behind address={behind} />
          </Entry>
        )}
        <Entry label="As of">
          {Object.entries(asOf).map(([source, time]) => (
            <span key={source} className="block">
              {nameOfSource(source)} {time === null ? 'not loaded yet' : formatMoment(time)}
            </span>
          ))}
          <span className="block">data version {dataVersion}</span>
        </Entry>
      </dl>
      {sql !== undefined && (
        <div>
          <div className="mb-1.5 flex items-center justify-between gap-2">
            <h3 className="text-small font-semibold">SQL that ran</h3>
            <CopyButton text={sql} what="the SQL" />
          </div>
          <CodeText label="SQL that ran" className="max-h-64 text-micro">
            {sql}
          </CodeText>
        </div>
      )}
      {elsewhere && <p className="text-small text-muted">{elsewhere}</p>}
      {links.length > 0 && (
        <p className="flex flex-wrap gap-x-4 gap-y-1 border-t border-border pt-3 text-small">
          {links.map(({ label, href }) => (
            <Link key={href} href={href} className="inline-flex min-h-6 items-center text-accent hover:underline">
              {label}
            </Link>
          ))}
        </p>
      )}
    </>
  )
}

function Fraction({ value, formula, numerator, denominator }: Definition) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-control bg-sunken px-3 py-2.5">
      <span className="tabular text-card font-semibold">{value}</span>
      <span>=</span>
      {numerator && denominator ? (
        <span className="min-w-0 grow basis-40 text-small">
          <span className="block border-b border-control pb-1">{numerator}</span>
          <span className="sr-only">divided by</span>
          <span className="block pt-1">{denominator}</span>
        </span>
      ) : (
        <span className="min-w-0 grow basis-40 text-small">{formula}</span>
      )}
    </div>
  )
}

function Entry({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}
