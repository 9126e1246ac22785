import { Matrix, type MatrixState } from '@/components/charts/matrix'
import { ExportMenu } from '@/components/export/export-menu'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { filterParams } from '@/lib/filters/url'
import { formatCount } from '@/lib/format/numbers'
import type { AccessGroupsViewOf } from './access-groups-view'
import { groupHref } from './group-href'
import { shortNames } from './short-names'

const visibilityStates = [
  { key: 'unknown', label: 'Not said', mark: '–', color: 'unset' },
  { key: 'hidden_by_default', label: 'Hidden by default', mark: '○', color: 'empty' },
  { key: 'hidden_by_rule', label: 'Hidden from the group by a rule', mark: '✕', color: 'negative' },
  { key: 'visible_by_default', label: 'Visible by default', mark: '●', color: 'step-2' },
  { key: 'visible_by_rule', label: 'Visible to the group by a rule', mark: '✓', color: 'step-5' },
] as const satisfies readonly MatrixState[]

/** Catalogue pages and published courses by group: the default, and the rules that say otherwise. */
export function WhoSeesWhat({ view }: { view: AccessGroupsViewOf<'visibility'> }) {
  const { data, filters, inside } = view
  const things = [...Map.groupBy(data.rules, ({ kind, thing }) => `${kind} ${thing}`).values()]
  const groups = groupsOf(data.rules)
  const shown = groups.slice(0, data.mostGroups)
  const drawn = things.slice(0, data.mostThings)
  const domains = shortNames(drawn.map(([first]) => String(first?.['domain_name'])))
  return (
    <Matrix
      id="visibility"
      className="charts:col-span-12"
      title="Who sees what"
      about="Catalogue pages and published courses by student group: what everybody sees by default, and the rules for single groups. A column opens its group."
      period="as of the last load"
      what="Page or course"
      states={visibilityStates.filter(
        ({ key }) => key !== 'unknown' || data.rules.some(({ state }) => state === 'unknown'),
      )}
      columns={[
        { key: 'default', label: 'Everybody else', title: 'Everybody else: people in none of the groups' },
        ...shown.map(({ id, name }) => ({
          key: id,
          label: name,
          href: groupHref(id, filters),
        })),
      ]}
      rows={drawn.flatMap((own) => {
        const [first] = own
        if (first === undefined) return []
        return [
          {
            key: `${first['kind']} ${first['thing']}`,
            label: String(first['thing_name']),
            note: noteOf(first, domains),
            cells: [
              { state: defaultState(first['is_visible_by_default']) },
              ...shown.map(({ id }) => cellOf(own.find(({ group }) => group === id))),
            ],
          },
        ]
      })}
      absent="Nothing known"
      note="What holds is the rule for the group, else the default. Whether somebody in two groups with different rules sees it, Skilljar does not say; a course that is not live is seen by nobody."
      tools={
        things.length > 0 && (
          <ExportMenu compact href={`/export/analysis/visibility_rules?${filterParams(inside)}`} of="Who sees what" />
        )
      }
      footer={
        things.length > 0 && (
          <span>
            {things.length > drawn.length
              ? `${formatCount(drawn.length)} pages and courses, those with a rule first, then what is hidden. `
              : 'Those with a rule first, then what is hidden. '}
            {groups.length > shown.length && `${formatCount(shown.length)} groups, those with the most rules first. `}
            Of the filters, domain and student group alone count.
          </span>
        )
      }
      empty={{
        title: 'No pages and courses to show',
        text: 'Skilljar delivered no catalogue pages, published courses or student groups under these filters.',
      }}
      definition="/catalogue/visibility_rules"
    />
  )
}

/** Each once, in the order in which they are read: those with the most rules first. */
function groupsOf(rules: readonly AnalysisRow[]) {
  return [...Map.groupBy(rules, ({ group }) => String(group))].map(([id, [first]]) => ({
    id,
    name: String(first?.['group_name']),
  }))
}

function defaultState(isVisible: unknown): string {
  return isVisible === null ? 'unknown' : isVisible === true ? 'visible_by_default' : 'hidden_by_default'
}

function cellOf(row: AnalysisRow | undefined) {
  if (row === undefined) return null
  return {
    state: String(row['state']),
    ...(row['is_contradicted'] === true && { detail: 'older rules say otherwise' }),
  }
}

/** "Course, campus, not live" */
function noteOf(row: AnalysisRow, domains: ReadonlyMap<string, string>): string {
  const domain = String(row['domain_name'])
  return [
    row['kind'] === 'page' ? 'Page' : 'Course',
    domains.get(domain) ?? domain,
    ...(row['is_live'] === false ? ['not live'] : []),
  ].join(', ')
}
