import { AddTarget } from '@/components/notifications/add-target'
import { TargetList } from '@/components/notifications/target-list'
import { AddSeats } from '@/components/seats/add-seats'
import { SeatList } from '@/components/seats/seat-list'
import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { definePage } from '@/lib/authz/page'
import { app } from '@/lib/db/app'
import { isSet } from '@/lib/env'
import { dayOf } from '@/lib/filters/days'
import { events } from '@/lib/notify/events'
import { listTargets } from '@/lib/notify/targets'
import { listSeats } from '@/lib/seats/manage-seats'
import { add, pause, remove, resume, test } from './actions'
import { addSeatsAction, removeSeatsAction } from './seat-actions'

export const metadata = { title: 'Settings' }

export default definePage('/admin/settings', async () => {
  const targets = await listTargets(app())
  const seats = await listSeats(app())
  const today = dayOf(new Date())
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
      <Card
        id="seats"
        title="Seats"
        about="How many people may learn on DataCamp under your contract, from which day on. The Overview says how many of them are used: those who learned in the last 90 days."
      >
        <div className="flex flex-col gap-6">
          <SeatList entries={seats} today={today} remove={removeSeatsAction} />
          <AddSeats today={today} action={addSeatsAction} />
        </div>
      </Card>
    </>
  )
})
