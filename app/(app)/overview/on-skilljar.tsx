import Link from 'next/link'
import { Card } from '@/components/ui/card'
import { filterParams } from '@/lib/filters/url'
import { changeInWords } from '@/lib/format/change'
import { formatCount } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { formatValue } from '@/lib/format/value'
import { metrics } from '@/lib/metrics/names'
import { onSkilljar } from '@/lib/reports/definitions/overview'
import type { CardData, OverviewView } from './overview-view'

type Figure = (typeof onSkilljar)[number]

/** What each is told as here, and the page about it. */
const lines = {
  enrolments: { label: 'Enrolments in courses', page: '/skilljar/courses' },
  certificates_issued: { label: 'Certificates issued', page: '/skilljar/courses' },
  quiz_pass_rate: { label: 'Quizzes passed at first try', page: '/skilljar/quizzes' },
  path_completions: { label: 'Paths completed', page: '/skilljar/paths' },
  vilt_attendance_rate: { label: 'Live training attended', page: '/skilljar/live-training' },
  scorm_completion_rate: { label: 'SCORM modules completed', page: '/skilljar/scorm' },
} as const satisfies Record<Figure, { label: string; page: string }>

const further = [
  { label: 'Commerce', page: '/skilljar/commerce' },
  { label: 'Access & groups', page: '/skilljar/access-groups' },
  { label: 'Expiry calendar', page: '/expiries' },
] as const

interface OnSkilljarProps {
  view: OverviewView
  data: NonNullable<CardData<'onSkilljar'>>
}

/** A line per subject that has a page of its own. */
export function OnSkilljar({ view: { filters, period }, data: { totals, former } }: OnSkilljarProps) {
  const address = filterParams(filters)
  return (
    <Card
      id="skilljar"
      title="On Skilljar"
      about={`${period}, beside the hours. A line opens the page about it.`}
      className="charts:col-span-6"
      footer={
        <span className="flex flex-wrap gap-x-4">
          {further.map(({ label, page }) => (
            <Link key={page} href={`${page}?${address}`} className="text-accent hover:underline">
              {label}
            </Link>
          ))}
        </span>
      }
    >
      <ul className="-mx-4 -mt-1 -mb-4 flex grow flex-col">
        {onSkilljar.map((name) => (
          <li key={name} className="flex grow flex-col border-b border-border last:border-b-0">
            <Link
              href={`${lines[name].page}?${address}`}
              className="flex min-h-13 grow items-center justify-between gap-4 px-4 py-1.5 hover:bg-hover"
            >
              <span className="min-w-0">
                <span className="block font-[550]">{lines[name].label}</span>
                <span className="block text-small text-muted">{inWords(name, totals, former)}</span>
              </span>
              <span className="tabular shrink-0 text-card font-semibold">{valueOf(name, totals)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}

type Totals = Readonly<Record<string, unknown>>

const numberIn = (totals: Totals | null, name: string): number | null => {
  const value = totals?.[name]
  return typeof value === 'number' ? value : null
}

function valueOf(name: Figure, totals: Totals): string {
  const value = numberIn(totals, name)
  if (value !== null) return formatValue(value, metrics[name].format)
  // A rate of nothing is undefined and hides nothing.
  return numberIn(totals, `${name}_denominator`) === 0 ? '–' : totals['suppressed'] === true ? 'Hidden' : '–'
}

/** "Up 8.4 % from 1,039", or what a rate is of. */
function inWords(name: Figure, totals: Totals, former: Totals | null): string {
  const [some, of] = [numberIn(totals, `${name}_numerator`), numberIn(totals, `${name}_denominator`)]
  const formerOf = numberIn(former, `${name}_denominator`)
  const change =
    of !== null && (isSmallSample(of) || (formerOf !== null && isSmallSample(formerOf)))
      ? null
      : changeInWords(numberIn(totals, name), numberIn(former, name), metrics[name].format)
  const changed = change && (change.direction === 'same' ? change.text : `${change.text} ${change.from}`)
  if (some === null || of === null) return changed ?? metrics[name].description
  const share = `${formatCount(some)} of ${formatCount(of)}`
  return changed === null ? share : `${share}, ${changed.charAt(0).toLowerCase()}${changed.slice(1)}`
}
