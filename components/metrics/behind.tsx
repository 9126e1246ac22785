'use client'

import { useEffect, useState } from 'react'
import { formatCount } from '@/lib/format/numbers'

interface Part {
  readonly metric: string
  readonly people: number | null
  readonly rows: number | null
}

/** Who and what stands behind a number; counted when somebody asks, because it is read from the facts themselves. */
export function Behind({ address }: { address: string }) {
  const [parts, setParts] = useState<readonly Part[] | 'counting' | 'failed'>('counting')
  useEffect(() => {
    const asked = new AbortController()
    fetch(address, { signal: asked.signal, headers: { accept: 'application/json' } })
      .then(async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status))
        setParts(((await answer.json()) as { behind: readonly Part[] }).behind)
      })
      .catch(() => {
        if (!asked.signal.aborted) setParts('failed')
      })
    return () => asked.abort()
  }, [address])

  if (parts === 'counting') return <span className="text-muted">Counting …</span>
  if (parts === 'failed') return <span className="text-muted">Could not be counted now.</span>
  return parts.map(({ metric, people, rows }) => (
    <span key={metric} className="block">
      {rows === null ? 'Too few people to say' : `${formatCount(rows)} rows`}
      {people !== null && ` of ${formatCount(people)} people`}
      {parts.length > 1 && <code className="ml-1 font-mono text-muted">{metric}</code>}
    </span>
  ))
}
