/** One mail of a delivery on its way, with what mail programs need to treat it as one and to offer a way out. */
import type { Channels } from '@/lib/notify/channels'
import { SendError } from '@/lib/notify/sending'
import { sendBySmtp } from '@/lib/notify/smtp'
import { oneClick } from './unsubscribe-link'
import type { Written } from './view-mail'

interface Envelope {
  readonly id: string
  readonly address: string
  /** Whose way out the mail carries; null: a test. */
  readonly recipientId: string | null
  readonly written: Written
}

/** Throws SendError. */
export async function sendDeliveryMail({ mail }: Channels, envelope: Envelope): Promise<void> {
  const { id, address, recipientId, written } = envelope
  if (!mail) throw new SendError('E-mail needs SMTP_URL, which is not set.')
  const subject = withoutBreaks(String(written.subject ?? ''))
  const list = recipientId !== null && {
    'List-Unsubscribe': `<${oneClick(recipientId)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
  await sendBySmtp(
    {
      ...written,
      subject,
      // As an object it is one address, whatever it holds.
      to: { name: '', address },
      // Stable, so that a message that comes twice after a crash is recognised as one.
      messageId: `<${id}@skillscope>`,
      headers: { 'Auto-Submitted': 'auto-generated', ...list },
    },
    mail,
  )
}

const withoutBreaks = (text: string) => text.replace(/\p{Cc}+/gu, ' ').trim()
