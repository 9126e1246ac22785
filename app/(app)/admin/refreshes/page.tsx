import Link from 'next/link'
import { RunTable } from '@/components/refreshes/run-table'
import { explained } from '@/components/shell/invalid-address'
import { PageHeader } from '@/components/shell/page-header'
import { sourceNames } from '@/components/shell/source-names'
import { Pager } from '@/components/tables/pager'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { LinkChoice } from '@/components/ui/link-choice'
import { definePage, type GuardedVisit } from '@/lib/authz/page'
import type { ConnectorId } from '@/lib/catalogue/types'
import { app } from '@/lib/db/app'
import { chooseRuns, type RunChoice } from '@/lib/refresh/status'
import { readRunFilter, results, runsHref, type RunFilter } from './run-filter'

export const metadata = { title: 'Refreshes' }

const RUNS_PER_PAGE = 25

export default definePage('/admin/refreshes', (visit) => explained('/admin/refreshes', () => draw(visit)))

async function draw({ search }: GuardedVisit) {
  const filter = readRunFilter(search)
  const [held, found] = await Promise.all([
    chooseRuns(app(), { states: ['held'] }, 5),
    chooseRuns(app(), choiceOf(filter), RUNS_PER_PAGE + 1),
  ])
  const runs = found.slice(0, RUNS_PER_PAGE)
  const last = runs.at(-1)
  const next = found.length > RUNS_PER_PAGE && last ? runsHref({ ...filter, before: last.id }) : null
  const previous = filter.before === undefined ? null : runsHref({ ...filter, before: undefined })
  return (
    <>
      <PageHeader
        title="Refreshes"
        question="What each refresh read, what it changed, and what waits for a decision."
      />
      {held.map(({ id, connectorId, errorMessage }) => (
        <Banner
          key={id}
          kind="warning"
          title={`Run ${id} of ${sourceNames[connectorId]} is held for review.`}
          action={
            <Button asChild>
              <Link href={`/admin/refreshes/${id}`}>Review run {id}</Link>
            </Button>
          }
        >
          {errorMessage}
        </Banner>
      ))}
      <div className="flex flex-wrap gap-3">
        <LinkChoice
          label="Source"
          choices={[undefined, 'datacamp' as ConnectorId, 'skilljar' as ConnectorId].map((connectorId) => ({
            label: connectorId ? sourceNames[connectorId] : 'Both sources',
            href: runsHref({ result: filter.result, connectorId }),
            current: filter.connectorId === connectorId,
          }))}
        />
        <LinkChoice
          label="Result"
          choices={(Object.keys(results) as (keyof typeof results)[]).map((result) => ({
            label: results[result].label,
            href: runsHref({ result, connectorId: filter.connectorId }),
            current: filter.result === result,
          }))}
        />
      </div>
      <RunTable runs={runs} footer={<Pager previous={previous} next={next} />} />
    </>
  )
}

function choiceOf({ result, connectorId, before }: RunFilter): RunChoice {
  const { states } = results[result]
  return { ...(connectorId && { connectorId }), ...(before !== undefined && { before }), ...(states && { states }) }
}
