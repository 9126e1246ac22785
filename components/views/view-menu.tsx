'use client'

import { Bookmark, Ellipsis, Link2, Mail, PanelTop, Pencil, Share2, Trash2, Users } from 'lucide-react'
import Link from 'next/link'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { Menu, MenuItem, MenuSeparator, MenuSlot } from '@/components/ui/menu'
import type { FormAction } from '@/lib/authz/action'
import { RenameDialog } from './rename-dialog'
import { ShareDialog } from './share-dialog'
import type { ListedView } from './view-list'

export type ViewActions = Readonly<Record<'pin' | 'prefer' | 'remove' | 'rename' | 'share', FormAction>>

interface ViewMenuProps {
  view: ListedView
  actions: ViewActions
  mayTidy: boolean
}

/** Everything that can be done with a view. */
export function ViewMenu({ view, actions, mayTidy }: ViewMenuProps) {
  const [asking, setAsking] = useState<'rename' | 'share' | 'unshare' | 'remove' | null>(null)
  const [said, setSaid] = useState('')
  const [busy, start] = useTransition()
  const { id, name, mine, place, isDefault, owner } = view
  const pinned = place !== null
  const close = () => setAsking(null)
  const run = (action: FormAction, more: Readonly<Record<string, string>> = {}) =>
    start(async () => {
      const form = new FormData()
      for (const [field, value] of Object.entries({ view: id, ...more })) form.set(field, value)
      setSaid((await action(null, form)).message ?? '')
    })
  const copy = () =>
    navigator.clipboard.writeText(new URL(view.href, location.href).href).then(
      () => setSaid('Link copied.'),
      () => setSaid(`The link is ${new URL(view.href, location.href).href}`),
    )
  const mayRemove = mine || mayTidy
  return (
    <div data-print="hide" className="flex shrink-0 items-center gap-2">
      <span role="status" className="max-w-40 text-small text-muted empty:hidden">
        {said}
      </span>
      <Menu
        trigger={
          <Button
            kind="quiet"
            size="icon"
            busy={busy}
            aria-label={`More about ${name}`}
            icon={<Ellipsis aria-hidden />}
          />
        }
      >
        <MenuItem icon={<Bookmark aria-hidden />} onSelect={() => run(actions.pin, pinned ? {} : { on: 'on' })}>
          {pinned ? 'Take out of the sidebar' : 'Keep in the sidebar'}
        </MenuItem>
        <MenuItem icon={<PanelTop aria-hidden />} onSelect={() => run(actions.prefer, isDefault ? {} : { on: 'on' })}>
          {isDefault ? 'Open the page in its own default' : 'Open the page in this view'}
        </MenuItem>
        <MenuItem icon={<Link2 aria-hidden />} onSelect={() => void copy()}>
          Copy link
        </MenuItem>
        <MenuSlot>
          <Link href={`/deliveries/new?view=${id}`}>
            <Mail aria-hidden />
            Send by e-mail
          </Link>
        </MenuSlot>
        {mayRemove && <MenuSeparator />}
        {mine && (
          <>
            <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setAsking('rename')}>
              Rename
            </MenuItem>
            <MenuItem icon={<Share2 aria-hidden />} onSelect={() => setAsking('share')}>
              Share
            </MenuItem>
          </>
        )}
        {!mine && mayTidy && (
          <MenuItem icon={<Users aria-hidden />} onSelect={() => setAsking('unshare')}>
            End sharing
          </MenuItem>
        )}
        {mayRemove && (
          <MenuItem icon={<Trash2 aria-hidden />} onSelect={() => setAsking('remove')}>
            Remove
          </MenuItem>
        )}
      </Menu>
      {asking === 'rename' && <RenameDialog view={view} rename={actions.rename} onClose={close} />}
      {asking === 'share' && <ShareDialog view={view} share={actions.share} onClose={close} />}
      <Confirm
        open={asking === 'unshare'}
        onOpenChange={close}
        title={`End the sharing of “${name}”?`}
        confirm="End sharing"
        onConfirm={() => run(actions.share, { sharing: 'private' })}
      >
        Only {owner.name} will see it from then on.
      </Confirm>
      <Confirm
        open={asking === 'remove'}
        onOpenChange={close}
        title={`Remove the view “${name}”?`}
        confirm="Remove"
        danger
        onConfirm={() => run(actions.remove)}
      >
        {view.sharing === 'private'
          ? 'It does not come back, and what is sent from it ends.'
          : 'Everybody with whom it is shared loses it. It does not come back, and what is sent from it ends.'}
      </Confirm>
    </div>
  )
}
