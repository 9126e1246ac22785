import { DotRange } from '@/components/charts/dot-range'
import { LinkChoice } from '@/components/ui/link-choice'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { QuizGroup } from '@/lib/reports/read-quizzes'
import type { CardData, QuizzesView } from './quizzes-view'

const groups: Readonly<Record<QuizGroup, { label: string; one: string; note: string }>> = {
  course: {
    label: 'Course',
    one: 'course',
    note: 'The course whose lesson the quiz is; over all domains that publish it.',
  },
  domain: { label: 'Domain', one: 'domain', note: 'The domain on which the course is published.' },
  tag: { label: 'Tag', one: 'tag', note: 'Courses with two tags are in both rows.' },
  student_group: {
    label: 'Student group',
    one: 'group',
    note: 'Groups as they are now; who is in two is in both rows.',
  },
}

/** The same rates by what the quizzes stand in and who took them. */
export function PassedByGroup({ view, groups: found }: { view: QuizzesView; groups: CardData<'groups'> }) {
  const { filters, page, period } = view
  const { by, rows, rowCount, totals } = found
  const { label, one, note } = groups[by]
  const all = totals.quiz_pass_rate_best
  const shown = rows.filter(({ quiz_pass_rate_best: rate, suppressed }) => rate !== null || suppressed)
  const withBy = (name: QuizGroup) => {
    const params = filterParams(filters)
    if (name !== 'course') params.set('by', name)
    return `${page}?${params}`
  }
  return (
    <DotRange
      id="passed-by-group"
      title={`Passed, by ${label.toLowerCase()}`}
      about={`Filled: passed in the end. Hollow: at the first attempt. A row narrows the page to its ${one}.`}
      period={period}
      tools={
        <LinkChoice
          label="Divide by"
          choices={Object.entries(groups).map(([name, { label: text }]) => ({
            label: text,
            href: withBy(name as QuizGroup),
            current: name === by,
          }))}
        />
      }
      what={label}
      measure="Passed in the end"
      format="percent"
      xUnit="Passed, of those with a result"
      fromZero
      rows={shown.map((row) => {
        const { [by]: key, [`${by}_name` as const]: name } = row as unknown as Readonly<Record<string, string | null>>
        return {
          key: String(key),
          label: String(name),
          value: row.quiz_pass_rate_best,
          before: row.quiz_pass_rate,
          n: row.quiz_pass_rate_best_denominator,
          small: isSmallSample(row.quiz_pass_rate_best_denominator),
          hidden: row.quiz_pass_rate_best === null,
          href: `${page}?${filterParams(narrow(filters, { [by]: key }))}`,
        }
      })}
      reference={all === null ? undefined : { value: all, label: `All quizzes ${formatPercent(all)}` }}
      compareLabel="At the first attempt"
      note={
        shown.length > 0 &&
        `${note}${rowCount > rows.length ? ` The ${formatCount(rows.length)} with most quizzes taken of ${formatCount(rowCount)}.` : ''}`
      }
      empty={{
        title: 'No quiz has a result in this period',
        text: 'Nobody finished a first attempt under these filters, or all wait for a grader.',
      }}
      definition="/catalogue/quiz_pass_rate_best"
    />
  )
}
