import { AddTarget } from '@/components/notifications/add-target'
import { TargetList } from '@/components/notifications/target-list'
import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { definePage } from '@/lib/authz/page'
import { app } from '@/lib/db/app'
import { isSet } from '@/lib/env'
import { events } from '@/lib/notify/events'
import { listTargets } from '@/lib/notify/targets'
import { add, pause, remove, resume, test } from './actions'

export const metadata = { title: 'Settings' }

export default definePage('/admin/settings', async () => {
  const targets = await listTargets(app())
  return (
    <>
      <PageHeader title="Settings" question="What holds for everybody in this installation." />
      <Card
        title="Notifications"
        about="Who is told when a refresh fails or is held, when data grows old, and when all is well again."
      >
        <div className="flex flex-col gap-6">
          <TargetList targets={targets} events={events} actions={{ test, pause, resume, remove }} />
          <AddTarget events={events} mayEmail={isSet('SMTP_URL')} action={add} />
        </div>
      </Card>
    </>
  )
})
