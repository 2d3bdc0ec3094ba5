// How are options found by what is typed? By their labels; the one that is called just so stands first.

interface Labelled {
  readonly label?: unknown
}

const isCalled = ({ label }: Labelled, word: string): boolean => label === word.trim()

/** For `showSearch`: where 线索池 stands before 线索 in the list, 线索 and Enter choose 线索 all the same. */
export const byLabel = {
  optionFilterProp: 'label',
  filterSort: (one: Labelled, other: Labelled, { searchValue }: { searchValue: string }): number =>
    Number(isCalled(other, searchValue)) - Number(isCalled(one, searchValue)),
} as const
