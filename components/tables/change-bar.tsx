/** Removed to the left and added to the right of a common zero; square roots, so that small changes stay visible. */
export function ChangeBar({ removed, added, most }: { removed: number; added: number; most: number }) {
  const share = (rows: number) => (most === 0 ? 0 : Math.sqrt(rows / most) * 50)
  return (
    <span aria-hidden className="relative inline-block h-3 w-24 align-middle">
      <span className="absolute inset-y-0 left-1/2 w-px bg-border-strong" />
      <span className="absolute inset-y-0.5 right-1/2 bg-negative" style={{ width: `${share(removed)}%` }} />
      <span className="absolute inset-y-0.5 left-1/2 bg-accent" style={{ width: `${share(added)}%` }} />
    </span>
  )
}
