'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Progress } from '@/components/ui/progress'
import type { FormAction } from '@/lib/authz/action'
import { formatCount } from '@/lib/format/numbers'
import { formatDuration } from '@/lib/format/durations'
import type { RunSummary } from '@/lib/refresh/status'

const EVERY_MS = 1_000

/** A run that is under way, asked about each second; when it has ended the page is drawn anew. */
export function Running({ run: initial, cancel }: { run: RunSummary; cancel: FormAction }) {
  const router = useRouter()
  const [run, setRun] = useState(initial)
  const [lost, setLost] = useState(false)
  const [result, submit, busy] = useActionState(cancel, null)

  useEffect(() => {
    const timer = setInterval(() => {
      void fetch(`/api/v1/refreshes/${initial.id}`)
        .then(async (response) => {
          // A comparison with the source leaves no run behind.
          if (response.status === 404) {
            clearInterval(timer)
            router.refresh()
            return
          }
          if (!response.ok) throw new Error(response.statusText)
          const now = (await response.json()) as RunSummary
          setLost(false)
          setRun(now)
          if (!now.running) {
            clearInterval(timer)
            router.refresh()
          }
        })
        .catch(() => setLost(true))
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [initial.id, router])

  const step = lost ? 'No answer from the server; trying again' : (run.step ?? 'Working')
  return (
    <div className="flex flex-col gap-2 rounded-control bg-info-soft p-3">
      <div className="flex items-center justify-between gap-3">
        <p aria-live="polite" className="font-[550]">
          Run {run.id}: {step}
        </p>
        <form action={submit}>
          <input type="hidden" name="run" value={run.id} />
          <Button
            type="submit"
            size="small"
            kind="quiet"
            busy={busy}
            disabled={busy || run.cancelRequested || result?.ok === true}
          >
            {run.cancelRequested || result?.ok ? 'Cancelling' : 'Cancel'}
          </Button>
        </form>
      </div>
      {/* Once the run has taken the wish up, its button says so; a refusal has no other place. */}
      <p role="status" className="text-small text-negative empty:hidden">
        {result?.ok === false && result.message}
      </p>
      <Progress label={`Progress of run ${run.id}`} percent={run.percent} />
      <p className="text-small text-muted tabular">
        {formatCount(run.rowsRead)} rows read
        {run.rowsPerSecond !== null && `, ${formatCount(run.rowsPerSecond)} a second`}
        {run.seconds !== null && `, ${formatDuration(run.seconds)}`}
        {run.percent !== null && ` · ${run.percent} %`}
      </p>
    </div>
  )
}
