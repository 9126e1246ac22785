import Link from 'next/link'
import { DeliveryList, ReceivedList } from '@/components/delivery/delivery-list'
import { HistoryTable } from '@/components/delivery/history-table'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { definePage } from '@/lib/authz/page'
import { app } from '@/lib/db/app'
import { history, HISTORY_LINES } from '@/lib/delivery/history'
import { ownDeliveries, receivedDeliveries } from '@/lib/delivery/list-deliveries'
import { isSet } from '@/lib/env'
import { leave, pause, remove, resume, test } from './actions'

export const metadata = { title: 'Deliveries' }

export default definePage('/deliveries', async ({ actor }) => {
  const own = await ownDeliveries(app(), actor)
  const received = await receivedDeliveries(app(), actor)
  const lines = await history(app(), actor)
  return (
    <>
      <PageHeader
        title="Deliveries"
        question="What is sent by itself, to whom, and what became of it."
        actions={
          <>
            <Button asChild>
              <Link href="/deliveries/new?kind=alert">Watch a number</Link>
            </Button>
            <Button asChild kind="primary">
              <Link href="/deliveries/new">Send a view</Link>
            </Button>
          </>
        }
      />
      {!isSet('SMTP_URL') && (
        <Banner kind="warning" title="No mail is sent from this installation.">
          The operator has not set SMTP_URL. What is set up here stays; mails that come up until then fail.
        </Banner>
      )}
      <Card
        title={actor.role === 'admin' ? 'Everybody’s' : 'Mine'}
        about="Every recipient gets what their own role and teams allow at the moment of sending."
      >
        <DeliveryList deliveries={own} actions={{ test, pause, resume, remove }} />
      </Card>
      {received.length > 0 && (
        <Card title="Sent to you by others">
          <ReceivedList deliveries={received} leave={leave} />
        </Card>
      )}
      {lines.length > 0 && (
        <Card title="History" about={`The newest ${HISTORY_LINES}; kept for half a year.`}>
          <HistoryTable lines={lines} />
        </Card>
      )}
    </>
  )
})
