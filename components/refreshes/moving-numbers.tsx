import { cn } from '@/components/ui/cn'
import { formatCount, formatDecimal } from '@/lib/format/numbers'

export interface MovingNumber {
  readonly label: string
  readonly now: number
  readonly after: number
}

/** Headline numbers as they are and as they would be, so that a decision can be made by its effect. */
export function MovingNumbers({ numbers }: { numbers: readonly MovingNumber[] }) {
  return (
    <table className="w-full tabular">
      <caption className="pb-1 text-left text-body font-[550]">Numbers that would move</caption>
      <thead>
        <tr className="text-small text-muted">
          <th scope="col" className="border-b border-border py-1 text-left font-normal">
            Number
          </th>
          <th scope="col" className="border-b border-border py-1 text-right font-normal">
            Now
          </th>
          <th scope="col" className="border-b border-border py-1 text-right font-normal">
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {numbers.map(({ label, now, after }) => (
          <tr key={label}>
            <th scope="row" className="border-b border-border py-1.5 pr-2 text-left font-normal">
              {label}
            </th>
            <td className="border-b border-border py-1.5 text-right">{write(now)}</td>
            <td
              className={cn(
                'border-b border-border py-1.5 pl-3 text-right',
                now !== after && 'font-semibold',
                after < now * 0.8 && 'text-warning',
              )}
            >
              {write(after)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function write(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : formatDecimal(value, 1)
}
