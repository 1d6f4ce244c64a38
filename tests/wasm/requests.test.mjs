// The module makes the bytes of the program of random requests, or refuses them with the same words.

import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { compare, randomNumbers, temporaryFolder } from './both.mjs'

function randomWords(random) {
  const pick = list => list[random(list.length)]
  const size = (least, most) => (random(3) ? `${least + random(most - least + 1)}` : `${least + random(most - least + 1)}x${least + random(most - least + 1)}`)
  const words = ['-n', size(2, 9), '-k', size(1, 4)]
  if (random(2)) words.push('-s', size(1, 3))
  if (random(2)) words.push('-p', pick(['0', '1', '2', 'same', 'full', 'half', '1,0,2,1', '1x2']))
  if (random(4) === 0) words.push('-d', size(1, 2))
  if (random(5) === 0) words.push('--transposed', ...(random(2) ? ['-a', '1'] : []))
  else if (random(5) === 0) words.push('--op', pick(['max', 'avg']), ...(random(2) ? ['--ceil-mode'] : []))
  if (random(6) === 0) words.push('--padding-mode', pick(['reflect', 'circular', 'replicate']))
  if (random(6) === 0) words.push('--channels', `${1 + random(3)}`, '--filters', `${1 + random(3)}`)
  if (random(5) === 0) return ['shape', ...words, ...(random(2) ? ['--json'] : ['--formula', pick(['latex', 'markdown', 'text'])])]
  if (random(2)) words.push('--random', `${random(1000)}`)
  if (random(4) === 0) words.push('--precision', `${random(4)}`)
  if (random(3) === 0) words.push('--view', pick(['projection', 'numeric', 'equation', 'breakdown', 'volume', 'stamp', 'receptive']))
  if (random(4) === 0) words.push('--theme', pick(['dark', 'print', 'auto', 'solarized', 'contrast']))
  if (random(4) === 0) words.push('--labels', '--legend', '--caption', pick(['both', 'params', 'formula', 'Größe & Form']))
  if (random(6) === 0) words.push('--cells', pick(['heat', 'both', 'numbers']), '--colormap', pick(['viridis', 'grey', 'coolwarm']))
  if (random(8) === 0) words.push('--strip', `${2 + random(4)}`)
  if (random(6) === 0) words.push('--width', pick(['300', '8cm', '3.2in', '120mm']))
  if (random(8) === 0) words.push('--background', pick(['transparent', '#eee']))
  return ['render', ...words, '--format', pick(['svg', 'svg', 'gif', 'apng', 'png', 'html', 'tex', 'json', 'svg-steps'])]
}

const requests = process.env.CONVARITH_TEST_EFFORT === 'full' ? 300 : 80

test(`${requests} random requests`, async test => {
  const folder = path.join(temporaryFolder(test), 'native')
  const random = randomNumbers(21)
  let done = 0
  for (let i = 0; i < requests; ++i) {
    const { code } = await compare(randomWords(random), folder)
    done += code === 0
  }
  assert.ok(done > requests / 3, `only ${done} of them are figures`)
})
