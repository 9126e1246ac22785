import { MOST_IN_A_ROW } from '@/components/metrics/kpi'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'

/** A dashboard page before its numbers: filters, figures, two charts, in their sizes. */
export function ReportSkeleton({ withHeading = false, figures = 6 }: { withHeading?: boolean; figures?: number }) {
  return (
    <div role="status" aria-label="Loading the numbers" className="flex flex-col gap-4">
      {withHeading && <Skeleton className="h-[54px] w-full max-w-xl" />}
      <Skeleton className="h-8 w-full max-w-3xl" />
      <Skeleton className={cn('h-[154px] w-full rounded-card', figures > MOST_IN_A_ROW && 'h-[315px]')} />
      <div className="grid gap-4 charts:grid-cols-12">
        <Skeleton className="h-[424px] rounded-card charts:col-span-7" />
        <Skeleton className="h-[424px] rounded-card charts:col-span-5" />
      </div>
    </div>
  )
}
