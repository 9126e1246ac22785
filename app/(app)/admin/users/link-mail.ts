/** Hands out a link: its address, and by e-mail where the operator named a mail server. */
import { linkAddress, type NewLink } from '@/lib/auth/account-links'
import type { FormResult } from '@/lib/authz/action'
import { formatMoment } from '@/lib/format/dates'
import { channelsOfEnvironment } from '@/lib/notify/channels'
import { sendEmail } from '@/lib/notify/email'
import { SendError } from '@/lib/notify/sending'

const subjects = {
  invitation: 'You are invited',
  reset: 'Choose a new password',
} as const

export async function handOut(link: NewLink): Promise<FormResult> {
  const { kind, name, email } = link
  const what = kind === 'invitation' ? `${name} is invited.` : `Here is a link for ${name} to choose a new password.`
  const { mail } = channelsOfEnvironment()
  const result = { ok: true, once: linkAddress(link.secret) }
  if (!mail) return { ...result, message: what }
  try {
    await sendEmail({ id: `link-${link.id}`, address: email, message: messageOf(link) }, mail)
    return { ...result, message: `${what} The link was sent to ${email}.` }
  } catch (error) {
    if (!(error instanceof SendError)) throw error
    return { ...result, message: `${what} The e-mail was not sent: ${error.message} Hand the link on yourself.` }
  }
}

function messageOf(link: NewLink) {
  const until = formatMoment(link.expiresAt.toISOString())
  return {
    title: subjects[link.kind],
    paragraphs: [
      link.kind === 'invitation'
        ? `There is an account for ${link.email}. Choose a password with the link below, then sign in.`
        : `An administrator made this link for ${link.email}. Choose a new password with it; every session ends then.`,
      `It works once, until ${until}. If you did not expect this, ignore it and tell your administrator.`,
    ],
    link: linkAddress(link.secret),
  }
}
