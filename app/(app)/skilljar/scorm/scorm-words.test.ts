import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindInWords, packageInWords, responseInWords, resultsInWords, statusInWords } from './scorm-words'

test('responses are read without SCORM’s marks, and an empty one is called so', () => {
  const read = [
    ['b', 'b'],
    ['a[,]c', 'a, c'],
    ['1[.]a[,]2[.]b', '1 – a, 2 – b'],
    ['{case_matters=false}review', 'review'],
    ['{lang=en}{case_matters=true}Review[,]check', 'Review, check'],
    ['10[:]20', '10 to 20'],
    ['{curly} words stay', '{curly} words stay'],
    ['  ', 'No response'],
    [null, 'No response'],
  ] as const
  for (const [response, words] of read) assert.equal(responseInWords(response), words)
})

test('kinds, packages and statuses are words, known to the standard or not', () => {
  assert.deepEqual(['true-false', 'likert', 'drag-drop', null].map(kindInWords), [
    'True or false',
    'Scale',
    'Drag drop',
    'Not said',
  ])
  assert.deepEqual(['scorm', 'scorm_2004', 'html', null].map(packageInWords), [
    'SCORM',
    'SCORM 2004',
    'HTML',
    'Not said',
  ])
  assert.deepEqual(['not_attempted', 'passed', 'Not set'].map(statusInWords), ['Not attempted', 'Passed', 'Not set'])
})

test('results that are neither right nor wrong keep their own words and their number', () => {
  assert.equal(resultsInWords('neutral 3, 0.5 2'), 'neutral (3), 0.5 (2)')
  assert.equal(resultsInWords('step 2 done 1'), 'step 2 done (1)')
})
