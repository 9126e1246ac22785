/** A mail to the owner: a view was not sent, because it would have shown something else than was meant. */
import type { AppTx } from '@/lib/db/app'
import { env } from '@/lib/env'
import { markSent } from './claim-messages'
import { button, heading, page, paragraph } from './mail-layout'
import { NOTICE, TEST, type Message } from './permit'
import { sendDeliveryMail } from './send-mail'
import type { Stage } from './stage'
import type { Written } from './view-mail'
import { writeMessages } from './write-messages'

export const isNotice = ({ occasion }: Pick<Message, 'occasion'>) => occasion.startsWith(NOTICE)

/** One for each time that it should have been sent, however many did not get it. Who asked for a test reads the history. */
export async function writeNotice(tx: AppTx, message: Message, reason: string): Promise<void> {
  const { delivery, ownerId, occasion, recipient } = message
  if (!delivery || occasion.startsWith(TEST)) return
  const owner = await tx.user.findUniqueOrThrow({ where: { id: ownerId }, select: { name: true } })
  const me = { id: delivery.id, userId: ownerId, targetId: null, user: owner, target: null }
  await writeMessages(tx, [me], { delivery, occasion: `${NOTICE}${occasion}`, body: { reason, recipient } })
}

export async function sendNotice({ app, channels }: Stage, message: Message, address: string): Promise<void> {
  const id = `delivery-${message.id}`
  await sendDeliveryMail(channels, { id, address, recipientId: null, written: noticeMail(message) })
  await markSent(app, message.id, { rows: null, dataVersion: null })
}

function noticeMail({ name, body, delivery }: Message): Written {
  // Safe: writeNotice wrote it.
  const { reason, recipient } = body as unknown as { readonly reason: string; readonly recipient: string }
  const what = `“${name}” was not sent to ${recipient}.`
  const next =
    'Open the view and save it with filters that hold, or remove the delivery. The history says who else did not get it.'
  const view = delivery?.viewId ? `${env.APP_URL}/views/${delivery.viewId}` : `${env.APP_URL}/deliveries`
  const way = 'You set this delivery up yourself.'
  return {
    subject: `Skillscope: not sent: ${name}`,
    html: page({
      title: name,
      summary: what,
      sections: [
        heading(what, 1) + paragraph(reason) + paragraph(next),
        button('Open the view', view),
        paragraph(`${way} All deliveries: ${env.APP_URL}/deliveries`, 'muted', 12),
      ],
    }),
    text: [what, reason, next, `Open the view: ${view}`, `${way} All deliveries: ${env.APP_URL}/deliveries`].join(
      '\n\n',
    ),
    attachments: [],
  }
}
