// Which scenarios went wrong once, and which seeds are tried always?

import type { Called } from './commands.ts'

export const regressions: Readonly<Record<string, readonly Called[]>> = {}

export const seeds: readonly number[] = [20260302, 4242]
