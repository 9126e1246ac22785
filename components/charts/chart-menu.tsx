'use client'

import { ChartColumn, Download, Ellipsis, FileCode, FileImage, Table } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu'

interface ChartMenuProps {
  title: string
  asTable: boolean
  onSwitch: () => void
  onCsv: () => void
  /** Absent where nothing is drawn, such as in the table. */
  onPicture?: ((kind: 'png' | 'svg') => void) | undefined
}

export function ChartMenu({ title, asTable, onSwitch, onCsv, onPicture }: ChartMenuProps) {
  return (
    <Menu
      trigger={
        <Button kind="quiet" size="icon" data-print="hide" aria-label={`${title}: more`}>
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      <MenuItem icon={asTable ? <ChartColumn aria-hidden /> : <Table aria-hidden />} onSelect={onSwitch}>
        {asTable ? 'View as chart' : 'View as table'}
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>Export these numbers</MenuLabel>
      <MenuItem icon={<Download aria-hidden />} onSelect={onCsv}>
        CSV
      </MenuItem>
      {onPicture && (
        <>
          <MenuItem icon={<FileImage aria-hidden />} onSelect={() => onPicture('png')}>
            PNG
          </MenuItem>
          <MenuItem icon={<FileCode aria-hidden />} onSelect={() => onPicture('svg')}>
            SVG
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
