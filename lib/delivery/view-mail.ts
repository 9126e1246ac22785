/** A mail about a saved view: what it says, as HTML and as plain text, with the picture and the rows attached. */
import type { SendMailOptions } from 'nodemailer'
import { barChart, figures, firstRows, lineChart, lineInWords, rowsTitle } from './mail-sections'
import { button, heading, link, page, paragraph, words } from './mail-layout'
import { picturesOf } from './pictures'
import type { Chart, ViewContent } from './view-content'

/** Why this person gets it, and the way out. */
export interface Reason {
  readonly sentence: string
  /** Null: a test that the reader asked for. */
  readonly unsubscribe: string | null
}

export interface ViewMessage {
  readonly id: string
  readonly name: string
  readonly content: ViewContent
  /** Null: too large, or not theirs to take; then the link leads to it. */
  readonly rows: Buffer | null
  readonly origin: string
  readonly reason: Reason
}

export type Written = Pick<SendMailOptions, 'subject' | 'html' | 'text' | 'attachments'>

export async function viewMail({ id, name, content, rows, origin, reason }: ViewMessage): Promise<Written> {
  const open = origin + content.path
  const { idsOf, attachments } = await picturesOf(id, content.charts)
  const about = aboutRows(content, { attached: rows !== null, origin })
  return {
    subject: `Skillscope: ${name}`,
    html: page({
      title: name,
      summary: summaryOf(content),
      sections: [
        heading(name, 1) + paragraph([content.title, ...content.words].join(' · '), 'muted', 13),
        ...(content.figures.length > 0 ? [figures(content.figures)] : []),
        ...content.charts.map((chart) => (chart.kind === 'line' ? lineChart(chart, idsOf(chart)) : barChart(chart))),
        ...(content.table.rows.length > 0 ? [firstRows(content.table)] : []),
        button('Open in Skillscope', open),
        about.html + footer(content.asOf, reason),
      ],
    }),
    text: textOf(name, content, { open, about: about.text, reason }),
    attachments: [
      ...attachments,
      ...(rows
        ? [{ filename: `${content.download.name}.csv`, content: rows, contentType: 'text/csv; charset=utf-8' }]
        : []),
    ],
  }
}

function summaryOf({ figures: all }: ViewContent): string {
  return all
    .slice(0, 3)
    .map(({ label, text, change }) => `${label} ${text}${change ? ` (${change.text.toLowerCase()})` : ''}`)
    .join(', ')
}

function aboutRows({ table, download }: ViewContent, { attached, origin }: { attached: boolean; origin: string }) {
  if (table.of === 0) return { html: '', text: [] }
  if (attached) {
    const text = 'All rows that you may see are attached as CSV.'
    return { html: paragraph(text, 'muted', 13), text: [text] }
  }
  const href = origin + download.path
  return {
    html: `<p style="margin:0 0 8px;font-size:13px;">${words('The rows are too many to attach:', 'muted')} ${link('Download them as CSV', href)}</p>`,
    text: [`The rows are too many to attach. Download them as CSV: ${href}`],
  }
}

export function footer(asOf: readonly string[], { sentence, unsubscribe }: Reason): string {
  const way = unsubscribe === null ? '' : ` ${link('Stop these mails', unsubscribe)}`
  return `${asOf.length > 0 ? paragraph(asOf.join(' · '), 'muted', 12) : ''}<p style="margin:0;font-size:12px;line-height:1.5;">${words(sentence, 'muted')}${way}</p>`
}

export function footerText(asOf: readonly string[], { sentence, unsubscribe }: Reason): string[] {
  return [
    ...(asOf.length > 0 ? [asOf.join(' · ')] : []),
    sentence,
    ...(unsubscribe === null ? [] : [`Stop these mails: ${unsubscribe}`]),
  ]
}

interface TextParts {
  readonly open: string
  readonly about: readonly string[]
  readonly reason: Reason
}

function textOf(name: string, content: ViewContent, { open, about, reason }: TextParts): string {
  const { title, words: said, figures: all, charts, table, asOf } = content
  return [
    name,
    [title, ...said].join(' · '),
    all
      .map(({ label, text, change, note }) =>
        [
          `${label}: ${text}`,
          ...(change ? [`${change.text} ${change.from}`] : []),
          ...(note === null ? [] : [note]),
        ].join(', '),
      )
      .join('\n'),
    ...charts.map(chartInWords),
    ...(table.rows.length === 0
      ? []
      : [
          [
            `${rowsTitle(table)}:`,
            table.heads.map(({ label }) => label).join(' | '),
            ...table.rows.map((row) => row.map(oneLine).join(' | ')),
          ].join('\n'),
        ]),
    `Open in Skillscope: ${open}`,
    ...about,
    ...footerText(asOf, reason),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** What a source calls something must not look like a line of ours. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')

function chartInWords(chart: Chart): string {
  if (chart.kind === 'line') return lineInWords(chart)
  const bars = chart.bars.map(({ label, text }) => `${oneLine(label)}: ${text}`)
  return [`${chart.title}:`, ...bars].join('\n')
}
