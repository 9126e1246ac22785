import type { FormChoices } from '@/components/delivery/delivery-form'
import type { Actor } from '@/lib/authz/actor'
import { may } from '@/lib/authz/permissions'
import { app } from '@/lib/db/app'
import { webhooks } from '@/lib/delivery/choose-recipients'

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

/** What the forms of deliveries offer to this reader. */
export async function formChoices(actor: Actor): Promise<FormChoices> {
  return { zones, own: actor.email ?? '', webhooks: may(actor, 'deliveries.send') ? await webhooks(app()) : null }
}
