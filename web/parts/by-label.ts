// How are options found by what is typed? By their labels or names; the one that is called just so stands first.

interface Called {
  readonly label?: unknown
  /** All names by which it is found, where the label is not the only one. */
  readonly names?: readonly string[]
}

const isCalled = ({ label, names = [] }: Called, word: string): boolean =>
  [label, ...names].some(
    (one) => typeof one === 'string' && one.toLowerCase() === word.trim().toLowerCase(),
  )

const filterSort = (one: Called, other: Called, { searchValue }: { searchValue: string }): number =>
  Number(isCalled(other, searchValue)) - Number(isCalled(one, searchValue))

/** For `showSearch`: where 线索池 stands before 线索 in the list, 线索 and Enter choose 线索 all the same. */
export const byLabel = { optionFilterProp: 'label', filterSort } as const

/** The same for options with several `names`, such as those of both languages. */
export const byNames = {
  filterSort,
  filterOption: (word: string, option?: Called): boolean =>
    option?.names?.some((name) => name.toLowerCase().includes(word.trim().toLowerCase())) === true,
} as const
