/** How far something is; without a percent it only says that work goes on. */
export function Progress({ label, percent }: { label: string; percent: number | null }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent !== null && { 'aria-valuenow': percent })}
      className="h-1.5 overflow-hidden rounded-full bg-sunken"
    >
      <div
        className={
          percent === null
            ? 'h-full w-1/3 animate-pulse rounded-full bg-accent'
            : 'h-full rounded-full bg-accent transition-[width] duration-190'
        }
        {...(percent !== null && { style: { width: `${percent}%` } })}
      />
    </div>
  )
}
