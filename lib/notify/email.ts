/** A message about a refresh as plain text by SMTP. */
import type { Message } from './message'
import { sendBySmtp, type MailServer } from './smtp'

export async function sendEmail(
  { id, address, message }: { id: string; address: string; message: Pick<Message, 'title' | 'paragraphs' | 'link'> },
  server: MailServer,
): Promise<void> {
  await sendBySmtp(
    {
      to: address,
      subject: `Skillscope: ${message.title}`,
      text: [...message.paragraphs, message.link].join('\n\n'),
      // Stable, so that a message that comes twice after a crash is recognised as one.
      messageId: `<${id}@skillscope>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    },
    server,
  )
}
