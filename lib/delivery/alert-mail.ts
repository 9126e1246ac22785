/** A mail that says that a watched value has crossed its limit. */
import { changeInWords } from '@/lib/format/change'
import { formatPeriod } from '@/lib/format/dates'
import { formatValueWithUnit } from '@/lib/format/value'
import { metrics, type MetricName } from '@/lib/metrics/names'
import { watchInWords, type Measured, type Watch } from './alert-condition'
import { button, heading, page, paragraph } from './mail-layout'
import { figures } from './mail-sections'
import { footer, footerText, type Reason, type Written } from './view-mail'

export interface AlertContent {
  readonly name: string
  readonly metric: MetricName
  readonly watch: Watch
  readonly measured: Measured
  readonly period: { readonly from: string; readonly to: string }
  /** Filters in words. */
  readonly words: readonly string[]
  readonly asOf: readonly string[]
  readonly path: string
}

export function alertMail(content: AlertContent, { origin, reason }: { origin: string; reason: Reason }): Written {
  const { name, metric, watch, measured, period, words, asOf, path } = content
  const { label, format, tone } = metrics[metric]
  const said = watchInWords(metric, watch)
  const change = changeInWords(measured.value, measured.before, format)
  const text = formatValueWithUnit(measured.value, format)
  const figure = { name: metric, label, value: measured.value, before: measured.before, text, change, tone, note: null }
  const where = [formatPeriod(period.from, period.to), ...words].join(' · ')
  return {
    subject: `Skillscope: ${name}`,
    html: page({
      title: name,
      summary: `${said}: ${text}`,
      sections: [
        heading(name, 1) + paragraph(`${said}.`) + paragraph(where, 'muted', 13),
        figures([figure]),
        button('Open in Skillscope', origin + path),
        footer(asOf, reason),
      ],
    }),
    text: [
      name,
      `${said}.`,
      where,
      `${label}: ${text}${change ? `, ${change.text} ${change.from}` : ''}`,
      `Open in Skillscope: ${origin}${path}`,
      ...footerText(asOf, reason),
    ].join('\n\n'),
    attachments: [],
  }
}
