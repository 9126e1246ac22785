'use client'

import { ChevronDown, Download } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem, MenuLabel } from '@/components/ui/menu'
import { formats, type FormatId } from '@/lib/format/file-format'

const ADDRESS = '/export/sql'

/** The whole answer, however many rows; a form carries the statement, and a refusal opens beside the page. */
export function ExportAnswer({ statement }: { statement: string }) {
  const form = useRef<HTMLFormElement>(null)
  const others = (Object.keys(formats) as FormatId[]).filter((format) => format !== 'csv')
  // A button within the menu would be gone with it before the browser sends its form.
  const send = (format: FormatId) => {
    if (!form.current) return
    form.current.action = `${ADDRESS}?format=${format}`
    form.current.requestSubmit()
    form.current.action = ADDRESS
  }
  return (
    <form ref={form} action={ADDRESS} method="post" target="_blank" className="inline-flex" data-print="hide">
      <input type="hidden" name="statement" value={JSON.stringify(statement)} />
      <Button type="submit" icon={<Download aria-hidden />} className="rounded-r-none">
        Export CSV
      </Button>
      <Menu
        trigger={
          <Button size="icon" className="-ml-px rounded-l-none" aria-label="Other formats">
            <ChevronDown aria-hidden />
          </Button>
        }
      >
        <MenuLabel>The whole answer</MenuLabel>
        {others.map((format) => (
          <MenuItem key={format} note={formats[format].about} onSelect={() => send(format)}>
            {formats[format].label}
          </MenuItem>
        ))}
      </Menu>
    </form>
  )
}
