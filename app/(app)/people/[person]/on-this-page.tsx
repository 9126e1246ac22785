import { formatCount } from '@/lib/format/numbers'
import { personLists } from '@/lib/reports/person-lists'
import type { PersonRows } from '@/lib/reports/read-person'
import { listWords } from './list-words'

/** The page is long: to its lists, with how much is in each. */
export async function OnThisPage({ lists }: { lists: Promise<PersonRows> }) {
  // The card of the lists says that they could not be read.
  const read = await lists.catch(() => null)
  const filled = personLists.filter((name) => read !== null && read[name].length > 0)
  if (read === null || filled.length === 0) return null
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
          <span className="tabular text-muted">{formatCount(read[name].length)}</span>
        </a>
      ))}
    </nav>
  )
}
