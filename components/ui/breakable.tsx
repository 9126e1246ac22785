import { Fragment } from 'react'

/** A name as sources write them: where it is too long, it breaks behind an underscore or a dot. */
export function Breakable({ name }: { name: string }) {
  return (
    <span className="min-w-0 break-words">
      {name.split(/(?<=[_.])/).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  )
}
