import { formatCount } from '@/lib/format/numbers'
import type { FacetValue } from '@/lib/explorer/facets'

interface FacetValueListProps {
  values: readonly FacetValue[]
  /** The ticked ones. */
  now: readonly (string | null)[]
  choose: (value: string | null) => void
}

/** Each with its rows, and a line as long as its share of the longest. */
export function FacetValueList({ values, now, choose }: FacetValueListProps) {
  const most = Math.max(1, ...values.map(({ rows }) => rows))
  return (
    <ul className="flex flex-col">
      {values.map(({ value, text, rows }) => (
        <li key={value ?? ' null'}>
          <label className="-mx-1.5 flex min-h-7 cursor-pointer items-start gap-2.5 rounded-control px-1.5 py-0.5 hover:bg-hover max-sidebar:min-h-10">
            <input
              type="checkbox"
              className="mt-0.5 size-4 shrink-0 accent-accent"
              checked={now.includes(value)}
              onChange={() => choose(value)}
            />
            <span className="min-w-0 grow">
              <span className="flex items-baseline justify-between gap-2">
                <FacetName value={value} text={text} />
                <span className="tabular text-small text-muted">{formatCount(rows)}</span>
              </span>
              <span
                aria-hidden
                className="block h-0.5 rounded-full bg-accent-line opacity-40 forced-colors:bg-[CanvasText]"
                style={{ width: `${(rows / most) * 100}%` }}
              />
            </span>
          </label>
        </li>
      ))}
    </ul>
  )
}

function FacetName({ value, text }: Pick<FacetValue, 'value' | 'text'>) {
  if (value === null) return <span className="text-muted italic">null</span>
  if (value === '') return <span className="text-muted italic">empty text</span>
  return (
    <span className="truncate" title={text ? `${text} ${value}` : value}>
      {text ?? value}
    </span>
  )
}
