import { CircleCheck, CircleX } from 'lucide-react'
import type { TestStep } from '@/lib/connectors/types'
import { formatMoment } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'

export function TestResult({ at, steps }: { at: string; steps: readonly TestStep[] }) {
  return (
    <div>
      <h3 className="mb-1 text-small font-semibold">Last test, {formatMoment(at)}</h3>
      <ul className="flex flex-col">
        {steps.map(({ name, ok, message, milliseconds }) => (
          <li key={name} className="flex items-start gap-2 py-1">
            {ok ? (
              <CircleCheck aria-label="Passed:" className="mt-0.5 size-4 shrink-0 text-positive" />
            ) : (
              <CircleX aria-label="Failed:" className="mt-0.5 size-4 shrink-0 text-negative" />
            )}
            <span className="min-w-0 grow">
              <span className="font-[550]">{name}.</span> {message}
            </span>
            <span className="text-small whitespace-nowrap text-muted tabular">{formatCount(milliseconds)} ms</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
