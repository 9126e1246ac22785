import { sourceNames } from '@/components/shell/source-names'
import { DataTable, type TableColumn } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { formatMoment } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import type { TableProof } from '@/lib/quality/tables'

const columns: readonly TableColumn[] = [
  { id: 'table', label: 'Table', mono: true },
  { id: 'source', label: 'Source' },
  { id: 'quarantined', label: 'Rows in quarantine', numeric: true },
  { id: 'verified', label: 'Verified on' },
  { id: 'differences', label: 'Rows that differed then', numeric: true },
]

/** Tables with rows in the quarantine, and tables that were compared with their source row by row. */
export function ProofTable({ tables }: { tables: readonly TableProof[] }) {
  return (
    <Card
      title="Equal to the source"
      about="Rows that could not be taken, and when a table was last proven equal to its source row by row. What differed then was taken over; at the first load every row differs."
    >
      <DataTable
        label="Quarantined rows and verification by table"
        columns={columns}
        chooseColumns={false}
        rows={tables.map(({ source, table, quarantined, verifiedAt, differences }) => ({
          id: `${source}.${table}`,
          cells: {
            table: { text: table, href: `/explorer/${source}.${table}` },
            source: { text: sourceNames[source] },
            quarantined: {
              text: formatCount(quarantined),
              quiet: quarantined === 0,
              ...(quarantined > 0 && { tone: 'warning' as const }),
            },
            verified: verifiedAt ? { text: formatMoment(verifiedAt) } : { text: 'Not yet', quiet: true },
            differences: { text: formatCount(differences), quiet: !differences },
          },
        }))}
      />
    </Card>
  )
}
