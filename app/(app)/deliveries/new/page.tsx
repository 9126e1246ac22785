import { Mail } from 'lucide-react'
import Link from 'next/link'
import { AlertForm, ViewForm, type FormChoices } from '@/components/delivery/delivery-form'
import { PageHeader } from '@/components/shell/page-header'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import type { Actor } from '@/lib/authz/actor'
import { definePage } from '@/lib/authz/page'
import { app } from '@/lib/db/app'
import { conditions } from '@/lib/delivery/alert-condition'
import { viewSubject } from '@/lib/delivery/view-subject'
import { presets } from '@/lib/filters/periods'
import { metrics } from '@/lib/metrics/names'
import { pageTitle } from '@/lib/views/page-title'
import { visibleViews } from '@/lib/views/visible'
import { formChoices } from '../form-choices'
import { sendView, watchNumber } from './actions'

export const metadata = { title: 'New delivery' }

export default definePage('/deliveries/new', async ({ actor, search }) => {
  const choices = await formChoices(actor)
  return search.get('kind') === 'alert' ? (
    <>
      <PageHeader
        title="Watch a number"
        question="After each refresh it is compared with a limit. You are told once when it crosses it, and again only after it has come back."
      />
      <Card title="Alert">
        <AlertForm
          {...choices}
          metrics={Object.entries(metrics).map(([id, { label }]) => ({ id, label }))}
          metric={search.get('metric')}
          search={search.get('filters') ?? ''}
          conditions={conditions}
          periods={presets.map(({ name, label }) => ({ name, label }))}
          action={watchNumber}
        />
      </Card>
    </>
  ) : (
    <>
      <PageHeader
        title="Send a view"
        question="A saved view by e-mail: its key figures, a chart, the first rows, and all rows as CSV."
      />
      <Card title="Delivery">
        <Views actor={actor} view={search.get('view')} choices={choices} />
      </Card>
    </>
  )
})

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
