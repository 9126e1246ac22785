import { Package } from 'lucide-react'
import { ExportMenu } from '@/components/export/export-menu'
import { DataTable, type TableCell } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { packageInWords } from './scorm-words'
import type { ScormViewOf } from './scorm-view'

/** Lines on the page; the CSV has all. */
const MOST = 200

const columns = [
  { id: 'title', label: 'Package' },
  { id: 'kind', label: 'Kind' },
  { id: 'courses', label: 'Courses', wraps: true },
  { id: 'modules', label: 'Modules', numeric: true },
  { id: 'lessons', label: 'Lessons', numeric: true },
  { id: 'taken', label: 'Taken', numeric: true },
  { id: 'first', label: 'Completed at first', numeric: true },
  { id: 'latest', label: 'Completed by now', numeric: true },
]

/** What was uploaded, taken or not. */
export function Packages({ view }: { view: ScormViewOf<'packages'> }) {
  const { data, filters, exported, page } = view
  const taken = new Map(data.taken.map((row) => [String(row.web_package), row]))
  return (
    <Card
      id="packages"
      title="Packages"
      about="Everything that was uploaded, with the modules that report progress and what became of them in the period."
      tools={
        data.uploaded.length > 0 && (
          <ExportMenu compact href={`/export/analysis/scorm_packages?${filterParams(exported)}`} of="Packages" />
        )
      }
      footer={
        <span>
          Packages without modules report nothing: they are pages to look at. A package narrows the page to it. The CSV
          has what was uploaded, without what became of it.
          {data.uploaded.length > MOST && ` The first ${MOST} of ${formatCount(data.uploaded.length)} are shown.`}
        </span>
      }
    >
      {data.uploaded.length === 0 ? (
        <EmptyState icon={Package} title="No packages">
          Skilljar delivered no web packages.
        </EmptyState>
      ) : (
        <DataTable
          label="Packages"
          chooseColumns={false}
          columns={columns}
          rows={data.uploaded.slice(0, MOST).map((row) => {
            const numbers = taken.get(String(row['package']))
            return {
              id: String(row['package']),
              small: numbers !== undefined && isSmallSample(numbers.scorm_modules),
              cells: {
                title: {
                  text: String(row['title']),
                  ...(numbers && { href: `${page}?${filterParams(narrow(filters, { web_package: row['package'] }))}` }),
                },
                kind: { text: packageInWords(row['kind']), quiet: row['kind'] === null },
                courses: row['courses'] === null ? { text: 'None', quiet: true } : { text: String(row['courses']) },
                modules: counted(Number(row['modules'])),
                lessons: counted(Number(row['lessons'])),
                taken: numbers ? counted(numbers.scorm_modules) : counted(0),
                first: shareOf(numbers, numbers?.scorm_completion_rate_first),
                latest: shareOf(numbers, numbers?.scorm_completion_rate),
              },
            }
          })}
        />
      )}
    </Card>
  )
}

type Numbers = ScormViewOf<'packages'>['data']['taken'][number]

const hidden: TableCell = { text: 'Hidden', quiet: true }
const none: TableCell = { text: '–', quiet: true }

const counted = (value: number | null): TableCell =>
  value === null ? hidden : { text: formatCount(value), quiet: value === 0 }

function shareOf(row: Numbers | undefined, share: number | null | undefined): TableCell {
  if (row === undefined || row.scorm_modules === 0) return none
  return typeof share === 'number' ? { text: formatPercent(share), meter: share } : hidden
}
