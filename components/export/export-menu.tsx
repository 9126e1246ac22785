'use client'

import { ChevronDown, Clock, Download, ScrollText } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Menu, MenuLabel, MenuSeparator, MenuSlot } from '@/components/ui/menu'
import { formatIds, formats } from '@/lib/format/file-format'
import { formatIcons } from './format-icons'

interface ExportMenuProps {
  /** The CSV: an address below /export. */
  href: string
  /** How many rows it holds, in words: "1,440" or "10,000+". */
  rows?: string
  /** On hover. */
  title?: string
  /** Where a page has several: whose export it is. */
  of?: string
  /** In the head of a card, where the word CSV has to do. */
  compact?: boolean
  /** False: what admins read of the product itself is short and never waits. */
  background?: boolean
  className?: string
}

/** The CSV with one click, and beside it every other way to take the same rows away. */
export function ExportMenu(props: ExportMenuProps) {
  const { href, rows, title, of, compact = false, background = true, className } = props
  const size = compact ? 'small' : 'medium'
  return (
    <span className={cn('inline-flex shrink-0', className)} data-print="hide">
      <Button asChild size={size} className="rounded-r-none">
        <a href={href} download title={title} aria-label={of && (compact ? `${of}: CSV` : `Export CSV: ${of}`)}>
          <Download aria-hidden />
          <span>
            {compact ? 'CSV' : 'Export CSV'}
            {/* On phones the table says it. */}
            {rows !== undefined && (
              <span className="max-tablet:sr-only">{` (${rows} ${rows === '1' ? 'row' : 'rows'})`}</span>
            )}
          </span>
        </a>
      </Button>
      <Menu
        trigger={
          <Button
            size={size}
            className="-ml-px rounded-l-none px-1.5"
            aria-label={of ? `${of}: other formats` : 'Other formats'}
          >
            <ChevronDown aria-hidden />
          </Button>
        }
      >
        <MenuLabel>Export these rows</MenuLabel>
        {formatIds.map((format) => (
          <MenuSlot key={format}>
            <a href={withParameter(href, 'format', format)} download title={formats[format].about}>
              {formatIcons[format]}
              {formats[format].label}
            </a>
          </MenuSlot>
        ))}
        <MenuSeparator />
        <MenuSlot>
          <a
            href={withParameter(href, 'manifest', '1')}
            download
            title="Filters, definitions, moment of the data, number of rows and checksum of the CSV"
          >
            <ScrollText aria-hidden />
            Manifest
          </a>
        </MenuSlot>
        {background && (
          <MenuSlot>
            <Link href={`/exports?${new URLSearchParams({ of: href })}`}>
              <Clock aria-hidden />
              In the background
            </Link>
          </MenuSlot>
        )}
      </Menu>
    </span>
  )
}

function withParameter(href: string, name: string, value: string): string {
  const [path = '', search = ''] = href.split('?')
  const params = new URLSearchParams(search)
  params.set(name, value)
  return `${path}?${params}`
}
