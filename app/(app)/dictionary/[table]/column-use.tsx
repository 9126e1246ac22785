import Link from 'next/link'
import { formatCounted } from '@/lib/format/numbers'
import type { ColumnUse, ReadNumber } from '@/lib/dictionary/lineage'

/** From a column to the numbers that are read from it, and from each to its pages. */
export function ColumnUseList({ use }: { use: ColumnUse | undefined }) {
  if (!use || (use.numbers.length === 0 && use.groupings.length === 0)) return null
  const grouped = use.groupings.length > 0 && `Numbers are grouped by it (${use.groupings.join(', ')}).`
  if (use.numbers.length === 0) return <p className="text-small text-muted">{grouped}</p>
  const pages = new Set(use.numbers.flatMap(({ pages: shown }) => shown.map(({ slug }) => slug)))
  return (
    <details className="text-small">
      <summary className="min-h-6 w-fit cursor-pointer content-center text-muted hover:text-text">
        Read for {formatCounted(use.numbers.length, 'number', 'numbers')} on{' '}
        {formatCounted(pages.size, 'page', 'pages')}. {grouped}
      </summary>
      <ul className="flex flex-col gap-0.5 border-l border-border pl-3">
        {use.numbers.map((number) => (
          <NumberRead key={number.id} number={number} />
        ))}
      </ul>
    </details>
  )
}

function NumberRead({ number: { id, label, pages } }: { number: ReadNumber }) {
  const link = 'inline-flex min-h-6 items-center text-accent hover:underline'
  return (
    <li className="flex flex-wrap items-center gap-x-2">
      <Link href={`/catalogue/${id}`} prefetch={false} className={link}>
        {label}
      </Link>
      <span aria-hidden className="text-subtle">
        →
      </span>
      {pages.length === 0 && <span className="text-muted">no page; the API answers it</span>}
      {pages.map(({ slug, path, title }) => (
        <Link key={slug} href={path} prefetch={false} className={link}>
          {title}
        </Link>
      ))}
    </li>
  )
}
