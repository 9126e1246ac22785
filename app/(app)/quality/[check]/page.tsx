import { ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { ExportMenu } from '@/components/export/export-menu'
import { PageHeader } from '@/components/shell/page-header'
import { sourceNames } from '@/components/shell/source-names'
import { DataTable, type TableCell } from '@/components/tables/data-table'
import { Pager } from '@/components/tables/pager'
import { Card } from '@/components/ui/card'
import { EmptyState, ErrorState } from '@/components/ui/states'
import { recordView } from '@/lib/audit/saw'
import { definePage } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { app } from '@/lib/db/app'
import { qualified } from '@/lib/quality/check'
import { findCheck } from '@/lib/quality/checks'
import { countChecks } from '@/lib/quality/count'
import { foundInWords } from '@/lib/quality/in-words'
import { wasCancelled } from '@/lib/quality/patience'
import { foundRows, shownColumns, type Cell } from '@/lib/quality/rows'

const ROWS = 50

export const metadata = { title: 'Data quality' }

export default definePage('/quality/[check]', async ({ actor, params, search, scope }) => {
  const check = findCheck(params['check'] ?? '')
  if (!check) notFound()
  const after = search.get('after')
  const page = await withReader(scope, (reader) => foundRows(reader, check, { after, limit: ROWS })).catch(
    (error: unknown) => {
      if (wasCancelled(error)) return null
      throw error
    },
  )
  if (page) await recordView(app(), { actor, action: 'findings.view', subject: check.id, filters: search.toString() })
  const [counted] = await countChecks((read) => withReader(scope, read), [check])
  const here = `/quality/${check.id}`
  const columns = shownColumns(check)
  return (
    <>
      <PageHeader
        title={check.label}
        question={`${check.meaning} ${check.effect}`}
        actions={page?.rows.length !== 0 && <ExportMenu href={`/export${here}`} background={false} />}
      />
      <Card
        title="Rows"
        about={
          <span role="status">
            {sourceNames[check.source]} <code className="font-mono">{qualified(check.table)}</code>
            {counted && ` · ${foundInWords(counted)}`}
          </span>
        }
        footer={
          <>
            <span>
              <Link href="/quality" className="underline">
                All findings
              </Link>
              {after !== null && (
                <>
                  {' · '}
                  <Link href={here} className="underline" scroll={false}>
                    First page
                  </Link>
                </>
              )}
              {' · '}Times are UTC.
            </span>
            <Pager previous={null} next={page?.next ? `${here}?${new URLSearchParams({ after: page.next })}` : null} />
          </>
        }
      >
        {page === null ? (
          <ErrorState title="These rows took too long to find">
            The database stopped looking after 15 seconds; many people may ask at once, or a refresh is under way.
            Export CSV looks for the same rows and has an hour for it.
          </ErrorState>
        ) : page.rows.length === 0 ? (
          <EmptyState icon={ShieldCheck} title="No row is found">
            {after === null ? 'The data as it is now has none.' : 'The data has changed since this address was made.'}
          </EmptyState>
        ) : (
          <DataTable
            label={`Rows of ${check.table.name}`}
            columns={columns.map((name) => ({ id: name, label: name, mono: true }))}
            rows={page.rows.map((row, index) => ({
              id: String(index),
              cells: Object.fromEntries(columns.map((name) => [name, cellOf(row[name] ?? null)])),
            }))}
          />
        )}
      </Card>
    </>
  )
})

function cellOf(value: Cell): TableCell {
  if (value === null) return { text: 'null', quiet: true, isNull: true }
  const text = String(value)
  return { text, ...(text.length > 40 && { title: text }) }
}
