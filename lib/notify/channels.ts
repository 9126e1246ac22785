/** The ways out of the building, as the operator set them up. */
import { env } from '@/lib/env'
import type { MailServer } from './smtp'
import type { WebhookOptions } from './webhook'

export interface Channels {
  readonly webhook: WebhookOptions
  /** Null: the operator named no server. */
  readonly mail: MailServer | null
}

/** How long to wait after the first, second and third try that failed. */
export const PATIENCE_SECONDS = [60, 300, 1_800] as const

export function channelsOfEnvironment(): Channels {
  const { SMTP_URL: url, SMTP_FROM: from, SKILLSCOPE_PRIVATE_TARGETS: privateTargets } = env
  const sender = from ?? `skillscope@${new URL(env.APP_URL).hostname}`
  return { webhook: { privateTargets }, mail: url === undefined ? null : { url, from: sender } }
}
