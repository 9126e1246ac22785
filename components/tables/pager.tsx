import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'

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

function PagerLink({ href, rel, children }: { href: string | null; rel: string; children: React.ReactNode }) {
  if (href === null) {
    return (
      <Button size="small" disabled>
        {children}
      </Button>
    )
  }
  return (
    <Button size="small" asChild>
      <Link href={href} rel={rel} scroll={false}>
        {children}
      </Link>
    </Button>
  )
}
