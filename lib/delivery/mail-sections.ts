/** The parts of a mail about a view, in HTML. */
import { formatCounted } from '@/lib/format/numbers'
import { formatValueWithUnit } from '@/lib/format/value'
import type { Change } from '@/lib/format/change'
import { HEIGHT, WIDTH } from './draw-line'
import { escaped } from './escaped'
import { light } from './mail-colours'
import { heading, words } from './mail-layout'
import type { BarChart, Figure, FirstRows, LineChart } from './view-content'

/** More do not fit beside each other. */
const MOST_COLUMNS = 5
const PHONE_COLUMNS = 3

export function figures(all: readonly Figure[]): string {
  const pairs = all.filter((_, index) => index % 2 === 0).map((first, row) => [first, all[row * 2 + 1]] as const)
  const rows = pairs.map(([first, second]) => `<tr>${figure(first)}${second ? figure(second) : empty}</tr>`)
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0">${rows.join('')}</table>`
}

const empty = '<td class="spacer" width="50%"></td>'

function figure({ label, text, change, note, tone }: Figure): string {
  const line = (html: string) => `<div style="font-size:13px;line-height:1.5;">${html}</div>`
  return `<td class="figure" width="50%" valign="top" style="padding:8px 12px 8px 0;">${line(words(label, 'muted'))}<div style="font-size:22px;line-height:1.3;font-weight:600;">${words(text, 'text')}</div>${
    change ? line(`${words(change.text, toneOf(change, tone), 'font-weight:600;')} ${words(change.from, 'muted')}`) : ''
  }${note === null ? '' : line(words(note, 'muted'))}</td>`
}

function toneOf({ direction }: Change, tone: Figure['tone']): 'muted' | 'positive' | 'negative' {
  if (direction === 'same' || tone === 'neutral') return 'muted'
  return (direction === 'up') === (tone === 'more-is-better') ? 'positive' : 'negative'
}

/** Of both pictures one is shown; Outlook, which hides nothing, does not get to see the second one. */
export function lineChart(chart: LineChart, ids: Readonly<Record<'light' | 'dark', string>>): string {
  const picture = (theme: string, id: string, look: string) =>
    `<img class="${theme}" src="cid:${escaped(id)}" width="${WIDTH}" height="${HEIGHT}" alt="${escaped(lineInWords(chart))}" style="${look}width:100%;max-width:100%;height:auto;">`
  return `${heading(chart.title)}${picture('in-light', ids.light, 'display:block;')}<!--[if !mso]><!-->${picture('in-dark', ids.dark, 'display:none;')}<!--<![endif]-->`
}

/** First, last, lowest and highest: what somebody who does not see the picture needs. */
export function lineInWords({ title, labels, values, format }: LineChart): string {
  const known = values.flatMap((value, index) => (value === null ? [] : [{ value, label: labels[index] ?? '' }]))
  const [first, last] = [known.at(0), known.at(-1)]
  if (!first || !last) return `${title}: no value to show.`
  const text = ({ value, label }: typeof first) => `${formatValueWithUnit(value, format)} (${label})`
  const sorted = known.toSorted((one, other) => one.value - other.value)
  return `${title}: first ${text(first)}, last ${text(last)}, lowest ${text(sorted[0] ?? first)}, highest ${text(sorted.at(-1) ?? last)}.`
}

/** Drawn with cells instead of a picture, so that every script can be read and the theme holds. */
export function barChart({ title, bars }: BarChart): string {
  const most = Math.max(0, ...bars.map(({ value }) => value ?? 0))
  const rows = bars.map(({ label, value, text }) => {
    const share = most > 0 && value !== null ? Math.round((value / most) * 100) : 0
    const bar =
      share > 0
        ? `<div class="bar" style="width:${share}%;height:10px;border-radius:2px;background:${light['chart-ink']};font-size:0;">&nbsp;</div>`
        : ''
    return `<tr><td width="42%" style="padding:3px 8px 3px 0;font-size:13px;line-height:1.35;">${words(label, 'text')}</td><td width="43%">${bar}</td><td width="15%" align="right" style="padding-left:8px;font-size:13px;white-space:nowrap;">${words(text, 'text')}</td></tr>`
  })
  return `${heading(title)}<table role="presentation" width="100%" cellpadding="0" cellspacing="0">${rows.join('')}</table>`
}

export function firstRows({ heads, rows, of, capped }: FirstRows): string {
  const shown = heads.slice(0, MOST_COLUMNS)
  // Numbers stay in one piece; of names the first one needs room.
  const wrapping = (index: number) =>
    shown[index]?.numeric ? 'white-space:nowrap;' : `overflow-wrap:anywhere;${index === 0 ? 'min-width:110px;' : ''}`
  const cell = (tag: 'th' | 'td', text: string, index: number) =>
    `<${tag}${index >= PHONE_COLUMNS ? ' class="wide"' : ''} align="${shown[index]?.numeric ? 'right' : 'left'}" valign="top" style="padding:6px 8px 6px 0;border-bottom:1px solid ${light.border};font-size:12px;line-height:1.35;font-weight:${tag === 'th' ? 600 : 400};${tag === 'th' ? '' : wrapping(index)}">${words(text, tag === 'th' ? 'muted' : 'text')}</${tag}>`
  const line = (tag: 'th' | 'td', texts: readonly string[]) =>
    `<tr>${texts
      .slice(0, MOST_COLUMNS)
      .map((text, index) => cell(tag, text, index))
      .join('')}</tr>`
  const all = [
    line(
      'th',
      shown.map(({ label }) => label),
    ),
    ...rows.map((row) => line('td', row)),
  ]
  return `${heading(rowsTitle({ rows, of, capped }))}<div style="overflow-x:auto;"><table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;">${all.join('')}</table></div>${
    heads.length > PHONE_COLUMNS
      ? `<div${heads.length > MOST_COLUMNS ? '' : ' class="narrow"'} style="${heads.length > MOST_COLUMNS ? '' : 'display:none;'}padding-top:6px;font-size:12px;">${words(`${heads.length} columns in all.`, 'muted')}</div>`
      : ''
  }`
}

export function rowsTitle({ rows, of, capped }: Pick<FirstRows, 'rows' | 'of' | 'capped'>): string {
  if (!capped && rows.length === of) return formatCounted(of, 'row', 'rows')
  return `First ${rows.length} of ${formatCounted(of, 'row', 'rows')}${capped ? ' or more' : ''}`
}
