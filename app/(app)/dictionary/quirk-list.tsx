import type { ToldQuirk } from '@/lib/dictionary/quirks-of'

/** What to look out for, each with who says so. */
export function QuirkList({ quirks }: { quirks: readonly ToldQuirk[] }) {
  if (quirks.length === 0) return null
  return (
    <ul className="flex flex-col gap-1">
      {quirks.map(({ text, source }) => (
        <li key={text} className="max-w-[96ch] border-l-2 border-warning pl-2 text-small">
          {text} <span className="text-muted">({source})</span>
        </li>
      ))}
    </ul>
  )
}
