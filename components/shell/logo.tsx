/** The mark: a gauge, for what the product does. */
export function Logo({ className = 'size-7' }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 28 28" className={className}>
      <rect width="28" height="28" rx="7" className="fill-accent" />
      <path
        d="M7 18.5a7.5 7.5 0 1 1 14 0"
        fill="none"
        strokeWidth="2.2"
        strokeLinecap="round"
        className="stroke-on-accent"
      />
      <path d="m14 16.5 3.4-4.6" strokeWidth="2.2" strokeLinecap="round" className="stroke-on-accent" />
      <circle cx="14" cy="17" r="1.9" className="fill-on-accent" />
    </svg>
  )
}
