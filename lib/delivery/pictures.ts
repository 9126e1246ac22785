/** The pictures of a mail: each chart for both themes, of which mail programs show the one that fits. */
import type { SendMailOptions } from 'nodemailer'
import { drawLine, WIDTH } from './draw-line'
import { dark, light } from './mail-colours'
import { png } from './png'
import type { Chart, LineChart } from './view-content'

export interface Pictures {
  /** Ids under which the HTML refers to them. */
  readonly idsOf: (chart: LineChart) => Readonly<Record<'light' | 'dark', string>>
  readonly attachments: NonNullable<SendMailOptions['attachments']>
}

export async function picturesOf(id: string, charts: readonly Chart[]): Promise<Pictures> {
  const lines = charts.filter((chart) => chart.kind === 'line')
  const idsOf = (chart: LineChart) => {
    const name = (theme: string) => `${id}-${lines.indexOf(chart)}-${theme}@skillscope`
    return { light: name('light'), dark: name('dark') }
  }
  const drawn = lines.flatMap((chart, index) =>
    Object.entries({ light, dark }).map(async ([theme, colours]) => ({
      cid: idsOf(chart)[theme === 'dark' ? 'dark' : 'light'],
      filename: `chart-${index + 1}-${theme}.png`,
      content: await png(drawLine(chart, colours), WIDTH),
      contentType: 'image/png',
      contentDisposition: 'inline' as const,
    })),
  )
  return { idsOf, attachments: await Promise.all(drawn) }
}
