import { Skeleton } from '@/components/ui/skeleton'

/** A dashboard page before its numbers: filters, figures, two charts, in their sizes. */
export function ReportSkeleton() {
  return (
    <div role="status" aria-label="Loading the numbers" className="flex flex-col gap-4">
      <Skeleton className="h-8 w-full max-w-3xl" />
      <Skeleton className="h-[154px] w-full rounded-card" />
      <div className="grid gap-4 charts:grid-cols-12">
        <Skeleton className="h-[424px] rounded-card charts:col-span-7" />
        <Skeleton className="h-[424px] rounded-card charts:col-span-5" />
      </div>
    </div>
  )
}
