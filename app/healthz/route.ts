import { defineRoute } from '@/lib/authz/route'

/** The process answers; nothing else is asked, so that a slow database never restarts the web server. */
export const GET = defineRoute('GET /healthz', async () => Response.json({ status: 'ok' }))
