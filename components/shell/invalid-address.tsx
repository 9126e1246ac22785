import { Link2Off } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/states'

/** Errors of filters and table queries name the parameter of the address that is wrong. */
function isAboutParameter(error: unknown): error is Error & { param: string } {
  return error instanceof Error && typeof (error as { param?: unknown }).param === 'string'
}

/**
 * Draws a page, or says which parameter of its address cannot be understood; it never shows something else instead.
 * `without`: the address with everything but what was wrong about that parameter.
 */
export async function explained(
  home: string,
  draw: () => Promise<ReactNode>,
  without?: (param: string) => string,
): Promise<ReactNode> {
  try {
    return await draw()
  } catch (error) {
    if (!isAboutParameter(error)) throw error
    return (
      <>
        <h1 className="sr-only">This address cannot be understood</h1>
        <EmptyState
          icon={Link2Off}
          title={`The parameter “${error.param}” of this address cannot be understood`}
          action={
            <>
              {without && (
                <Button asChild kind="primary">
                  <Link href={without(error.param)}>Open the page without it</Link>
                </Button>
              )}
              <Button asChild>
                <Link href={home}>Open the page without filters</Link>
              </Button>
            </>
          }
        >
          {error.message}
        </EmptyState>
      </>
    )
  }
}
