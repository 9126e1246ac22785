import { notFound } from 'next/navigation'
import { EditForm } from '@/components/delivery/edit-form'
import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { definePage } from '@/lib/authz/page'
import { app } from '@/lib/db/app'
import { conditions } from '@/lib/delivery/alert-condition'
import { editableDelivery } from '@/lib/delivery/edit-delivery'
import { presetOf } from '@/lib/refresh/schedule-preset'
import { formChoices } from '../form-choices'
import { change } from './actions'

export const metadata = { title: 'Delivery' }

export default definePage('/deliveries/[delivery]', async ({ actor, params }) => {
  const id = params['delivery'] ?? ''
  const stored = await editableDelivery(app(), actor, id)
  if (!stored) notFound()
  const { kind, cron, condition, limit, ...common } = stored
  return (
    <>
      <PageHeader
        title={stored.name}
        question="What is sent stays the same; for another view or number, set up another delivery."
      />
      <Card title={kind === 'alert' ? 'Alert' : 'Delivery'}>
        <EditForm
          {...await formChoices(actor)}
          stored={common}
          delivery={id}
          schedule={kind === 'view' ? presetOf(cron) : null}
          watch={kind === 'alert' ? { condition, limit, conditions } : null}
          action={change}
        />
      </Card>
    </>
  )
})
