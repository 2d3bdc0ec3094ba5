// Whose is a key: the page's, or a field's or a dialog's?

/** Somebody types there. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input, textarea, select, [role="combobox"], [role="grid"] *'))

/** A dialog, drawer or menu is open: keys belong to it. */
export const isCovered = (): boolean =>
  document.querySelector('.ant-modal-wrap:not([style*="none"]), .ant-drawer-open, dialog[open]') !==
  null
