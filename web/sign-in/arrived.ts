// What stood behind the # when this page was opened? Read once, and taken out of the address, so that it is in no history.

let arrived = ''

/** What came, without the #. It is remembered, because the page may be drawn anew when its words have come. */
export function arrivedWith(): string {
  if (location.hash.length > 1) arrived = location.hash.slice(1)
  return arrived
}

/** Takes it out of the address; the router need not hear of it, nothing of the page depends on it. */
export function hideArrival(): void {
  if (location.hash)
    History.prototype.replaceState.call(
      history,
      history.state,
      '',
      location.pathname + location.search,
    )
}

/** It has done its work. */
export const forgetArrival = (): void => void (arrived = '')
