// Is the person still choosing characters in an input method? Then Enter belongs to it, not to us.
interface Pressed {
  key: string
  keyCode?: number
  nativeEvent?: { isComposing?: boolean; keyCode?: number }
  isComposing?: boolean
}

/** Safari ends the composition before the key event and marks it by the code 229 only. */
export const isComposing = (event: Pressed): boolean =>
  Boolean(event.isComposing ?? event.nativeEvent?.isComposing) ||
  event.keyCode === 229 ||
  event.nativeEvent?.keyCode === 229
