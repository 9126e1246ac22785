'use client'

import { useEffect, useState } from 'react'

interface Answer<T> {
  readonly url: string
  readonly value: T | null
  readonly problem: string | null
}

/** Whoever holds a key down walks past rows that nobody reads. */
const WALKING_MS = 60
/** Between the letters of a word. */
export const TYPING_MS = 250

/** What the API answers to an address. The last answer stays until the next one is there; null asks nothing. */
export function useAnswer<T>(url: string | null, waitMs = WALKING_MS) {
  const [answer, setAnswer] = useState<Answer<T> | null>(null)
  useEffect(() => {
    if (url === null) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      ask<T>(url, stop.signal).then(setAnswer, () => {
        if (!stop.signal.aborted) setAnswer({ url, value: null, problem: 'The server could not be reached.' })
      })
    }, waitMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [url, waitMs])
  const { value = null, problem = null } = answer ?? {}
  return { value, problem, busy: url !== null && answer?.url !== url, of: answer?.url ?? null }
}

async function ask<T>(url: string, signal: AbortSignal): Promise<Answer<T>> {
  const response = await fetch(url, { signal, headers: { accept: 'application/json' } })
  const body: unknown = await response.json()
  if (response.ok) return { url, value: body as T, problem: null }
  const { detail, title } = body as { detail?: string; title?: string }
  return { url, value: null, problem: detail ?? title ?? `The server answered ${response.status}.` }
}
