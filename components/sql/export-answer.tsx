'use client'

import { ChevronDown, Clock, Download } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { FormatField } from '@/components/export/format-field'
import { formatIcons } from '@/components/export/format-icons'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogForm } from '@/components/ui/dialog-form'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu'
import type { FormAction } from '@/lib/authz/action'
import { formatIds, formats, type FormatId } from '@/lib/format/file-format'

const ADDRESS = '/export/sql'

/** The whole answer, however many rows; a form carries the statement, and the file, or why there is none, comes in a tab beside. */
export function ExportAnswer({ statement, queue }: { statement: string; queue: FormAction }) {
  const [waits, setWaits] = useState(false)
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const others = formatIds.filter((format) => format !== 'csv')
  // A button within the menu would be gone with it before the browser sends its form.
  const send = (format: FormatId) => {
    if (!form.current) return
    form.current.action = `${ADDRESS}?format=${format}`
    form.current.requestSubmit()
    form.current.action = ADDRESS
  }
  return (
    <>
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
            <MenuItem key={format} icon={formatIcons[format]} onSelect={() => send(format)}>
              {formats[format].label}
            </MenuItem>
          ))}
          <MenuSeparator />
          <MenuItem icon={<Clock aria-hidden />} onSelect={() => setWaits(true)}>
            In the background
          </MenuItem>
        </Menu>
      </form>
      <Dialog open={waits} onOpenChange={setWaits} title="Make a file in the background">
        <DialogForm
          action={queue}
          values={{ statement: JSON.stringify(statement) }}
          submit="Make the file"
          onDone={() => router.push('/exports')}
          onCancel={() => setWaits(false)}
        >
          {() => <FormatField />}
        </DialogForm>
      </Dialog>
    </>
  )
}
