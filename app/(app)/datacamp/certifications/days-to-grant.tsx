import { Histogram } from '@/components/charts/histogram'
import { formatValue } from '@/lib/format/value'
import type { CertificationsViewOf } from './certifications-view'

export function DaysToGrant({ view }: { view: CertificationsViewOf<'days'> }) {
  const { bins, days } = view.data
  const { days_to_grant: median, days_to_grant_q1: lower, days_to_grant_q3: upper } = days.totals
  const inDays = (value: number) => formatValue(value, 'days')
  const middle = lower !== null && upper !== null ? { from: lower, to: upper } : undefined
  return (
    <Histogram
      id="days"
      className="charts:col-span-4"
      title="Days to certificate"
      about="Days from registration to the certificate, of the certificates granted in the period."
      period={view.period}
      unit="Certificates"
      xUnit="Days from registration"
      what="Days"
      bins={bins.map(({ from, to, certificates }) => ({
        label: `${from} to ${to} days`,
        from: Number(from),
        to: Number(to),
        count: typeof certificates === 'number' ? certificates : null,
      }))}
      middle={middle}
      marker={median === null ? undefined : { at: median, label: `Median ${inDays(median)} days` }}
      note={`${middle ? `Shaded: the middle half, ${inDays(middle.from)} to ${inDays(middle.to)} days. ` : ''}Only certificates: whoever gave up took no days.`}
      empty={{
        title: 'No certificate in this period',
        text: 'Nobody was granted a certificate under these filters. Choose a longer period or fewer filters.',
      }}
      definition="/catalogue/days_to_grant_distribution"
    />
  )
}
