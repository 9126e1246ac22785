import { Play } from 'lucide-react'
import Link from 'next/link'
import { CopyButton } from '@/components/metrics/copy-button'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CodeText } from '@/components/ui/code-text'
import type { Actor } from '@/lib/authz/actor'
import { may } from '@/lib/authz/permissions'
import { sampleQuery } from '@/lib/dictionary/sample-query'

/** The documentation's query, to read, to copy and for those who may, to run. */
export function SampleQueryCard({ actor }: { actor: Actor }) {
  const { title, about, mended, sql, source } = sampleQuery
  return (
    <Card
      id="sample-query"
      title="Sample query"
      about={title}
      tools={
        <>
          <CopyButton text={sql} what="the sample query" />
          {may(actor, 'sql.run') && (
            <Button asChild size="small" kind="primary">
              <Link href="/sql?query=sample">
                <Play aria-hidden />
                Run
              </Link>
            </Button>
          )}
        </>
      }
      footer={
        <span>
          From{' '}
          <a href={source.href} rel="noreferrer" className="underline hover:text-text">
            {source.title}
          </a>
          , “{source.section}”. Mended: {mended.join(' ')}
        </span>
      }
    >
      <p className="max-w-[96ch] pb-3">{about}</p>
      <CodeText label="SQL of the sample query">{sql}</CodeText>
    </Card>
  )
}
