import type { App } from '@/lib/db/app'

/** The name under the logo: a setting, so that people see whose numbers these are. */
export async function organisationName(app: App): Promise<string> {
  const setting = await app.setting.findUnique({ where: { key: 'organisation' } })
  return typeof setting?.value === 'string' ? setting.value : 'Learning analytics'
}
