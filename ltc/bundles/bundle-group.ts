// Of which components of a bundle is a certain number chosen, exactly one controller, say?
import { object } from '#kernel/object.ts'

export const bundleGroup = object('bundle_group', {
  label: { zh: '选配组', en: 'Group of choices' },
  plural: { zh: '选配组', en: 'Groups of choices' },
  title: 'name',
  parent: 'bundle',
  fields: {
    bundle: {
      kind: 'ref',
      object: 'product',
      label: { zh: '套餐', en: 'Bundle' },
      required: true,
    },
    name: { kind: 'text', label: { zh: '名称', en: 'Name' }, required: true, max: 100 },
    min_choices: {
      kind: 'integer',
      label: { zh: '至少选', en: 'At least' },
      min: 0,
      max: 100,
      default: '1',
    },
    max_choices: {
      kind: 'integer',
      label: { zh: '至多选', en: 'At most' },
      help: { zh: '不填为不限', en: 'Any number unless given' },
      min: 1,
      max: 100,
      default: '1',
    },
  },
  rules: {
    most: {
      if: 'max_choices is empty or min_choices is empty or max_choices >= min_choices',
      says: { zh: '至多不小于至少', en: 'The most is not below the least' },
    },
  },
  allow: [],
})
