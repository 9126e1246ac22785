import { QuartileStrip } from '@/components/charts/quartile-strip'
import { compareLabel } from '@/components/reports/compare-label'
import { colourOf } from '@/lib/design/palette'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { AssessmentsViewOf } from './assessments-view'

const isSmall = ({ skill_gain_pairs: n }: { readonly skill_gain_pairs: number | null }) => isSmallSample(n)

/** What taking an assessment again brought, by technology: the largest gain first, what rests on few pairs last. */
export function SkillGain({ view }: { view: AssessmentsViewOf<'gains'> }) {
  const { data, filters, page, period } = view
  const { rows, totals, comparison } = data.gains
  const before = new Map(comparison?.rows.map((row) => [row.technology, row.skill_gain]))
  const retakers = (row: (typeof rows)[number] | typeof totals) =>
    row.skill_gain_retaker_share === null
      ? undefined
      : `${formatPercent(row.skill_gain_retaker_share)} took one again: ${formatCount(row.skill_gain_retaker_share_numerator)} of ${formatCount(row.skill_gain_retaker_share_denominator)} people`
  const all = retakers(totals)
  return (
    <QuartileStrip
      id="gain"
      className="charts:col-span-6"
      title="Skill gain by technology"
      about="Last − first score of those who took an assessment again: median and middle half, in points."
      period={period}
      what="Technology"
      format="score"
      xUnit="Points gained"
      rows={rows
        .filter(({ skill_gain_pairs: n }) => n !== 0)
        .toSorted((one, other) => Number(isSmall(one)) - Number(isSmall(other)))
        .map((row) => ({
          key: row.technology,
          label: row.technology,
          color: colourOf(row.technology, data.colours),
          median: row.skill_gain,
          lower: row.skill_gain_q1,
          upper: row.skill_gain_q3,
          before: before.get(row.technology),
          n: row.skill_gain_pairs,
          small: isSmall(row),
          hidden: row.skill_gain === null,
          note: retakers(row),
          href: `${page}?${filterParams(narrow(filters, { technology: row.technology }))}`,
        }))}
      compareLabel={compareLabel(filters)}
      note={`n: pairs of person and assessment with two attempts at least 14 days apart.${all === undefined ? '' : ` ${all}.`} Observational: whoever comes back chose to.`}
      empty={{
        title: 'Nobody took an assessment again',
        text: 'Skill gain needs two attempts of one assessment at least 14 days apart, the last one in the period.',
      }}
      definition="/catalogue/skill_gain"
    />
  )
}
