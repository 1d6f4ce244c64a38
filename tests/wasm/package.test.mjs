// The package, packed and installed into an empty folder, does there what the program does.

import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { after, before, test } from 'node:test'
import { PACKAGE, runNatively, temporaryFolder } from './both.mjs'

const folder = temporaryFolder({ after })
let command

before(() => {
  const npm = (...words) => execFileSync('npm', [...words, '--loglevel=error'], { cwd: folder, encoding: 'utf8' })
  const [packed] = JSON.parse(npm('pack', path.resolve(PACKAGE), '--json'))
  assert.ok(packed.size <= 1.5e6, `the package has ${packed.size} bytes`)
  writeFileSync(path.join(folder, 'package.json'), '{"private": true, "type": "module"}')
  npm('install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`)
  command = path.join(folder, 'node_modules/.bin/convarith')
})

const work = name => {
  const place = path.join(folder, name)
  mkdirSync(place)
  return place
}
const run = (words, cwd, options = {}) => spawnSync(command, words, { cwd, encoding: 'utf8', ...options })

test('files of the working folder are read and written', () => {
  const place = work('files')
  writeFileSync(path.join(place, 'numbers.csv'), '1,2,3\n4,5,6\n7,8,9\n')
  const words = ['render', '--values', 'numbers.csv', '--weights', 'sobel-x', '--format', 'gif,json', '--out-dir', 'a/b']
  const done = run(words, place)
  assert.equal(done.status, 0, done.stderr)
  const [gif] = readdirSync(path.join(place, 'a/b/gif'))
  const ours = readFileSync(path.join(place, 'a/b/gif', gif))
  assert.equal(statSync(path.join(place, 'a/b/gif', gif)).mode & 0o777, 0o666 & ~process.umask())
  const native = runNatively(words, place)
  assert.equal(done.stderr, native.stderr)
  assert.ok(readFileSync(path.join(place, 'a/b/gif', gif)).equals(ours))
  assert.deepEqual(readdirSync(path.join(place, 'a/b/gif')), [gif])
})

test('models and their weights are read from files', () => {
  const place = work('models')
  const model = fileURLToPath(new URL('../data/models/lenet5.onnx', import.meta.url))
  for (const words of [
    ['shape', '--model', model, '--json'],
    ['render', '--model', model, '--view', 'network', '--format', 'svg', '-o', '-'],
    ['render', '--model', model, '--weights', model, '--random', '1', '--view', 'features', '--format', 'svg', '-o', '-'],
  ]) {
    const done = run(words, place, { encoding: 'buffer' })
    const native = runNatively(words, place)
    assert.equal(String(done.stderr), native.stderr)
    assert.ok(done.stdout.equals(native.stdout), words.join(' '))
  }
})

test('a file is replaced through a link, and keeps its mode', () => {
  const place = work('replaced')
  writeFileSync(path.join(place, 'old.svg'), 'old', { mode: 0o600 })
  symlinkSync('old.svg', path.join(place, 'link.svg'))
  assert.equal(run(['render', '-n', '5', '-k', '3', '-o', 'link.svg', '--quiet'], place).status, 0)
  assert.match(readFileSync(path.join(place, 'old.svg'), 'utf8'), /^<svg/)
  assert.equal(statSync(path.join(place, 'old.svg')).mode & 0o777, 0o600)
  assert.deepEqual(readdirSync(place).sort(), ['link.svg', 'old.svg'])
})

test('standard streams are the pipes of the shell', () => {
  const place = work('streams')
  const json = readFileSync(new URL('../../presets/dilation.json', import.meta.url))
  const words = ['render', '--preset', '-', '--format', 'svg', '-o', '-']
  const done = run(words, place, { input: json, encoding: 'buffer' })
  const native = runNatively(words, place, json)
  assert.equal(done.status, 0, String(done.stderr))
  assert.ok(done.stdout.equals(native.stdout))
})

test('exit codes and messages are those of the program', () => {
  const place = work('refused')
  writeFileSync(path.join(place, 'file'), '')
  for (const words of [
    ['render', '-n', '5', '-k', '9'],
    ['render', '--values', 'none.csv', '-k', '3'],
    ['render', '--values', '.', '-k', '3'],
    ['render', '-n', '5', '-k', '3', '-o', 'file/a.svg'],
    ['render', '-n', '5', '-k', '3', '-o', '/proc/a.svg'],
    ['render', '-n', '5', '-k', '3', '--format', 'svg', '--out-dir', '/dev/null/x'],
    ['--version'],
    ['presets'],
    ['kernels'],
    ['help', 'shape'],
  ]) {
    const done = run(words, place)
    const native = runNatively(words, place)
    assert.equal(done.stderr, native.stderr, words.join(' '))
    assert.equal(done.stdout, String(native.stdout), words.join(' '))
    assert.equal(done.status, native.code, words.join(' '))
  }
  assert.deepEqual(readdirSync(place), ['file'])
})

test('missing formats say what to use instead', () => {
  const place = work('missing')
  const done = run(['render', '-n', '5', '-k', '3', '--format', 'pdf'], place)
  assert.equal(done.status, 2)
  assert.equal(done.stderr, 'convarith: error: --format: this build does not write pdf; use svg or tex\n')
  assert.match(run(['render', '-n', '5', '-k', '3', '-o', 'a.mp4'], place).stderr, /does not write mp4; use gif or html/)
})

test('programs import it', () => {
  const place = work('imported')
  const program = `
    import { ConvarithError, describe, render, run, shape, tables } from 'convarith'
    import { strict as assert } from 'node:assert'
    const svg = await render({ n: 5, k: 3, s: 2, p: [[1, 1], [0, 2]], labels: true, padding_mode: 'reflect' }, 'svg')
    assert.match(new TextDecoder().decode(svg), /^<svg/)
    assert.equal((await render('dilation', 'png')).length, 9)
    const numbers = { values: [[1, 2, 3], [4, 5, 6], [7, 8, 9]], weights: [[1, 0], [0, -1]] }
    assert.equal(new TextDecoder().decode((await render(numbers, 'gif')).slice(0, 6)), 'GIF89a')
    assert.deepEqual(JSON.parse(new TextDecoder().decode(await render({ preset: { n: 4, k: 3 } }, 'json'))).output.shape, [1, 2, 2])
    assert.deepEqual((await shape({ layer: 'nn.Conv2d(16, 33, 3, stride=2)', n: 32 })).output_shape, [33, 15, 15])
    const { command, request } = await describe({ preset: 'padding_strides', s: 1 })
    const words = command.slice(1)
    const again = await run([...words, '--format', 'svg', '-o', 'a.svg'])
    assert.equal(again.code, 0, again.stderr)
    assert.equal(request.s, 1)
    await assert.rejects(render({ n: 5, k: 9 }), error => error instanceof ConvarithError && error.code === 2 && /spans 9 cells/.test(error.problems[0]))
    await assert.rejects(render({ n: 5, kernels: 9 }), /there is no such option/)
    assert.ok((await tables()).fields.length > 60)
  `
  writeFileSync(path.join(place, 'program.mjs'), program)
  const done = spawnSync(process.execPath, ['program.mjs'], { cwd: place, encoding: 'utf8' })
  assert.equal(done.status, 0, done.stderr)
})
