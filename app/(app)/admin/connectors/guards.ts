/** The limits of the guards as a form shows and sends them. */
import type { GuardField } from '@/components/connectors/guards-form'
import type { ConnectorId } from '@/lib/catalogue/types'
import { defaultLimits, guardsSchema, type Limits } from '@/lib/refresh/limits'

const words: Readonly<Record<keyof Limits, { label: string; hint: string }>> = {
  shrinkPercent: {
    label: 'Rows a table may lose, %',
    hint: 'Also the part of a sum (time spent, XP) that may vanish.',
  },
  smallTable: { label: 'Small tables, rows', hint: 'Tables that held fewer rows may shrink as they like.' },
  quarantinePercent: { label: 'Rows set aside, %', hint: 'The part of the rows read that may be unreadable.' },
  quarantineRows: { label: 'Rows set aside, at least', hint: 'Fewer unreadable rows than this hold nothing.' },
}

const names = Object.keys(words) as (keyof Limits)[]

export function guardFields(stored: unknown): { fields: readonly GuardField[]; tables: string } {
  const { tables, ...general } = (stored ?? {}) as Record<string, unknown>
  return {
    fields: names.map((name) => ({
      name,
      ...words[name],
      value: typeof general[name] === 'number' ? String(general[name]) : '',
      standard: String(defaultLimits[name]),
    })),
    tables: tables === undefined ? '' : JSON.stringify(tables, null, 2),
  }
}

type Read = { readonly guards: Record<string, unknown> } | { readonly errors: Record<string, string> }

/** An empty field takes the default; anything that is no number, or no limit, is refused by its name. */
export function readGuards(connectorId: ConnectorId, form: Readonly<Record<string, string | undefined>>): Read {
  const guards: Record<string, unknown> = {}
  for (const name of names) {
    const text = form[name]?.trim() ?? ''
    if (text !== '') guards[name] = Number(text.replace(',', '.'))
  }
  const tables = form['tables']?.trim() ?? ''
  if (tables !== '') {
    try {
      guards['tables'] = JSON.parse(tables)
    } catch {
      return { errors: { tables: 'This is no JSON.' } }
    }
  }
  const parsed = guardsSchema(connectorId).safeParse(guards)
  if (parsed.success) return { guards }
  const errors = parsed.error.issues.map(({ path, message }) => {
    const [field = 'tables', ...where] = path
    return [String(field), where.length > 0 ? `${where.join('.')}: ${message}` : message]
  })
  return { errors: Object.fromEntries(errors.reverse()) as Record<string, string> }
}
