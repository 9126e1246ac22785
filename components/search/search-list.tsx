'use client'

import { Command } from 'cmdk'
import { SearchIcon } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Dialog } from 'radix-ui'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { useAnswer } from '@/components/explorer/use-answer'
import { Button } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import { formatCounted } from '@/lib/format/numbers'
import type { HitGroup } from '@/lib/search/hit'

/** Shorter than in a form: every letter is meant to show something. */
const PAUSE_MS = 150

interface Chosen {
  readonly value: string
  /** The address that the answer is to. */
  readonly of: string | null
}

/** What is typed, and what is called like it; arrows and Enter go there. */
export function SearchList({ onClose }: { onClose: () => void }) {
  const router = useRouter()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Chosen>({ value: '', of: null })
  const asked = text.trim()
  const url = `/api/v1/search${asked === '' ? '' : `?${new URLSearchParams({ q: asked })}`}`
  const answer = useAnswer<{ groups: readonly HitGroup[] }>(url, PAUSE_MS)
  const { problem, busy: waiting, of } = answer
  const groups = answer.value?.groups ?? []
  const hits = groups.reduce((sum, group) => sum + group.hits.length, 0)
  // A choice is one of an answer: of the next answer it is the first one, which is the nearest.
  const values = groups.flatMap(({ title, hits: found }) => found.map(({ href }) => valueOf(title, href)))
  const current = chosen.of === of && values.includes(chosen.value) ? chosen.value : (values[0] ?? '')
  const root = useRef<HTMLDivElement>(null)
  useChosenTold(root, current)
  return (
    <Command
      ref={root}
      label="Search"
      shouldFilter={false}
      loop
      value={current}
      onValueChange={(next) => setChosen({ value: next, of })}
      vimBindings={false}
      onKeyDown={(event) => {
        // What is listed answers what was typed before.
        if (event.key === 'Enter' && waiting) event.preventDefault()
      }}
      className="flex min-h-0 flex-col"
    >
      <div className="flex items-center gap-2.5 border-b border-border px-4">
        {waiting ? <Spinner /> : <SearchIcon aria-hidden className="size-4 shrink-0 text-muted" />}
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          maxLength={100}
          placeholder="Search people, teams, courses, tables, pages"
          className="h-12 min-w-0 grow bg-transparent text-lead outline-none placeholder:text-muted"
        />
        <Dialog.Close asChild>
          <Button
            kind="quiet"
            size="small"
            onKeyDown={(event) => {
              // The list would take it for a choice.
              if (event.key === 'Enter') event.stopPropagation()
            }}
          >
            <span className="max-tablet:hidden">Esc</span>
            <span className="sr-only max-tablet:not-sr-only">Close</span>
          </Button>
        </Dialog.Close>
      </div>
      <p role="status" className="sr-only">
        {!waiting && problem === null && formatCounted(hits, 'result', 'results')}
      </p>
      {problem !== null && (
        <p role="alert" className="p-4 text-body text-negative">
          {problem}
        </p>
      )}
      {problem === null && !waiting && hits === 0 && (
        <p className="p-4 text-body text-muted">
          Nothing you may see is called “{asked}”. A part of the name is enough; e-mail addresses work too.
        </p>
      )}
      {/* Hidden while empty: a list box without choices is none. */}
      <Command.List
        hidden={groups.length === 0}
        aria-busy={waiting}
        label="Results"
        className="min-h-0 overflow-y-auto p-2"
      >
        <HitGroups
          groups={groups}
          onGo={(href) => {
            onClose()
            router.push(href)
          }}
        />
      </Command.List>
    </Command>
  )
}

function HitGroups({ groups, onGo }: { groups: readonly HitGroup[]; onGo: (href: string) => void }) {
  return (
    <>
      {groups.map(({ title, hits: found }) => (
        <Command.Group
          key={title}
          heading={title}
          className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:font-[550] [&_[cmdk-group-heading]]:text-muted"
        >
          {found.map(({ text: name, detail, href }) => (
            <Command.Item
              key={href}
              value={valueOf(title, href)}
              onSelect={() => onGo(href)}
              className="flex min-h-9 cursor-pointer items-center gap-3 rounded-control px-2 py-1 data-[selected=true]:bg-accent-soft max-tablet:min-h-11"
            >
              <span className="min-w-0 truncate font-[550]">{name}</span>
              <span className="ml-auto min-w-0 truncate text-small text-muted">{detail}</span>
            </Command.Item>
          ))}
        </Command.Group>
      ))}
    </>
  )
}

/** cmdk tells screen readers of the chosen one after an arrow key only, and goes on naming it when it is gone. */
function useChosenTold(root: RefObject<HTMLElement | null>, chosen: string): void {
  useEffect(() => {
    const items = [...(root.current?.querySelectorAll('[cmdk-item]') ?? [])]
    const id = items.find((item) => item.getAttribute('data-value') === chosen)?.id
    for (const part of root.current?.querySelectorAll('[cmdk-input], [cmdk-list]') ?? []) {
      if (id) part.setAttribute('aria-activedescendant', id)
      else part.removeAttribute('aria-activedescendant')
    }
  })
}

/** A page may stand in two groups. */
function valueOf(group: string, href: string): string {
  return `${group} ${href}`
}
