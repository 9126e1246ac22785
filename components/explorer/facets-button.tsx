'use client'

import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { FilterColumn } from '@/lib/explorer/filter-value'
import { FacetsPanel } from './facets-panel'
import { Sheet } from './sheet'

interface FacetsButtonProps {
  table: string
  columns: readonly FilterColumn[]
  usual: readonly string[]
}

/** In a narrow window the facets come as a sheet. */
export function FacetsButton(props: FacetsButtonProps) {
  const [open, setOpen] = useState(false)
  return (
    <span className="sidebar:hidden" data-print="hide">
      <Button icon={<SlidersHorizontal aria-hidden />} onClick={() => setOpen(true)}>
        Facets
      </Button>
      <Sheet label="Facets" open={open} onOpenChange={setOpen}>
        <FacetsPanel {...props} onClose={() => setOpen(false)} />
      </Sheet>
    </span>
  )
}
