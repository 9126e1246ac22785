import { Mail } from 'lucide-react'
import Link from 'next/link'
import { AlertForm, ViewForm, type FormChoices } from '@/components/delivery/delivery-form'
import { FilterBar } from '@/components/filters/filter-bar'
import { explained } from '@/components/shell/invalid-address'
import { PageHeader } from '@/components/shell/page-header'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import type { Actor } from '@/lib/authz/actor'
import { definePage, type GuardedVisit } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { app } from '@/lib/db/app'
import { conditions } from '@/lib/delivery/alert-condition'
import { watchedSearch } from '@/lib/delivery/watched-search'
import { viewSubject } from '@/lib/delivery/view-subject'
import { dayOf } from '@/lib/filters/days'
import { newestDay } from '@/lib/filters/filters'
import { presets } from '@/lib/filters/periods'
import { readFilters, refuseUnknown } from '@/lib/filters/url'
import { metrics } from '@/lib/metrics/names'
import { narrowingNames } from '@/lib/metrics/narrowing-options'
import { filterOptions } from '@/lib/metrics/options'
import { pageTitle } from '@/lib/views/page-title'
import { visibleViews } from '@/lib/views/visible'
import { formChoices } from '../form-choices'
import { sendView, watchNumber } from './actions'

export const metadata = { title: 'New delivery' }

export default definePage('/deliveries/new', (visit) =>
  visit.search.get('kind') === 'alert' ? explained(ALERT, () => newAlert(visit)) : newDelivery(visit),
)

const ALERT = '/deliveries/new?kind=alert'

async function newAlert({ actor, scope, search }: GuardedVisit) {
  refuseUnknown(search, ['kind', 'metric'])
  const { filters, choices, narrowed, newest } = await withReader(scope, async (reader) => {
    const filters = readFilters(search, new Date(), reader.asOf)
    return {
      filters,
      choices: await filterOptions(reader),
      narrowed: await narrowingNames(reader, filters),
      newest: newestDay(dayOf(new Date()), reader.asOf),
    }
  })
  return (
    <>
      <PageHeader
        title="Watch a number"
        question="After each refresh it is compared with a limit. You are told once when it crosses it, and again only after it has come back."
      />
      <FilterBar {...{ filters, choices, narrowed, newest }} hasWindow without={['period', 'compare', 'grain']} />
      <Card
        title="Alert"
        about="Only what the filters leave is counted; without any, everything within a recipient’s own reach."
      >
        <AlertForm
          {...await formChoices(actor)}
          metrics={Object.entries(metrics).map(([id, { label }]) => ({ id, label }))}
          metric={search.get('metric')}
          search={watchedSearch(filters).toString()}
          conditions={conditions}
          periods={presets.map(({ name, label }) => ({ name, label }))}
          action={watchNumber}
        />
      </Card>
    </>
  )
}

async function newDelivery({ actor, search }: GuardedVisit) {
  return (
    <>
      <PageHeader
        title="Send a view"
        question="A saved view by e-mail: its key figures, a chart, the first rows, and all rows as CSV."
      />
      <Card title="Delivery">
        <Views actor={actor} view={search.get('view')} choices={await formChoices(actor)} />
      </Card>
    </>
  )
}

async function Views({ actor, view, choices }: { actor: Actor; view: string | null; choices: FormChoices }) {
  const views = (await visibleViews(app(), actor)).filter(({ path }) => viewSubject(path) !== null)
  if (views.length === 0) {
    return (
      <EmptyState
        icon={Mail}
        title="There is no view to send yet"
        action={
          <Button asChild>
            <Link href="/overview">To the Overview</Link>
          </Button>
        }
      >
        Open a page as you want it, choose Save view, and come back.
      </EmptyState>
    )
  }
  const listed = views.map(({ id, name, path }) => ({ id, name, page: pageTitle(path) }))
  return <ViewForm {...choices} views={listed} view={view} action={sendView} />
}
