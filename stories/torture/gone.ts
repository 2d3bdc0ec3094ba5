// What happens when somebody ends the torture half way? It says so, and everything that it started is ended before it goes.

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/** Aborted by the first signal that asks this process to end, with the exit status that is then due. More of them change nothing: `npm` sends several. */
export function goneBySignal(): AbortSignal {
  const gone = new AbortController()
  for (const [signal, status] of Object.entries(signals))
    process.on(signal, () => gone.abort(status))
  return gone.signal
}

/** Fails as soon as it is aborted, and else stays silent. */
export const untilGone = (gone: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => {
    const end = (): void => reject(new Error('ended by a signal'))
    if (gone?.aborted) end()
    gone?.addEventListener('abort', end)
  })
