import { SquareTerminal } from 'lucide-react'
import { PageHeader } from '@/components/shell/page-header'
import { RefusedExport } from '@/components/sql/refused-export'
import { Workbench } from '@/components/sql/workbench'
import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { definePage } from '@/lib/authz/page'
import { app } from '@/lib/db/app'
import { webPool } from '@/lib/db/pools'
import { whySqlIsClosed } from '@/lib/sql/access'
import { openableQueries } from '@/lib/sql/openable-queries'
import { sqlTables } from '@/lib/sql/tables'
import { queue, remove, save } from './actions'

export const metadata = { title: 'SQL' }

const question = 'One statement that reads, over everything the sources deliver and the numbers made of it.'

export default definePage('/sql', async ({ actor, search }) => {
  const why = await whySqlIsClosed()
  if (why !== null) {
    return (
      <>
        <PageHeader title="SQL" question={question} />
        <Card title="Closed on this server">
          <EmptyState icon={SquareTerminal} title="Statements have no login of their own here">
            {why}
          </EmptyState>
        </Card>
      </>
    )
  }
  const [queries, tables] = await Promise.all([openableQueries(app(), actor), sqlTables(webPool())])
  const asked = search.get('query')
  const refused = search.get('refused')
  const opened = queries.find(({ id }) => id === asked) ?? null
  return (
    <>
      <PageHeader title="SQL" question={question} />
      {asked !== null && !opened && (
        <Banner kind="warning" title="This query cannot be opened.">
          It was removed, or its owner does not share it any more.
        </Banner>
      )}
      {refused !== null && <RefusedExport status={refused} />}
      <Workbench
        key={asked}
        person={actor.id}
        opened={opened}
        queries={queries}
        tables={tables}
        save={save}
        remove={remove}
        queue={queue}
      />
    </>
  )
})
