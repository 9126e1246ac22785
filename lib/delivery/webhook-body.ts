/** What a webhook is told: numbers of many people, never rows of single ones. */
import type { AlertParts, ViewParts } from './compose'
import { watchInWords } from './alert-condition'

export interface Told {
  readonly id: string
  readonly name: string
  readonly origin: string
  readonly at: Date
}

export function webhookBody(parts: ViewParts | AlertParts, { id, name, origin, at }: Told): object {
  return parts.kind === 'view' ? viewBody(parts, { id, name, origin, at }) : alertBody(parts, { id, name, origin, at })
}

function viewBody({ content }: ViewParts, { id, name, origin, at }: Told): object {
  const { title, words, asOf, figures, table, path, dataVersion } = content
  const said = figures.map(
    ({ label, text, change }) => `${label} ${text}${change ? ` (${change.text.toLowerCase()})` : ''}`,
  )
  return {
    id,
    event: 'view.sent',
    at: at.toISOString(),
    name,
    title,
    text: [[title, ...words].join(' · '), said.join(', ')].join('\n'),
    link: origin + path,
    asOf,
    dataVersion,
    figures: figures.map(({ name: metric, label, value, before, text }) => ({ metric, label, value, before, text })),
    columns: table.heads.map(({ label }) => label),
    rows: table.rows,
    rowCount: table.of,
  }
}

function alertBody({ content, dataVersion }: AlertParts, { id, name, origin, at }: Told): object {
  const { metric, watch, measured, period, asOf, path } = content
  return {
    id,
    event: 'alert.crossed',
    at: at.toISOString(),
    name,
    text: `${watchInWords(metric, watch)}.`,
    link: origin + path,
    asOf,
    dataVersion,
    metric,
    condition: watch.condition,
    threshold: watch.threshold,
    value: measured.value,
    before: measured.before,
    from: period.from,
    to: period.to,
  }
}
