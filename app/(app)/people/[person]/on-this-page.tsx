import { formatCount } from '@/lib/format/numbers'
import { personLists } from '@/lib/reports/person-lists'
import type { PersonData } from '@/lib/reports/read-person'
import { listWords } from './list-words'

/** The page is long: to its lists, with how much is in each. */
export function OnThisPage({ data }: { data: PersonData }) {
  const filled = personLists.filter((name) => data.lists[name].length > 0)
  if (filled.length === 0) return null
  return (
    <nav aria-label="On this page" data-print="hide" className="-mt-2 flex flex-wrap gap-x-4 gap-y-1 text-small">
      <a href="#timeline" className="inline-flex min-h-6 items-center text-accent hover:underline">
        Timeline
      </a>
      {filled.map((name) => (
        <a
          key={name}
          href={`#${name.replace('person_', '')}`}
          className="inline-flex min-h-6 items-center gap-1 text-accent hover:underline"
        >
          {listWords[name].title}
          <span className="tabular text-muted">{formatCount(data.lists[name].length)}</span>
        </a>
      ))}
    </nav>
  )
}
