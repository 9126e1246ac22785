import { Search, X } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { Input } from '@/components/ui/input'

interface TableSearchProps {
  /** "Find a course" */
  label: string
  text: string
  /** The page, and what else its address says: a search keeps it. */
  page: string
  keep: URLSearchParams
}

/** A plain form: the address carries the words, so that a search can be shared and works without scripts. */
export function TableSearch({ label, text, page, keep }: TableSearchProps) {
  return (
    <Form action={page} scroll={false} role="search" className="relative w-64 max-w-full max-tablet:w-full">
      {[...keep].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-subtle"
      />
      {/* Going back brings another text, which a field that is there already would not show. */}
      <Input
        key={text}
        name="search"
        defaultValue={text}
        maxLength={200}
        aria-label={label}
        placeholder={label}
        className="px-8"
      />
      {text !== '' && (
        <Link
          href={`${page}?${keep}`}
          scroll={false}
          aria-label="Clear the search"
          className="absolute top-1/2 right-1 inline-flex size-6 -translate-y-1/2 items-center justify-center rounded-control text-subtle hover:bg-hover hover:text-text"
        >
          <X aria-hidden className="size-3.5" />
        </Link>
      )}
    </Form>
  )
}
