'use client'

import { useSearchParams } from 'next/navigation'
import { useRef, type ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { ChartMenu } from './chart-menu'
import type { MarkColour } from './colours'
import { pngBlob, save, svgText } from './picture'
import { fileName, twinCsv, type Twin } from './twin'
import { shownAsTable, withTwin } from './twin-choice'
import { TwinTable } from './twin-table'

/** What every chart of a page says about itself. */
export interface ChartCardProps {
  /** Its name in the address, one of a kind on its page. */
  id: string
  title: string
  /** One muted line: what, unit, interaction. */
  about: string
  /** The period in words; the chart's name and its files carry it. */
  period: string
  /** Left of the menu: a definition, a segmented choice. */
  tools?: ReactNode
  /** One or two lines below: rule, denominator, exclusions. */
  footer?: ReactNode
  className?: string
}

interface ChartFrameProps extends ChartCardProps {
  twin: Twin
  legend?: readonly { readonly label: string; readonly color: MarkColour }[]
  children: ReactNode
}

/** A card whose drawing can be swapped for its table, and saved. */
export function ChartCard({
  id,
  title,
  about,
  period,
  tools,
  footer,
  className,
  twin,
  legend = [],
  children,
}: ChartFrameProps) {
  const search = useSearchParams().toString()
  const body = useRef<HTMLDivElement>(null)
  const asTable = shownAsTable(search, id)
  const drawing = () => body.current?.querySelector<SVGSVGElement>('svg.recharts-surface')
  const savePicture = async (kind: 'png' | 'svg') => {
    const found = drawing()
    if (!found) return
    const svg = svgText(found, { title, about: `${about.replace(/\.?$/, '.')} ${period}`, legend })
    save(
      kind === 'png' ? await pngBlob(svg) : new Blob([svg], { type: 'image/svg+xml' }),
      `${fileName(`${title} ${period}`)}.${kind}`,
    )
  }
  return (
    <Card
      title={title}
      about={about}
      footer={footer}
      {...(className !== undefined && { className })}
      tools={
        <>
          {/* Positioned, so that a definition opens below it. */}
          {tools && <div className="relative flex items-center gap-1">{tools}</div>}
          <ChartMenu
            title={title}
            asTable={asTable}
            // The numbers are here already: the address changes without asking the server again.
            onSwitch={() => window.history.pushState(null, '', window.location.pathname + withTwin(search, id))}
            onCsv={() =>
              save(
                new Blob([twinCsv(twin)], { type: 'text/csv;charset=utf-8' }),
                `${fileName(`${title} ${period}`)}.csv`,
              )
            }
            onPicture={asTable || legend.length === 0 ? undefined : (kind) => void savePicture(kind)}
          />
        </>
      }
    >
      <div ref={body} className="flex min-w-0 grow flex-col">
        {asTable ? <TwinTable name={title} twin={twin} /> : children}
      </div>
    </Card>
  )
}
