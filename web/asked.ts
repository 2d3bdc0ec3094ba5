// What is asked of a page behind the ? of its address?

/** Plain texts only, so that addresses can be read and typed. */
export type Asked = Record<string, string | undefined>

/** Without what says nothing. */
export const asked = (search: Record<string, unknown>): Asked =>
  Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) =>
      value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
    ),
  )
