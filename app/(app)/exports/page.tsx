import { FileDown } from 'lucide-react'
import { ExportTable } from '@/components/export/export-table'
import { Following } from '@/components/export/following'
import { QueueForm } from '@/components/export/queue-form'
import { InvalidExport } from '@/components/export/invalid-export'
import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import type { Actor } from '@/lib/authz/actor'
import { definePage } from '@/lib/authz/page'
import { may } from '@/lib/authz/permissions'
import { app } from '@/lib/db/app'
import { exportHref, readExportAddress, type ExportAddress } from '@/lib/exports/address'
import { limits } from '@/lib/exports/limits'
import { listExports } from '@/lib/exports/list'
import { openableQueries } from '@/lib/sql/openable-queries'
import { cancel, queue, remove } from './actions'

export const metadata = { title: 'Exports' }

export default definePage('/exports', async ({ actor, search }) => {
  const exports = await listExports(app(), actor.id)
  const of = search.get('of')
  const address = of === null ? null : readExportAddress(of)
  const underWay = exports.filter(({ state }) => state === 'queued' || state === 'running').length
  return (
    <>
      <PageHeader
        title="Exports"
        question={`Files that are made while you do something else. Each is kept for ${limits.hours} hours, for you alone.`}
      />
      {of !== null && address === null && <InvalidExport />}
      {address && (
        <Card title="Make a file in the background" about="Go on working meanwhile; the file waits on this page.">
          <QueueForm
            of={exportHref(address)}
            subject={await subjectOf(actor, address)}
            filters={[...new URLSearchParams(address.search)].map(([name, value]) => `${name}: ${value}`)}
            action={queue}
          />
        </Card>
      )}
      <Card
        title="Your exports"
        about={`${limits.running} at once, ${limits.kept} kept, 2 GB each. Times are UTC.`}
        footer="What you may see is asked again at each download. A file that was made under other rights is removed."
      >
        {underWay > 0 && <Following />}
        {exports.length === 0 ? (
          <EmptyState icon={FileDown} title="No export yet">
            Choose “In the background” in the menu beside “Export CSV” of any table.
          </EmptyState>
        ) : (
          <ExportTable exports={exports} cancel={cancel} remove={remove} />
        )}
      </Card>
    </>
  )
})

/** Queries are known by their names; everything else is known by what stands in the address. */
async function subjectOf(actor: Actor, { kind, subject }: ExportAddress): Promise<string> {
  if (kind !== 'sql' || !may(actor, 'sql.run')) return subject
  const queries = await openableQueries(app(), actor)
  return queries.find(({ id }) => id === subject)?.name ?? subject
}
