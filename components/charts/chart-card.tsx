'use client'

import { ChartColumn } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useRef, useState, type ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { ChartMenu } from './chart-menu'
import type { MarkColour } from './colours'
import { Enlarged } from './enlarged'
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
  /** One or two muted lines under the drawing: rule, denominator, exclusions. */
  note?: ReactNode
  /** Below a rule: counts and links. */
  footer?: ReactNode
  /** What stands where there is nothing to draw. */
  empty?: { readonly title: string; readonly text: ReactNode; readonly action?: ReactNode }
  /** The address of its entry in the dictionary. */
  definition?: string
  className?: string
}

interface ChartFrameProps extends ChartCardProps {
  twin: Twin
  legend?: readonly { readonly label: string; readonly color: MarkColour }[]
  children: ReactNode
}

const nothing: NonNullable<ChartCardProps['empty']> = {
  title: 'Nothing in this period',
  text: 'No rows match the period and the filters above.',
}

/** A card whose drawing can be swapped for its table, enlarged and saved. */
export function ChartCard(props: ChartFrameProps) {
  const { id, title, about, period, tools, note, footer, empty = nothing, definition, className, twin } = props
  const search = useSearchParams().toString()
  const body = useRef<HTMLDivElement>(null)
  const [enlarged, setEnlarged] = useState(false)
  const asTable = shownAsTable(search, id)
  const isEmpty = twin.rows.length === 0
  const file = fileName(`${title} ${period}`)
  const savePicture = async (kind: 'png' | 'svg') => {
    if (!body.current) return
    const words = { title, about: `${about.replace(/\.?$/, '.')} ${period}`, legend: props.legend ?? [] }
    const svg = await svgText(body.current, words)
    if (svg === null) return
    save(kind === 'png' ? await pngBlob(svg) : new Blob([svg], { type: 'image/svg+xml' }), `${file}.${kind}`)
  }
  const content = isEmpty ? (
    <EmptyState icon={ChartColumn} title={empty.title} action={empty.action}>
      {empty.text}
    </EmptyState>
  ) : asTable ? (
    <TwinTable name={title} twin={twin} />
  ) : (
    props.children
  )
  return (
    <Card
      id={id}
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
            anchor={id}
            definition={definition}
            asTable={asTable}
            // The numbers are here already: the address changes without asking the server again.
            onSwitch={() => window.history.pushState(null, '', window.location.pathname + withTwin(search, id))}
            onEnlarge={() => setEnlarged(true)}
            onCsv={() => save(new Blob([twinCsv(twin)], { type: 'text/csv;charset=utf-8' }), `${file}.csv`)}
            onPicture={asTable || isEmpty ? undefined : (kind) => void savePicture(kind)}
          />
        </>
      }
    >
      <div ref={body} className="flex min-w-0 grow flex-col">
        {content}
      </div>
      {note && <p className="mt-3 text-small text-muted">{note}</p>}
      <Enlarged
        open={enlarged}
        onOpenChange={setEnlarged}
        // The item that opened it is gone with its menu.
        returnTo={() => body.current?.closest('section')?.querySelector('[aria-haspopup=menu]') ?? null}
        {...{ title, note }}
        about={`${about} ${period}`}
      >
        {content}
      </Enlarged>
    </Card>
  )
}
