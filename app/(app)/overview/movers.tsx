import { DotRange } from '@/components/charts/dot-range'
import { teamLabels } from '@/components/filters/team-labels'
import { compareLabel } from '@/components/reports/compare-label'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { changeInWords } from '@/lib/format/change'
import { isSmallSample } from '@/lib/format/small-sample'
import type { Mover, Movers as MoversOf } from '@/lib/reports/movers'
import type { OverviewView } from './overview-view'

const words = {
  team: { one: 'team', many: 'Teams', page: '/learning-activity' },
  technology: { one: 'technology', many: 'Technologies', page: '/learning-activity' },
  course: { one: 'course', many: 'Skilljar courses', page: '/skilljar/courses' },
} as const

interface MoversProps<K extends string | number> {
  view: OverviewView
  what: keyof typeof words
  /** Null: nothing to compare with was chosen. */
  movers: MoversOf<K> | null
  people: ReadonlyMap<K, number | null>
}

/** The largest rises from the top, the largest falls from the bottom. */
export function Movers<K extends string | number>({ view, what, movers, people }: MoversProps<K>) {
  const { filters, period } = view
  const { one, many } = words[what]
  const labels = teamLabels(view.data.choices.teams)
  const rows = movers ? [...movers.rises, ...movers.falls.toReversed()] : []
  const rowOf = ({ key, name, now, before }: Mover<K>) => {
    const n = people.has(key) ? (people.get(key) ?? null) : 0
    return {
      key: String(key),
      label: (typeof key === 'number' ? labels.get(key) : undefined) ?? name,
      value: now,
      before,
      n,
      small: isSmallSample(n),
      href: `${words[what].page}?${filterParams(narrow(filters, { [what]: key }))}`,
    }
  }
  const [rise, fall] = [movers?.rises[0], movers?.falls[0]]
  return (
    <DotRange
      id={`${one}-movers`}
      className="charts:col-span-6"
      title={`${many} that moved most`}
      about={`Learning hours (dot) and those of the comparison period (ring), the largest rise first. Click a ${one} to open it.`}
      period={period}
      what={`${one.charAt(0).toUpperCase()}${one.slice(1)}`}
      measure="Learning hours"
      format="hours"
      xUnit="Hours"
      fromZero
      compareLabel={compareLabel(filters)}
      rows={rows.map(rowOf)}
      empty={
        movers
          ? {
              title: 'Nothing moved',
              text: 'Hours are the same in both periods, or there are none under these filters.',
            }
          : { title: 'Nothing to compare with', text: 'Choose a period to compare with in the filters above.' }
      }
      note={[
        rise && `Largest rise: ${inWords(rise, labels)}.`,
        fall && `Largest fall: ${inWords(fall, labels)}.`,
        rows.length > 0 && 'n: active learners; below 10 grey.',
      ]
        .filter(Boolean)
        .join(' ')}
      definition="/catalogue/learning_hours"
    />
  )
}

function inWords<K>({ key, name, now, before }: Mover<K>, labels: ReadonlyMap<number, string>): string {
  const label = (typeof key === 'number' ? labels.get(key) : undefined) ?? name
  const change = changeInWords(now, before, 'hours')
  return change ? `${label}, ${change.text.toLowerCase()} ${change.from}` : label
}
