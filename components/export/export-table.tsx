/** What somebody made, newest first: how far it is, how large, until when it is kept, and what can be done with it. */
import { Download, X } from 'lucide-react'
import { ActionButton } from '@/components/ui/action-button'
import { Breakable } from '@/components/ui/breakable'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { FormResult } from '@/lib/authz/action'
import type { ListedExport } from '@/lib/exports/list'
import { formatBytes } from '@/lib/format/bytes'
import { formatMoment } from '@/lib/format/dates'
import { formats } from '@/lib/format/file-format'
import { formatCount } from '@/lib/format/numbers'
import { ExportState } from './export-state'

type Action = (previous: FormResult | null, form: FormData) => Promise<FormResult>

interface ExportTableProps {
  exports: readonly ListedExport[]
  cancel: Action
  remove: Action
}

const heads = ['What', 'Format', 'Rows', 'Size', 'State', 'Kept until', 'Actions'] as const
const numeric: readonly string[] = ['Rows', 'Size']

export function ExportTable({ exports, cancel, remove }: ExportTableProps) {
  return (
    <div
      role="region"
      aria-label="Your exports"
      tabIndex={0}
      className="-mx-4 -mb-4 overflow-x-auto border-t border-border focus-visible:outline-offset-[-2px]"
    >
      {/* The roles stay a table's where phones show each line as a block. */}
      <table role="table" className="tabular w-full border-separate border-spacing-0 max-tablet:block">
        <thead role="rowgroup" className="max-tablet:sr-only">
          <tr role="row">
            {heads.map((head) => (
              <th
                key={head}
                scope="col"
                role="columnheader"
                className={cn(
                  'h-9 border-b border-border-strong px-3 text-left text-small font-[550] whitespace-nowrap text-muted first:pl-4 last:pr-4',
                  numeric.includes(head) && 'text-right',
                )}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="max-tablet:block">
          {exports.map((line) => (
            <Line key={line.id} line={line} cancel={cancel} remove={remove} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const cellStyle =
  'border-b border-border px-3 py-2 align-top first:pl-4 last:pr-4 max-tablet:border-b-0 max-tablet:p-0 max-tablet:first:pl-0 max-tablet:last:pr-0'

function Line({ line, cancel, remove }: { line: ListedExport; cancel: Action; remove: Action }) {
  const { id, name, format, state, rows, bytes, createdAt, expiresAt } = line
  const statement = line.kind === 'sql' ? new URLSearchParams(line.search).get('statement') : null
  const isUnderWay = state === 'queued' || state === 'running'
  const counts = state !== 'queued' && state !== 'failed' && state !== 'cancelled'
  return (
    <tr
      role="row"
      className="max-tablet:flex max-tablet:flex-wrap max-tablet:items-center max-tablet:gap-x-4 max-tablet:gap-y-2 max-tablet:border-b max-tablet:border-border max-tablet:px-4 max-tablet:py-3"
    >
      <th scope="row" role="rowheader" className={cn(cellStyle, 'min-w-56 text-left font-normal max-tablet:w-full')}>
        <span className="block font-[550] break-words">
          <Breakable name={name} />
        </span>
        <span className="text-small break-words text-muted" title={statement ?? line.search}>
          asked for {formatMoment(createdAt)}
          {statement !== null ? ` · ${beginningOf(statement)}` : line.search !== '' && ' · filtered'}
        </span>
      </th>
      <td role="cell" className={cn(cellStyle, 'whitespace-nowrap')}>
        {formats[format].label}
      </td>
      <Fact className="text-right" text={counts ? formatCount(rows) : null} unit="rows" />
      <Fact className="text-right" text={counts ? formatBytes(bytes) : null} />
      <td role="cell" className={cn(cellStyle, isUnderWay && 'min-w-44')}>
        <ExportState line={line} />
      </td>
      <Fact text={state === 'ready' ? formatMoment(expiresAt) : null} before="kept until" />
      <td role="cell" className={cn(cellStyle, 'max-tablet:w-full')}>
        <div className="flex items-center gap-2">
          {state === 'ready' && (
            <>
              <Button asChild size="small">
                <a href={`/export/files/${id}`} download aria-label={`Download ${name}, ${formats[format].label}`}>
                  <Download aria-hidden />
                  Download
                </a>
              </Button>
              <Button asChild size="small" kind="quiet">
                <a href={`/export/files/${id}?manifest=1`} download aria-label={`Manifest of ${name}`}>
                  Manifest
                </a>
              </Button>
            </>
          )}
          {isUnderWay ? (
            <ActionButton
              size="small"
              icon={<X aria-hidden />}
              action={cancel}
              values={{ export: id }}
              aria-label={`Cancel ${name}`}
            >
              Cancel
            </ActionButton>
          ) : (
            <ActionButton
              size="small"
              kind="quiet"
              action={remove}
              values={{ export: id }}
              aria-label={`Remove ${name}, ${formats[format].label}`}
            >
              Remove
            </ActionButton>
          )}
        </div>
      </td>
    </tr>
  )
}

/** Enough to tell one statement that has no name from the next. */
function beginningOf(statement: string): string {
  const line = statement.replace(/\s+/g, ' ').trim()
  return line.length > 80 ? `${line.slice(0, 80)}…` : line
}

/** Without its head, as on phones, a number says what it counts. */
function Fact({
  text,
  unit,
  before,
  className,
}: {
  text: string | null
  unit?: string
  before?: string
  className?: string
}) {
  return (
    <td role="cell" className={cn(cellStyle, 'whitespace-nowrap', text === null && 'max-tablet:hidden', className)}>
      {before && <span className="tablet:hidden">{before} </span>}
      {text ?? '–'}
      {unit && <span className="tablet:hidden"> {unit}</span>}
    </td>
  )
}
