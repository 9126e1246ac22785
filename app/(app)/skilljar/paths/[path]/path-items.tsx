import { Bars } from '@/components/charts/bars'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { numberOf } from '@/lib/format/number-of'
import { formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { PathViewOf } from './path-view'

/** Course by course in the path's order: who completed it, who began it, and who never got there. */
export function PathItems({ view }: { view: PathViewOf<'items'> }) {
  const { data, filters, period } = view
  const { items } = data
  return (
    <Bars
      id="items"
      className="charts:col-span-7"
      title="Where people stop"
      about="Of those who enrolled in the period: who completed and who began each course. A row opens it among the courses."
      period={period}
      what="Course"
      measure="Enrolled"
      format="count"
      share
      overlaps
      states={[
        { key: 'completed', label: 'Completed', color: 'ink' },
        { key: 'begun', label: 'Begun only', color: 'other', hatched: true },
        { key: 'not', label: 'Not begun', color: 'empty' },
      ]}
      rows={items.map((row) => {
        const [begun, reached, completed] = [
          numberOf(row['begun']),
          numberOf(row['reached']),
          numberOf(row['completed']),
        ]
        const known = begun !== null && reached !== null && completed !== null
        return {
          key: String(row['step']),
          label: `${row['position']} ${row['step_name']}`,
          values: known ? [completed, reached - completed, begun - reached] : [null, null, null],
          note: known && begun > 0 ? `${formatPercent(completed / begun)} completed` : undefined,
          hidden: !known,
          small: isSmallSample(begun),
          ...(row['course'] !== null && {
            href: `/skilljar/courses?${filterParams(narrow({ ...filters, where: {} }, { course: row['course'] }))}`,
          }),
        }
      })}
      note={
        items.length > 0 &&
        'In the order of the path. What somebody did in a course outside of the path counts only where Skilljar ties it to the path.'
      }
      empty={{
        title: 'No courses to show',
        text: 'Nobody enrolled in this path in the period, or Skilljar delivered no courses of it.',
      }}
      definition="/catalogue/path_dropoff"
    />
  )
}
