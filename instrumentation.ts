/** Next calls this once in every web process, before its first request. */
export async function register(): Promise<void> {
  const { keepWarm } = await import('@/lib/api/keep-warm')
  keepWarm()
}
