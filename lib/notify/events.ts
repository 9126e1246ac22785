/** What people can be told about, in the order of the form. */

export const events = {
  'refresh.failed': 'A refresh failed, after the last try',
  'refresh.held': 'A refresh is held for review',
  'refresh.recovered': 'A source is fresh again after trouble',
  'data.stale': 'Data is older than its schedule allows',
  'credentials.age': 'Credentials are eleven months old',
  'view.sent': 'Views and alerts that people send to this webhook',
} as const

export type NotificationEvent = keyof typeof events

export const eventNames = Object.keys(events) as readonly NotificationEvent[]

export const isEvent = (text: string): text is NotificationEvent => text in events
