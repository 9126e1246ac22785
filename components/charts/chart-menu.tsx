'use client'

import {
  BookOpen,
  ChartColumn,
  Check,
  Download,
  Ellipsis,
  FileCode,
  FileImage,
  LinkIcon,
  Maximize2,
  Table,
} from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem, MenuLabel, MenuSeparator, MenuSlot } from '@/components/ui/menu'

interface ChartMenuProps {
  title: string
  asTable: boolean
  onSwitch: () => void
  onEnlarge: () => void
  onCsv: () => void
  /** Absent where nothing is drawn, such as in the table. */
  onPicture?: ((kind: 'png' | 'svg') => void) | undefined
  /** The name of the chart in the address. */
  anchor: string
  /** Its entry in the dictionary. */
  definition?: string | undefined
}

export function ChartMenu(props: ChartMenuProps) {
  const { title, asTable, onSwitch, onEnlarge, onCsv, onPicture, anchor, definition } = props
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
      <MenuItem icon={<Maximize2 aria-hidden />} onSelect={onEnlarge}>
        Enlarge
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
      <MenuSeparator />
      <CopyLink anchor={anchor} />
      {definition !== undefined && (
        <MenuSlot>
          <Link href={definition}>
            <BookOpen aria-hidden />
            Definition
          </Link>
        </MenuSlot>
      )}
    </Menu>
  )
}

const words = {
  rest: 'Copy link to this chart',
  copied: 'Link copied',
  refused: 'Copy it from the address bar',
} as const

/** The menu stays open, so that its own words can say whether it worked. */
function CopyLink({ anchor }: { anchor: string }) {
  const [state, setState] = useState<keyof typeof words>('rest')
  const copy = async () => {
    const address = new URL(window.location.href)
    address.hash = anchor
    window.history.replaceState(null, '', address)
    // Browsers refuse the clipboard on addresses without TLS; the address bar has it then.
    const next = await navigator.clipboard?.writeText(address.href).then(
      () => 'copied' as const,
      () => 'refused' as const,
    )
    setState(next ?? 'refused')
  }
  return (
    <>
      <MenuItem
        stays
        icon={state === 'copied' ? <Check aria-hidden /> : <LinkIcon aria-hidden />}
        onSelect={() => void copy()}
      >
        {words[state]}
      </MenuItem>
      <span role="status" className="sr-only">
        {state === 'rest' ? '' : words[state]}
      </span>
    </>
  )
}
