'use client'

import { Bookmark } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { viewParam } from '@/lib/filters/view-param'
import { SaveViewForm } from './save-view-form'
import { useViews } from './views-context'

/** Keeps what the page shows now under a name. `path` is the page's address without what follows the question mark. */
export function SaveView({ path }: { path: string }) {
  const views = useViews()
  const search = useSearchParams()
  const [open, setOpen] = useState(false)
  const [saved, setSaved] = useState<string | null>(null)
  if (views === null) return null
  const own = views.known.filter((view) => view.mine && view.path === path)
  const opened = own.find(({ id, name }) => (saved === null ? id === search.get(viewParam) : name === saved))
  return (
    <>
      <Button icon={<Bookmark aria-hidden />} onClick={() => setOpen(true)}>
        Save view
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Save view">
        <SaveViewForm
          path={path}
          search={search.toString()}
          opened={opened ?? null}
          save={views.save}
          onCancel={() => setOpen(false)}
          onSaved={(name) => {
            setSaved(name)
            setOpen(false)
          }}
        />
      </Dialog>
      <span role="status" className="text-small text-muted empty:hidden">
        {saved !== null && `Saved as “${saved}”`}
      </span>
    </>
  )
}
