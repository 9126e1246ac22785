'use client'

import { useEffect, type RefObject } from 'react'
import { useOpenRow } from './use-open-row'
import { rowLink } from './use-row-keys'

/** Another page begins at its first row; a row that is opened from outside of the grid is scrolled to. */
export function useRowInSight(first: string | undefined, region: RefObject<HTMLElement | null>): void {
  const { open } = useOpenRow()
  useEffect(() => {
    // What it returns in newer browsers is nothing to call when the rows go.
    region.current?.scrollTo({ top: 0 })
  }, [first, region])
  useEffect(() => {
    if (open !== null) rowLink(region.current, open)?.scrollIntoView({ block: 'nearest' })
  }, [open, first, region])
}
