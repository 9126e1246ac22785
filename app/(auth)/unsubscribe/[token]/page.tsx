import { definePage } from '@/lib/authz/page'
import { app } from '@/lib/db/app'
import { subscriptionOf } from '@/lib/delivery/change-delivery'
import { leave } from './actions'
import { UnsubscribeForm } from './unsubscribe-form'

export const metadata = { title: 'Stop mails' }

/** It asks first: mail programs open links by themselves to look at them. */
export default definePage('/unsubscribe/[token]', async ({ params }) => {
  const token = params['token'] ?? ''
  const found = await subscriptionOf(app(), token)
  return (
    <>
      <h1 className="text-display font-[640] tracking-tight">Stop mails</h1>
      {found === null ? (
        <p className="mt-3 text-muted">
          This link does not work. What it was for may have been removed; then nothing is sent any more.
        </p>
      ) : (
        <UnsubscribeForm token={token} name={found.name} ended={found.ended} action={leave} />
      )}
    </>
  )
})
