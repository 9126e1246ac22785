import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import type { Twin } from './twin'

/** The same numbers as the drawing, for people who read rather than look. */
export function TwinTable({ name, twin }: { name: string; twin: Twin }) {
  return (
    <div role="region" aria-label={`${name}, as a table`} tabIndex={0} className="max-h-[340px] overflow-auto">
      <table className="w-full border-collapse text-body">
        <caption className="sr-only">{name}</caption>
        <thead>
          <tr>
            {twin.columns.map(({ label, numeric }, index) => (
              <th
                key={index}
                scope="col"
                className={cn(
                  'sticky top-0 z-[3] h-[34px] border-b border-border-strong bg-surface px-2 text-small font-[550] whitespace-nowrap text-muted',
                  numeric ? 'text-right' : 'text-left',
                  index === 0 && 'left-0 z-[4]',
                )}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {twin.rows.map((row, index) => (
            <tr key={index} className="group">
              {row.map(({ text, href }, column) => {
                const Cell = column === 0 ? 'th' : 'td'
                const numeric = twin.columns[column]?.numeric
                return (
                  <Cell
                    key={column}
                    {...(column === 0 && { scope: 'row' })}
                    className={cn(
                      'h-9 border-b border-border px-2 font-normal whitespace-nowrap group-hover:bg-hover',
                      numeric ? 'tabular text-right' : 'text-left',
                      column === 0 && 'sticky left-0 bg-surface',
                    )}
                  >
                    {href === undefined ? (
                      text
                    ) : (
                      <Link href={href} className={cn('hover:underline', column === 0 && 'font-[550]')}>
                        {text}
                      </Link>
                    )}
                  </Cell>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
