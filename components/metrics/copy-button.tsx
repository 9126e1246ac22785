'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

type State = 'rest' | 'copied' | 'refused'
const words: Record<State, string> = { rest: 'Copy', copied: 'Copied', refused: 'Select and copy by hand' }

export function CopyButton({ text, what }: { text: string; what: string }) {
  const [state, setState] = useState<State>('rest')
  const copy = async () => {
    // Browsers refuse the clipboard on addresses without TLS.
    const next = await navigator.clipboard?.writeText(text).then(
      (): State => 'copied',
      (): State => 'refused',
    )
    setState(next ?? 'refused')
    setTimeout(() => setState('rest'), 2_000)
  }
  return (
    <>
      <Button
        size="small"
        aria-label={`Copy ${what}`}
        icon={state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
        onClick={() => void copy()}
      >
        {words[state]}
      </Button>
      <span role="status" className="sr-only">
        {state === 'rest' ? '' : words[state]}
      </span>
    </>
  )
}
