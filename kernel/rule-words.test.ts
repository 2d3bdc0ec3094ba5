// Is a rule of rights told in words that somebody reads who has never seen a formula?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldDef } from './field.ts'
import { ruleWords } from './rule-words.ts'

const label = (zh: string, en: string) => ({ zh, en })
const objects = {
  task: {
    fields: {
      owner: { kind: 'ref', object: 'person', label: label('负责人', 'Owner') },
      amount: { kind: 'money', label: label('金额', 'Amount') },
      level: {
        kind: 'choice',
        label: label('等级', 'Level'),
        choices: { a: { label: label('重点', 'Key') } },
      },
      project: { kind: 'ref', object: 'project', label: label('项目', 'Project') },
    } as Readonly<Record<string, FieldDef>>,
  },
  project: {
    fields: {
      account: { kind: 'ref', object: 'account', label: label('客户', 'Account') },
      shared: { kind: 'yes_no', label: label('共享', 'Shared') },
      crew: { kind: 'lines', object: 'member', by: 'project', label: label('成员', 'Crew') },
    } as Readonly<Record<string, FieldDef>>,
  },
}
const said = (rule: string) => ruleWords(rule, 'task', objects)

test('what is one’s own, of own people, or nobody’s is said in words of both languages', () => {
  assert.deepEqual(said('owner in my_people() or owner is empty'), {
    zh: '本人及团队，或没有负责人',
    en: 'own and team, or no Owner',
  })
  assert.equal(said('level is not empty').zh, '有等级')
  assert.deepEqual(said('project.account.owner in my_people()'), {
    zh: '本人及团队的客户',
    en: 'Account of own people',
  })
})

test('what stands in brackets is said in brackets, a yes by its name, and rows by who is among them', () => {
  assert.deepEqual(
    said('owner is empty and (project.shared or ANY(project.crew, person in my_people()))'),
    {
      zh: '没有负责人，且（共享，或成员中有本人及团队）',
      en: 'no Owner and (Shared, or own people among Crew)',
    },
  )
  assert.equal(said('(owner is empty) or (level is not empty)').zh, '（没有负责人），或（有等级）')
})

test('any other part is the formula with what fields and choices are called', () => {
  assert.deepEqual(said('project.owner in my_people() or amount < 5'), {
    zh: '本人及团队的项目，或金额 < 5',
    en: 'Project of own people, or Amount < 5',
  })
  assert.deepEqual(said('level in ("a", "b or c") and owner = me'), {
    zh: '等级 in ("重点", "b or c")，且负责人是本人',
    en: 'Level in ("Key", "b or c") and Owner is oneself',
  })
})

test('who somebody is, and what one field says, are words as well', () => {
  assert.deepEqual(said('owner = me or owner in my_people() or project in my_teams()'), {
    zh: '负责人是本人，或本人及团队，或项目属于本人的团队',
    en: 'Owner is oneself, or own and team, or Project is one of own teams',
  })
  assert.deepEqual(said('id = me or ANY(project.crew, person = me)'), {
    zh: '本人，或成员中有本人',
    en: 'oneself, or oneself among Crew',
  })
  assert.deepEqual(said('level = "a" or not (owner in my_people())'), {
    zh: '等级为「重点」，或not (负责人 in 本人及团队)',
    en: 'Level is “Key”, or not (Owner in own people)',
  })
})
