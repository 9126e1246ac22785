'use client'

import { Search } from 'lucide-react'
import { useState } from 'react'
import { Input } from '@/components/ui/input'
import { changed } from './table-address'
import { useAddress } from './use-address'

/** Words that must all stand somewhere in a row's text; the last one may be unfinished. */
export function TableFind({ table, asked }: { table: string; asked: string }) {
  const { search, follow, busy } = useAddress()
  const [seen, setSeen] = useState(asked)
  const [text, setText] = useState(asked)
  if (seen !== asked) {
    setSeen(asked)
    setText(asked)
  }
  return (
    <form
      role="search"
      aria-label={`Rows of ${table}`}
      className="relative w-56 max-tablet:w-full"
      onSubmit={(event) => {
        event.preventDefault()
        follow(changed(search, { q: text.trim() || null, cursor: null, row: null }))
      }}
    >
      <Search aria-hidden className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-subtle" />
      <Input
        type="search"
        aria-label="Search in this table"
        placeholder="Search in this table"
        aria-busy={busy || undefined}
        className="pl-8"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  )
}
