// The module refuses with the words of the program.

import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { compare, randomNumbers, temporaryFolder } from './both.mjs'

const REFUSALS = [
  [], ['rendr'], ['render', '--nope'], ['render', '-n'], ['render', '-n', '5'], ['render', '-k', '3'], ['render', '-n', '5', '-k', '9'],
  ['render', '-n', '5', '-k', '3', '--stirde', '2'], ['render', '-n', '5', '-k', '3', 'x'], ['render', '-n', '5', '-k', '3', '-o', 'a.gif', '--format', 'svg'],
  ['render', '--preset', 'paddings_stride'], ['render', '--preset', 'no.json'], ['render', '--family', 'arithmetics'],
  ['render', '--layer', 'nn.Conv2d(1, 1)'], ['render', '--layer', 'nn.Conv2d(1, 1, 3, strid=2)', '-n', '5'],
  ['render', '--layer', 'Conv2D(1, 3', '-n', '5'], ['render', '-n', '5', '-k', '3', '--values', '[[1, 2], [3]]'],
  ['render', '-n', '5', '-k', '3', '--values', 'no.npy'], ['render', '-n', '5', '-k', '3', '--weights', 'sobl-x'],
  ['render', '-n', '5', '-k', '3', '--theme', 'drak'],
  ['render', '-n', '5', '-k', '3', '--format', 'gif,gif'], ['render', '-n', '5', '-k', '3', '--steps', '9:3'],
  ['render', '-n', '500', '-k', '3', '--format', 'svg'], ['shape', '--layer', 'nn.Conv2d(3, 16, 3)'], ['shape', '-n', '5'],
  ['shape', '-n', '5', '-k', '3', '--as', 'pytorh'], ['shape', '-n', '5', '-k', '3', '--formula', 'html'], ['presets', 'show'],
  ['presets', 'nope'], ['embed', '--preset', 'dilation', '--for', 'word'], ['help', 'renders'], ['render', '--model', 'no.onnx', '-n', '5'],
]

function randomRefusal(random) {
  const pick = list => list[random(list.length)]
  const flag = pick(['-n', '-k', '-s', '-p', '-d', '--channels', '--dpi', '--delay', '--loop', '--width', '--precision', '--random',
    '--cell', '--view', '--op', '--padding-mode', '--colormap', '--range', '--strip', '--background', '--crop', '--resize'])
  const value = pick(['0', '-1', 'x', '1.5', '', '99999999', '3x', 'x3', '1,2,3', '[1', 'projektion', '2x2x2x2', '1e9', '#12', '5:1'])
  return ['render', '-n', '5', '-k', '3', '--format', 'svg', `${flag}=${value}`.replace(/^(-.)=/, '$1')]
}

test('100 refusals', async test => {
  const folder = path.join(temporaryFolder(test), 'native')
  const random = randomNumbers(7)
  let refused = 0
  for (const words of REFUSALS) refused += (await compare(words, folder)).code !== 0
  assert.equal(refused, REFUSALS.length)
  for (let tries = 0; refused < 100; ++tries) {
    assert.ok(tries < 500)
    refused += (await compare(randomRefusal(random), folder)).code !== 0
  }
})
