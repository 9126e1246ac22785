'use client'

import { useEffect, useRef, useState } from 'react'
import type { SqlRefusal } from '@/lib/sql/answer'
import type { SqlResult } from '@/lib/sql/run'

export type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly what: 'run' | 'plan' }
  | { readonly kind: 'rows'; readonly statement: string; readonly result: SqlResult }
  | { readonly kind: 'plan'; readonly lines: readonly string[] }
  /** `statement`: what was sent, because the editor's text goes on changing. */
  | { readonly kind: 'refused'; readonly statement: string; readonly refusal: SqlRefusal }

const plain = (title: string): SqlRefusal => ({ title, position: null, hint: null })

/** Sends statements one after the other; what is under way can be cancelled, and the server then stops it in the database. */
export function useStatement() {
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' })
  const current = useRef<AbortController>(null)

  // Whoever leaves the page waits for no answer, and the next statement not for this one.
  useEffect(() => () => current.current?.abort(), [])

  async function send(what: 'run' | 'plan', statement: string): Promise<void> {
    current.current?.abort()
    const controller = new AbortController()
    current.current = controller
    setOutcome({ kind: 'running', what })
    const found = await ask(what, statement, controller.signal)
    if (current.current === controller) setOutcome(found)
  }

  function cancel(): void {
    current.current?.abort()
  }

  return { outcome, send, cancel }
}

async function ask(what: 'run' | 'plan', statement: string, signal: AbortSignal): Promise<Outcome> {
  try {
    const response = await fetch(`/api/sql/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ statement }),
      signal,
    })
    const body: unknown = await response.json().catch(() => null)
    if (response.ok && what === 'run') return { kind: 'rows', statement, result: body as SqlResult }
    if (response.ok) return { kind: 'plan', lines: (body as { plan: readonly string[] }).plan }
    return { kind: 'refused', statement, refusal: refused(response.status, body) }
  } catch {
    const title = signal.aborted
      ? 'The statement was cancelled.'
      : 'The server could not be reached. Run the statement again.'
    return { kind: 'refused', statement, refusal: plain(title) }
  }
}

/** Our own refusals have a place; problems of the request, such as an ended session, have a detail. */
function refused(status: number, body: unknown): SqlRefusal {
  const { title, detail, position = null, hint = null } = (body ?? {}) as Partial<SqlRefusal> & { detail?: string }
  if (status === 401) return plain('Your session has ended. Sign in again in another tab, then run the statement.')
  return { title: detail ?? title ?? `The server answered ${status}.`, position, hint }
}
