import { CircleAlert } from 'lucide-react'
import { useId, type ReactElement, cloneElement } from 'react'
import { cn } from './cn'

interface ControlProps {
  id?: string
  'aria-describedby'?: string | undefined
  'aria-invalid'?: boolean | undefined
}

interface FieldProps {
  label: string
  hint?: string | undefined
  error?: string | undefined
  /** Required is the rule; what is not is marked. */
  optional?: boolean
  className?: string
  children: ReactElement<ControlProps>
}

/** Label above, hint below; an error takes the hint's place and is read out with the control. */
export function Field({ label, hint, error, optional, className, children }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  return (
    <div className={cn('flex flex-col gap-1', className)}>
      <label htmlFor={id} className="text-body font-[550]">
        {label}
        {optional && <span className="ml-1 font-normal text-muted">(optional)</span>}
      </label>
      {cloneElement(children, {
        id,
        'aria-describedby': hint || error ? noteId : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error ? (
        <FieldError id={noteId}>{error}</FieldError>
      ) : (
        hint && (
          <p id={noteId} className="text-small text-muted">
            {hint}
          </p>
        )
      )}
    </div>
  )
}

/** The control names it by `aria-describedby`. */
export function FieldError({ id, children }: { id: string; children: string }) {
  return (
    <p id={id} className="flex items-start gap-1 text-small text-negative">
      <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
      {children}
    </p>
  )
}
