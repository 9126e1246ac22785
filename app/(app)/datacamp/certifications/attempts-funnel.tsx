import { Funnel } from '@/components/charts/funnel'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { numberOf } from '@/lib/format/number-of'
import type { CertificationsViewOf } from './certifications-view'

const versions = [
  { key: 'v2', label: 'Version 2: exam, then practical exam' },
  { key: 'v1', label: 'Version 1: assessments, then coding challenge' },
] as const

/** How far resolved attempts got, both versions apart; open ones lie beside them, for they may still get further. */
export function AttemptsFunnel({ view }: { view: CertificationsViewOf<'funnel'> }) {
  const { data, filters, page, period } = view
  const funnels = versions.flatMap(({ key, label }) => {
    const [resolved, open] = (['resolved', 'open'] as const).map((segment) =>
      data.funnel.filter((row) => row.version === key && row.segment === segment),
    )
    const stages = (resolved?.length ? resolved : open) ?? []
    if (stages.length === 0) return []
    const href = `${page}?${filterParams(narrow(filters, { certification_version: key }))}`
    return [
      {
        key,
        label,
        stages: stages.map(({ stage, position }) => {
          // A stage behind the last one was reached by nobody; a hidden number stays unknown.
          const at = (rows: typeof resolved, place: number) => {
            const row = rows?.find((candidate) => candidate.position === place)
            return row === undefined ? 0 : numberOf(row.attempts)
          }
          const reached = at(resolved, Number(position))
          const here = at(open, Number(position))
          const further = at(open, Number(position) + 1)
          return {
            key: String(position),
            label: String(stage),
            count: reached,
            open: here === null || further === null ? null : here - further,
            hidden: reached === null,
            href,
          }
        }),
      },
    ]
  })
  return (
    <Funnel
      id="funnel"
      className="charts:col-span-8"
      title="How far attempts get"
      about="Resolved attempts of the registrations of the period, by the furthest stage. A version narrows the page."
      period={period}
      what="Stage"
      measure="Resolved attempts"
      funnels={funnels}
      openLabel="Still open, stopped here so far"
      openApart
      note="Resolved: granted, or expired when the data was loaded. Shares are of resolved attempts; open ones are in none of them."
      empty={{
        title: 'No registration in this period',
        text: 'Nobody registered for a certification under these filters. Choose a longer period or fewer filters.',
      }}
      definition="/catalogue/certification_funnel"
    />
  )
}
