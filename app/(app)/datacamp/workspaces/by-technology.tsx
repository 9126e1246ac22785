import { DotRange } from '@/components/charts/dot-range'
import { QuartileStrip } from '@/components/charts/quartile-strip'
import { colourOf } from '@/lib/design/palette'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { isSmallSample } from '@/lib/format/small-sample'
import type { WorkspacesViewOf } from './workspaces-view'

/** Size and integrations of what was created, by technology. */
export function ByTechnology({ view }: { view: WorkspacesViewOf<'technologies'> }) {
  const { data, filters, page, period } = view
  const rows = data.technologies.map((row) => ({
    ...row,
    shown: {
      key: row.technology,
      label: row.technology,
      color: colourOf(row.technology, data.colours),
      href: `${page}?${filterParams(narrow(filters, { technology: row.technology }))}`,
    },
  }))
  return (
    <>
      <QuartileStrip
        id="size"
        className="charts:col-span-6"
        title="Size of the files"
        about="Workspaces created in the period: median and middle half of the megabytes in them."
        period={period}
        what="Technology"
        format="decimal"
        xUnit="Megabytes"
        rows={rows
          .filter(({ workspaces_measured: n }) => n !== 0)
          .map((row) => ({
            ...row.shown,
            median: row.workspace_size,
            lower: row.workspace_size_q1,
            upper: row.workspace_size_q3,
            n: row.workspaces_measured,
            small: isSmallSample(row.workspaces_measured),
            hidden: row.workspace_size === null,
          }))}
        note="n: workspaces. Grey and hollow: fewer than 10 of them. A row narrows the page to its technology."
        definition="/catalogue/workspace_size"
      />
      <DotRange
        id="integrations"
        className="charts:col-span-6"
        title="Integrations used"
        about="Of the workspaces created in the period, the share with an integration: data connected from elsewhere."
        period={period}
        what="Technology"
        measure="With an integration"
        format="percent"
        xUnit="Workspaces with an integration"
        fromZero
        rows={rows
          .filter(({ workspaces_created: n }) => n !== 0)
          .map((row) => ({
            ...row.shown,
            value: row.workspace_integration_share,
            n: row.workspace_integration_share_denominator,
            small: isSmallSample(row.workspace_integration_share_denominator),
            hidden: row.workspace_integration_share === null,
          }))}
        note="n: workspaces created. Which integration it is, DataCamp does not say."
        definition="/catalogue/workspace_integration_share"
      />
    </>
  )
}
