// Node makes the files of the program of all presets.

import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { expectSameFiles, filesIn, runInNode, runNatively, temporaryFolder } from './both.mjs'

test('all presets in all formats of text and pixels', test => {
  const folder = temporaryFolder(test)
  const words = ['render', '--all', '--format', 'svg,gif,apng,html,tex,json', '--out-dir', 'out']
  const done = runInNode(words, folder)
  const ours = filesIn(path.join(folder, 'out'))
  rmSync(path.join(folder, 'out'), { recursive: true })
  const native = runNatively(words, folder)
  const natives = filesIn(path.join(folder, 'out'))
  assert.equal(done.stderr, native.stderr)
  assert.equal(done.code, native.code)
  assert.ok(natives.size > 6 * 70)
  expectSameFiles(ours, natives, 'presets')
})
