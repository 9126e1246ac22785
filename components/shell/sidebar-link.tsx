import type { LucideIcon } from 'lucide-react'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'

interface SidebarLinkProps {
  href: string
  name: string
  icon: LucideIcon
  current: boolean
  /** Icon only. */
  rail: boolean
  /** Its name may be longer than the menu is wide. */
  mayBeLong?: boolean
  onFollow?: () => void
}

export function SidebarLink({ href, name, icon: Icon, current, rail, mayBeLong = false, onFollow }: SidebarLinkProps) {
  return (
    <li>
      <Link
        // The menu is longer than most windows: what is open stands in sight.
        ref={current ? show : undefined}
        href={href}
        {...(onFollow && { onClick: onFollow })}
        aria-current={current ? 'page' : undefined}
        title={rail || mayBeLong ? name : undefined}
        className={cn(
          'flex h-7 scroll-my-10 items-center gap-2.5 rounded-control px-3 text-body text-muted transition-colors duration-90 hover:bg-hover hover:text-text max-sidebar:h-10',
          current && 'bg-selected font-[550] text-accent hover:bg-selected hover:text-accent',
          rail && 'h-9 justify-center px-0',
        )}
      >
        <Icon aria-hidden className="size-4 shrink-0" />
        <span className={cn('truncate', rail && 'sr-only')}>{name}</span>
      </Link>
    </li>
  )
}

const show = (link: HTMLAnchorElement | null) => link?.scrollIntoView({ block: 'nearest' })
