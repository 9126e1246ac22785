import { Bookmark } from 'lucide-react'
import Link from 'next/link'
import { Banner } from '@/components/ui/banner'
import { ownDefault, viewParam } from '@/lib/filters/view-param'
import type { LeftOut } from '@/lib/views/what-holds'
import { leftOutInWords } from './left-out-words'

interface OpenedLineProps {
  name: string
  path: string
  leftOut: readonly LeftOut[]
}

/** In which view the page is open, the way out of it, and what of it no longer holds. */
export function OpenedLine({ name, path, leftOut }: OpenedLineProps) {
  return (
    <>
      <p data-print="hide" className="-mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-muted">
        <span className="inline-flex min-w-0 items-center gap-1.5">
          <Bookmark aria-hidden className="size-3.5 shrink-0" />
          <span className="min-w-0 break-words">
            View <strong className="font-[550] text-text">{name}</strong>
          </span>
        </span>
        <Link
          href={`${path}?${viewParam}=${ownDefault}`}
          className="inline-flex min-h-6 items-center text-accent hover:underline"
        >
          Reset to the page’s own default
        </Link>
      </p>
      {leftOut.length > 0 && (
        <Banner kind="warning" title="This view names something that is no longer there, or not within your reach.">
          Left out: {leftOut.map(leftOutInWords).join('; ')}.
        </Banner>
      )}
    </>
  )
}
