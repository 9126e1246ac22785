import { openApi } from '@/lib/api/openapi'
import { defineRoute } from '@/lib/authz/route'
import { env } from '@/lib/env'
import { version } from '@/package.json'

export const GET = defineRoute('GET /api/v1/openapi.json', async () => Response.json(openApi(env.APP_URL, version)))
