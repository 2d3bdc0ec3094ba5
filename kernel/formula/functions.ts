// Which functions and operators are there? One table; nothing registers itself.

import { aggregateFunctions, aggregates } from './aggregate-functions.ts'
import { comparisons } from './compare.ts'
import { conversions } from './conversions.ts'
import { currencyFunctions } from './currency-functions.ts'
import { dayFunctions } from './day-functions.ts'
import { dayShiftFunctions } from './day-shift-functions.ts'
import { daySpanFunctions } from './day-span-functions.ts'
import { formatFunctions } from './format-functions.ts'
import type { FormulaFunction, FormulaHelp } from './function.ts'
import { logicFunctions } from './logic-functions.ts'
import { numberFunctions } from './number-functions.ts'
import { operators } from './operators.ts'
import { peopleFunctions } from './people-functions.ts'
import { textFunctions } from './text-functions.ts'
import { textSearchFunctions } from './text-search-functions.ts'

export const functions: Readonly<Record<string, FormulaFunction>> = Object.freeze({
  ...logicFunctions,
  ...numberFunctions,
  ...aggregateFunctions,
  ...textFunctions,
  ...textSearchFunctions,
  ...dayFunctions,
  ...dayShiftFunctions,
  ...daySpanFunctions,
  ...formatFunctions,
  ...currencyFunctions,
  ...peopleFunctions,
  ...comparisons,
  ...operators,
  ...conversions,
})

export const functionOf = (name: string): FormulaFunction | undefined =>
  Object.hasOwn(functions, name) ? functions[name] : undefined

/** What an editor shows of the language: each function's name, group, explanation and an example. */
export function functionsHelp(): readonly (FormulaHelp & { readonly name: string })[] {
  const listed = Object.entries(functions).flatMap(([name, each]) =>
    each.help ? [{ name, ...each.help }] : [],
  )
  const more = Object.entries(aggregates).flatMap(([name, { help }]) =>
    Object.hasOwn(functions, name) ? [] : [{ name, ...help }],
  )
  return [...listed, ...more].map((each) => ({
    ...each,
    name: each.name.startsWith('MY_') ? each.name.toLowerCase() : each.name,
  }))
}
