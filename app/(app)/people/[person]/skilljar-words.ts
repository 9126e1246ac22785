/** Skilljar's values as people read them; a value that nobody knows is read as it is, in small letters. */
import type { TableCell } from '@/components/tables/data-table'

const states: Readonly<Record<string, string>> = {
  SUCCESS: 'Bought',
  REFUNDED: 'Refunded',
  CREATED: 'Not paid',
  PENDING: 'Payment pending',
  FAILED: 'Payment failed',
  CANCELLED: 'Cancelled',
  FLAGGED: 'Flagged',
  UNKNOWN: 'Not stated',
}

const offers: Readonly<Record<string, string>> = {
  published_course: 'Course',
  published_path: 'Path',
  domain: 'Access to a domain',
  plan: 'Plan',
}

const processors: Readonly<Record<string, string>> = {
  NONE: 'No payment',
  STRIPE: 'Stripe',
  STRIPE_BTC: 'Stripe, in Bitcoin',
  PAYPAL: 'PayPal',
  PAYFLOW: 'Payflow',
  CYBERSRC: 'CyberSource',
  MES: 'Merchant e-Solutions',
  EXTERNAL: 'Outside of Skilljar',
}

const channels: Readonly<Record<string, string>> = { api: 'API', ecommerce: 'E-commerce' }

export function sentence(text: string): string {
  const words = text.replaceAll('_', ' ').toLowerCase()
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

const named = (names: Readonly<Record<string, string>>) => (value: string) => names[value] ?? sentence(value)

export const purchaseState = named(states)
export const offerKind = named(offers)
export const paymentProcessor = named(processors)
export const channelName = (value: string) => named(channels)(value.toLowerCase())

/** Whether there is access now. */
export function accessCell(value: unknown): TableCell {
  if (value === 'open') return { text: 'Open' }
  if (value === 'ended') return { text: 'Ended', quiet: true }
  // The day on which it is so is not the reader's to see, or the source does not say.
  return value === 'closed' ? { text: 'Switched off', quiet: true } : { text: '–', quiet: true }
}
