'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { StateLink } from '@/components/ui/state-link'

/** Previous and next by address; no page numbers, because nobody knows what stands on page 7. */
export function Pager({ previous, next }: { previous: string | null; next: string | null }) {
  return (
    <nav aria-label="Pages" className="flex gap-2">
      <PagerLink href={previous} rel="prev">
        <ChevronLeft aria-hidden />
        Previous
      </PagerLink>
      <PagerLink href={next} rel="next">
        Next
        <ChevronRight aria-hidden />
      </PagerLink>
    </nav>
  )
}

/** The same element on the last page, so that whoever pages by keyboard keeps their place. */
function PagerLink({ href, rel, children }: { href: string | null; rel: string; children: React.ReactNode }) {
  const nowhere = href === null && {
    role: 'button',
    'aria-disabled': true,
    tabIndex: -1,
    prefetch: false,
    onClick: (event: React.MouseEvent) => event.preventDefault(),
  }
  return (
    <Button size="small" className="aria-disabled:border-border aria-disabled:bg-sunken" asChild>
      <StateLink href={href ?? '#'} rel={rel} scroll={false} {...nowhere}>
        {children}
      </StateLink>
    </Button>
  )
}
