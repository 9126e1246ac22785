/** PostgreSQL's code of an error, also where Prisma has put one of its own over it; else whatever code it has. */
export function errorCode(error: unknown): string {
  const { code, meta } = (error ?? {}) as {
    code?: unknown
    meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } }
  }
  const found = meta?.driverAdapterError?.cause?.originalCode ?? code
  return typeof found === 'string' ? found : ''
}
