/** A line over time as an SVG document, from plain data: nothing of a browser is needed. */
import { labelled, scaleFromZero } from '@/components/charts/scale'
import { textWidth } from '@/components/charts/text-width'
import { tickText } from '@/components/charts/value-axis'
import type { Colours } from './mail-colours'
import { escaped } from './escaped'
import type { LineChart } from './view-content'

/** Narrower than it is shown, so that its words can be read on a phone too. */
export const WIDTH = 480
export const HEIGHT = 220

const top = 34
const bottom = 26
const right = 10

type Point = readonly [x: number, y: number]

export function drawLine(chart: LineChart, colours: Colours): string {
  const { values, before, labels, format, unfinished } = chart
  const all = [...values, ...(before ?? [])].filter((value) => value !== null)
  const scale = scaleFromZero(Math.max(0, ...all), format === 'count' ? 1 : 0)
  const ticks = scale.ticks.map((tick) => ({ tick, text: tickText(tick, scale.ticks[1] ?? 1, format) }))
  const left = 12 + Math.max(...ticks.map(({ text }) => textWidth(text, 12)))
  const plot = { width: WIDTH - left - right, height: HEIGHT - top - bottom }
  const x = (index: number) => left + (index * plot.width) / Math.max(1, values.length - 1)
  const y = (value: number) => top + plot.height * (1 - value / scale.top)
  const points = (line: LineChart['values']) =>
    line.map((value, index) => (value === null ? null : place(index, value)))
  const place = (index: number, value: number): Point => [x(index), y(value)]
  // The last bucket goes on: what leads there is drawn open.
  const whole = unfinished ? values.slice(0, -1) : values
  const open = unfinished ? values.map((value, index) => (index >= values.length - 2 ? value : null)) : []
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="Inter" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${colours.surface}"/>`,
    ...(before ? [legend(left, colours)] : []),
    ...ticks.map(
      ({ tick, text }) =>
        `<line x1="${left}" x2="${WIDTH - right}" y1="${round(y(tick))}" y2="${round(y(tick))}" stroke="${colours['chart-grid']}"/>` +
        words(text, [left - 6, y(tick) + 4], { anchor: 'end', colours }),
    ),
    ...labelled(labels.length, plot.width, 62).map((index) =>
      words(labels[index] ?? '', [x(index), HEIGHT - 8], { anchor: anchorOf(index, labels.length), colours }),
    ),
    ...(before ? [lines(points(before), `stroke="${colours['chart-compare']}" stroke-dasharray="4 4"`)] : []),
    lines(points(whole), `stroke="${colours['chart-ink']}" stroke-width="2"`),
    lines(points(open), `stroke="${colours['chart-ink']}" stroke-width="2" stroke-dasharray="2 4"`),
    '</svg>',
  ].join('')
}

function legend(left: number, colours: Colours): string {
  const entry = (x: number, label: string, stroke: string) =>
    `<line x1="${x}" x2="${x + 18}" y1="14" y2="14" ${stroke}/>${words(label, [x + 24, 18], { anchor: 'start', colours })}`
  return (
    entry(left, 'This period', `stroke="${colours['chart-ink']}" stroke-width="2"`) +
    entry(left + 120, 'Before', `stroke="${colours['chart-compare']}" stroke-dasharray="4 4"`)
  )
}

/** A line breaks where a value is missing; a value that stands alone is a dot. */
function lines(points: readonly (Point | null)[], look: string): string {
  const runs: Point[][] = [[]]
  for (const point of points) {
    if (point) runs.at(-1)?.push(point)
    else if (runs.at(-1)?.length !== 0) runs.push([])
  }
  return runs
    .filter((run) => run.length > 0)
    .map((run) => {
      const [first] = run
      if (run.length === 1 && first)
        return `<circle cx="${round(first[0])}" cy="${round(first[1])}" r="2.5" ${look} fill="none"/>`
      return `<polyline fill="none" ${look} points="${run.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')}"/>`
    })
    .join('')
}

interface Look {
  readonly anchor: 'start' | 'middle' | 'end'
  readonly colours: Colours
}

function words(text: string, [x, y]: Point, { anchor, colours }: Look): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${colours['chart-tick']}">${escaped(text)}</text>`
}

const anchorOf = (index: number, count: number) => (index === 0 ? 'start' : index === count - 1 ? 'end' : 'middle')

const round = (value: number) => Math.round(value * 10) / 10
