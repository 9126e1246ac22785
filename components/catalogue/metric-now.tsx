import { nameOfSource } from '@/components/shell/source-names'
import { Card } from '@/components/ui/card'
import { CodeText } from '@/components/ui/code-text'
import { CopyButton } from '@/components/metrics/copy-button'
import { formatMoment, formatPeriod } from '@/lib/format/dates'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, type ValueFormat } from '@/lib/format/numbers'
import { formatValueWithUnit } from '@/lib/format/value'

interface Answer {
  readonly metric: { readonly unit: string; readonly format: ValueFormat }
  readonly period: { readonly from: string; readonly to: string }
  readonly value: unknown
  readonly numerator: unknown
  readonly denominator: unknown
  readonly behind: readonly { readonly metric: string; readonly people: number | null; readonly rows: number | null }[]
  readonly sql: string
  readonly as_of: Readonly<Record<string, string | null>>
  readonly data_version: number
}

/** The number as it stands, with what it rests on and the statement that gave it. */
export function MetricNow({ answer }: { answer: Answer }) {
  const { metric, period, value, numerator, denominator, behind, sql } = answer
  const asOf = Object.entries(answer.as_of).filter(([, time]) => time !== null)
  return (
    <Card title="Now" about={formatPeriod(period.from, period.to)}>
      <p className="tabular text-page font-semibold">{formatValueWithUnit(numberOf(value), metric.format)}</p>
      {numerator !== null && (
        <p className="text-small text-muted">
          {formatCount(numberOf(numerator))} of {formatCount(numberOf(denominator))}
        </p>
      )}
      <ul className="mt-2 text-small text-muted">
        {behind.map((one) => (
          <li key={one.metric}>
            {one.rows === null ? 'Too few people to say' : `${formatCount(one.rows)} rows`}
            {one.people !== null && ` of ${formatCount(one.people)} people`} behind{' '}
            <code className="font-mono">{one.metric}</code>
          </li>
        ))}
        <li>
          {asOf.map(([source, time]) => `${nameOfSource(source)} as of ${formatMoment(time)}`).join(' · ') ||
            'Nothing loaded yet'}{' '}
          · data version {answer.data_version}
        </li>
      </ul>
      <details className="mt-3">
        <summary className="cursor-pointer text-small font-semibold">SQL that ran</summary>
        <div className="mt-2 flex justify-end">
          <CopyButton text={sql} what="the SQL" />
        </div>
        <CodeText label="SQL that ran" className="max-h-96 text-micro">
          {sql}
        </CodeText>
      </details>
    </Card>
  )
}
