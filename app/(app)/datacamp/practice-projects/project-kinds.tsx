import { Bars } from '@/components/charts/bars'
import { notSet } from '@/lib/filters/filters'
import { formatCount } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { PracticeProjectsViewOf } from './practice-projects-view'

const kinds = [
  { key: 'guided', label: 'Guided' },
  { key: 'unguided', label: 'Unguided' },
  { key: notSet, label: 'Unknown projects' },
]

/** Guided and unguided projects apart, those of a certification marked. */
export function ProjectKinds({ view }: { view: PracticeProjectsViewOf<'kinds'> }) {
  const { data, period } = view
  const rows = kinds.flatMap(({ key, label }) => {
    const found = data.guidance.find(({ guided }) => guided === key)
    return found === undefined || found.project_starts === 0 ? [] : [{ key, label, became: found }]
  })
  return (
    <Bars
      id="guidance"
      className="charts:col-span-5"
      title="Guided and unguided projects"
      about="Projects started in the period, and what became of them by now."
      period={period}
      what="Kind of project"
      measure="Started"
      format="count"
      states={[
        { key: 'completed', label: 'Completed', color: 'ink' },
        { key: 'open', label: 'Still open', color: 'other', hatched: true },
      ]}
      rows={rows.map(({ key, label, became }) => ({
        key,
        label,
        values: [became.project_starts_completed, became.project_starts_open],
        hidden: became.project_starts_completed === null || became.project_starts_open === null,
        small: isSmallSample(became.project_starts),
      }))}
      note={rows.length > 0 && ofCertifications(data.forCertification)}
      definition="/catalogue/project_starts"
    />
  )
}

type Became = PracticeProjectsViewOf<'kinds'>['data']['forCertification']

/** No row of its own: it would be counted twice in the legend. */
function ofCertifications({ project_starts: starts, project_starts_completed: completed }: Became): string {
  if (starts === 0) return 'None of them is for a certification.'
  if (starts === null) return 'How many of them are for a certification is hidden: fewer than 5 people.'
  const done = completed === null ? 'how many are completed is hidden' : `${formatCount(completed)} completed`
  return `Of these, ${formatCount(starts)} for a certification, whose exam they are part of: ${done}.`
}
