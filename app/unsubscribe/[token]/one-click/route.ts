/** What mail programs post to when somebody presses their own button (RFC 8058). Looking at it changes nothing. */
import { defineRoute } from '@/lib/authz/route'
import { app } from '@/lib/db/app'
import { unsubscribe } from '@/lib/delivery/change-delivery'
import { env } from '@/lib/env'

export const POST = defineRoute('POST /unsubscribe/[token]/one-click', async ({ params }) => {
  const found = await unsubscribe(app(), params['token'] ?? '')
  return new Response(found ? 'Unsubscribed.\n' : 'This link does not work.\n', { status: found ? 200 : 404 })
})

/** Some open the address instead: people are asked on the page. */
export const GET = defineRoute('GET /unsubscribe/[token]/one-click', ({ params }) => {
  const page = `${env.APP_URL}/unsubscribe/${encodeURIComponent(params['token'] ?? '')}`
  return Promise.resolve(new Response(null, { status: 303, headers: { location: page } }))
})
