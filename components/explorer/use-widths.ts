'use client'

import { useState } from 'react'
import { NARROWEST, WIDEST } from '@/lib/explorer/view-limits'
import type { WidthChange } from './column-actions'
import type { Grid, GridColumn } from './grid-model'
import { withWidth } from './table-address'
import { useAddress } from './use-address'

const STEP = 32

type Widths = Readonly<Record<string, number>>

/** Widths change under the hand, so they are kept here and only said in the address; the server hears of them next time. */
export function useWidths({ columns }: Grid) {
  const { search, replace } = useAddress()
  const addressed = Object.fromEntries(
    columns.flatMap(({ name, chosenWidth }) => (chosenWidth === null ? [] : [[name, chosenWidth]])),
  )
  const text = JSON.stringify(addressed)
  const [seen, setSeen] = useState(text)
  const [widths, setWidths] = useState<Widths>(addressed)
  if (text !== seen) {
    setSeen(text)
    setWidths(addressed)
  }
  const say = (name: string, width: number | null) => replace(withWidth(search, name, width))
  return {
    widths,
    setWidths,
    say: (name: string) => say(name, widths[name] ?? null),
    resize: ({ name, usualWidth }: GridColumn, change: WidthChange) => {
      if (change === 'usual') {
        setWidths(Object.fromEntries(Object.entries(widths).filter(([other]) => other !== name)))
        return say(name, null)
      }
      const wanted = (widths[name] ?? usualWidth) + (change === 'wider' ? STEP : -STEP)
      const width = Math.min(WIDEST, Math.max(NARROWEST, wanted))
      setWidths({ ...widths, [name]: width })
      say(name, width)
    },
  }
}
