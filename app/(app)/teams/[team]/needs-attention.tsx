import { PeopleList } from '@/components/reports/people-list'
import { quietLine } from '@/components/reports/quiet-line'
import { Card } from '@/components/ui/card'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { filterParams } from '@/lib/filters/url'
import { formatCount, formatCounted, formatPercent } from '@/lib/format/numbers'
import type { CardData, TeamView } from './team-view'

const rules = {
  atRisk: {
    title: 'At risk',
    list: 'at_risk',
    rule: 'Started something, did not complete it, still has access, and has not learned anywhere for 14 days.',
    nobody: 'Everybody with something open has learned in the last 14 days.',
  },
  quiet: {
    title: 'Went quiet',
    list: 'inactive_learners',
    rule: 'Members of today who have not learned anywhere for 30 days.',
    nobody: 'Every member of today has learned in the last 30 days.',
  },
} as const

/** Names for readers who may see single learners, counts for all others. */
interface NeedsAttentionProps {
  view: TeamView
  data: CardData<'attention'>
}

export function AtRisk({ view, data: { risk, people } }: NeedsAttentionProps) {
  return <Listed view={view} name="atRisk" share={risk} rows={people?.atRisk ?? null} />
}

export function WentQuiet({ view, data: { people } }: NeedsAttentionProps) {
  return <Listed view={view} name="quiet" share={view.data.quiet} rows={people?.quiet ?? null} />
}

interface ListedProps {
  view: TeamView
  name: keyof typeof rules
  share: AnalysisRow | null
  rows: readonly AnalysisRow[] | null
}

function Listed({ view, name, share, rows }: ListedProps) {
  const { title, list, rule, nobody } = rules[name]
  const about = shareInWords(share)
  if (rows === null) {
    return (
      <Card
        className="charts:col-span-6"
        title={title}
        about="People, not named to your role."
        footer={<span>{rule}</span>}
      >
        <p>{about}</p>
      </Card>
    )
  }
  const address = filterParams(view.inside)
  return (
    <PeopleList
      className="charts:col-span-6"
      title={title}
      about={about}
      rows={rows.map((row) => {
        const { content_name: content } = row
        return quietLine(row, typeof content === 'string' ? content : '', view.filters)
      })}
      {...(rows.length > 0 && { csvHref: `/export/analysis/${list}?${address}` })}
      emptyText={nobody}
      footer={
        <span>
          {rule}
          {Number(share?.['people'] ?? 0) > rows.length && ` The ${rows.length} longest quiet are shown.`}
        </span>
      }
    />
  )
}

/** "5 of 43 members (11.6 %)" */
function shareInWords(share: AnalysisRow | null): string {
  if (share === null) return 'No members today.'
  const [members, people] = [share['members'], share['people']]
  if (typeof members !== 'number' || typeof people !== 'number') {
    return 'Hidden: fewer than 5 people, or all but fewer than 5.'
  }
  const part = typeof share['share'] === 'number' ? ` (${formatPercent(share['share'])})` : ''
  return `${formatCount(people)} of ${formatCounted(members, 'member', 'members')} of today${part}`
}
