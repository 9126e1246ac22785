import { Globe } from 'lucide-react'
import { DataTable } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatCount } from '@/lib/format/numbers'
import type { PathViewOf } from './path-view'

const columns = [
  { id: 'domain', label: 'Domain' },
  { id: 'enrolments', label: 'Enrolled', numeric: true },
  { id: 'visible', label: 'Visible' },
  { id: 'tags', label: 'Tags' },
]

/** The same path on other domains, each with who came in there. */
export function Publications({ view }: { view: PathViewOf<'publications'> }) {
  const { data, filters, page } = view
  return (
    <Card
      id="publications"
      title="Where it is published"
      about="Every domain with this path, and the enrolments of the period made there first."
      footer={<span>Whoever enrolled on two domains counts where they enrolled first.</span>}
    >
      {data.publications.length === 0 ? (
        <EmptyState icon={Globe} title="Not published">
          Skilljar delivered no publication of this path.
        </EmptyState>
      ) : (
        <DataTable
          label="Where it is published"
          chooseColumns={false}
          columns={columns}
          rows={data.publications.map((row) => ({
            id: String(row['publication']),
            cells: {
              domain: {
                text: String(row['domain_name']),
                ...(row['domain'] !== null && {
                  href: `${page}?${filterParams(narrow(filters, { domain: row['domain'] }))}`,
                }),
              },
              visible: wordOf(row['is_visible']),
              tags: row['tags'] === null ? { text: 'None', quiet: true } : { text: String(row['tags']) },
              enrolments:
                typeof row['enrolments'] === 'number'
                  ? { text: formatCount(row['enrolments']), quiet: row['enrolments'] === 0 }
                  : { text: 'Hidden', quiet: true },
            },
          }))}
        />
      )}
    </Card>
  )
}

function wordOf(isVisible: unknown) {
  if (isVisible === true) return { text: 'Yes' }
  return { text: isVisible === false ? 'No' : 'Not said', quiet: true }
}
