import { Matrix, type MatrixRow } from '@/components/charts/matrix'
import { mostCovered } from '@/components/charts/matrix-order'
import { ExportMenu } from '@/components/export/export-menu'
import { personHref } from '@/components/reports/person-href'
import { colourOf } from '@/lib/design/palette'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { STALE_DAYS } from '@/lib/metrics/facts/skill-levels'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { AssessmentsViewOf } from './assessments-view'
import { scoreGroupsOf } from '@/components/reports/score-groups'
import { upToWords } from '@/components/reports/up-to-words'

/** Who can do what: people by technology, those with the most technologies first. */
export function SkillMatrix({ view, matrix }: { view: AssessmentsViewOf<'matrix'>; matrix: readonly AnalysisRow[] }) {
  const { data, filters, inside, page } = view
  const technologies = [...new Set(matrix.map(({ technology }) => String(technology)))]
  const columns = technologies.map((technology) => ({
    key: technology,
    label: technology,
    color: colourOf(technology, data.colours),
    href: `${page}?${filterParams(narrow(filters, { technology }))}`,
  }))
  const people = Map.groupBy(matrix, ({ person }) => Number(person))
  const rows = [...people].map(([person, own]): MatrixRow => {
    const href = personHref(person, filters)
    return {
      key: String(person),
      label: String(own[0]?.name),
      note: typeof own[0]?.teams === 'string' ? own[0].teams : undefined,
      href,
      cells: technologies.map((technology) => {
        const row = own.find((candidate) => candidate.technology === technology)
        return row === undefined ? null : { ...cellOf(row), href }
      }),
    }
  })
  const covered = mostCovered(columns, rows)
  const ordered = covered.rows.toSorted((one, other) => filled(other) - filled(one))
  const all = data.ages.totals.skill_levels ?? rows.length
  return (
    <Matrix
      id="matrix"
      className="charts:col-span-12"
      title="Skill matrix"
      about="Score group of the last assessment per person and technology. A row opens the person, a column narrows the page."
      period={upToWords(filters)}
      what="Person"
      states={scoreGroupsOf(matrix.map((row) => String(row.score_group)))}
      columns={covered.columns}
      rows={ordered}
      absent="Not assessed"
      fadedLabel={`Older than ${STALE_DAYS} days`}
      tools={
        rows.length > 0 && (
          <ExportMenu compact href={`/export/analysis/skill_matrix?${filterParams(inside)}`} of="Skill matrix" />
        )
      }
      footer={
        rows.length > 0 && (
          <span>
            {all > rows.length
              ? `${formatCount(rows.length)} of ${formatCounted(all, 'person', 'people')}, those with the most technologies first. Filter by team for the others; the CSV has everybody.`
              : `${formatCounted(rows.length, 'person', 'people')}, those with the most technologies first.`}
          </span>
        )
      }
      empty={{ title: 'Nobody was assessed yet', text: 'Under these filters nobody completed an assessment.' }}
      definition="/catalogue/skill_matrix"
    />
  )
}

const filled = ({ cells }: MatrixRow) => cells.filter((cell) => cell !== null).length

function cellOf({ score, score_group: group, age_days: age, completed_on: day }: AnalysisRow) {
  return {
    state: String(group),
    ...(typeof score === 'number' && { text: formatCount(score) }),
    detail: `${formatDay(String(day))}${typeof age === 'number' ? `, ${formatCounted(Math.max(0, Math.floor(age)), 'day', 'days')} old` : ''}`,
    faded: typeof age === 'number' && age > STALE_DAYS,
  }
}
