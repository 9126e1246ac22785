/** The key figures of a report as a message says them: the numbers of the page, in its words. */
import { partsOf } from '@/components/reports/ratio-parts'
import { youngCohort } from '@/components/reports/young-cohort'
import { changeInWords } from '@/lib/format/change'
import { formatCount } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { formatValueWithUnit } from '@/lib/format/value'
import { metrics, type Metric, type MetricName } from '@/lib/metrics/names'
import type { Series } from '@/lib/metrics/series'
import type { ReportQuestion } from '@/lib/reports/question'
import type { Figure } from './view-content'

type Numbers = Readonly<Record<string, number | null | undefined>>

export function figuresOf(
  names: readonly MetricName[],
  { totals, comparison, asOf }: Series<MetricName>,
  { filters, report }: ReportQuestion,
): Figure[] {
  return names.map((name) => {
    const metric: Metric = metrics[name]
    const { label, format, cohort, tone } = metric
    const parts = partsOf(totals, name)
    const young = youngCohort(metric, parts?.denominator ?? null, filters, asOf)
    const value = young ? null : numberIn(totals, name)
    const before = comparison ? numberIn(comparison.totals, name) : null
    const sample = report.table.samples?.[name]
    const n = restsOn(totals, name, sample)
    const few = isFew(n) || (comparison !== null && isFew(restsOn(comparison.totals, name, sample)))
    const hidden = value === null && !young && totals.suppressed && (parts === null || hasHiddenPart(parts))
    return {
      name,
      label: cohort === undefined ? label : `${label}, ${filters.windowDays} days`,
      value,
      // A page says the value before only beside the value.
      before: few || value === null ? null : before,
      text: hidden ? 'Hidden' : formatValueWithUnit(value, format),
      change: few ? null : changeInWords(value, before, format),
      tone,
      note: noteOf(young?.why ?? null, { parts, n, hidden }),
    }
  })
}

interface Behind {
  readonly parts: ReturnType<typeof partsOf>
  readonly n: number | null
  readonly hidden: boolean
}

function noteOf(young: string | null, { parts, n, hidden }: Behind): string | null {
  if (young !== null) return young
  if (hidden) return 'Fewer than 5 people are behind it.'
  if (parts) return `${formatCount(parts.numerator)} of ${formatCount(parts.denominator)}`
  return n === null ? null : `n ${formatCount(n)}`
}

const numberIn = (totals: object, name: string) => (totals as Numbers)[name] ?? null

const hasHiddenPart = ({ numerator, denominator }: NonNullable<Behind['parts']>) =>
  numerator === null || denominator === null

/** How many are behind a rate, a median or the like; null where the number is a plain amount. */
function restsOn(totals: object, name: string, sample: MetricName | undefined): number | null {
  const parts = partsOf(totals, name)
  if (parts) return parts.denominator
  return sample === undefined ? null : numberIn(totals, sample)
}

/** Nothing at all is not few. */
const isFew = (n: number | null) => n !== 0 && isSmallSample(n)
