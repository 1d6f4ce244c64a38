// The program under test and other programs, run without a shell.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));
export const program = path.resolve(process.env.CONVARITH ?? path.join(root, "build/src/convarith"));
const outputs = path.resolve(process.env.CONSUMERS ?? path.join(root, "build/consumers"));

/** An empty folder for the files of one test; they stay there to be looked at. */
export function freshFolder(name) {
  const folder = path.join(outputs, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** What a program prints. Throws with what it said, or with what `explain` finds elsewhere, where it fails or is missing. */
export function run(command, args, options = {}, explain = (result) => result.stdout + result.stderr) {
  const result = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28, ...options });
  if (result.error) throw new Error(`${command} can't be run: ${result.error.message}`);
  if (result.status !== 0) {
    throw new Error(`${[command, ...args].join(" ")}\nended with ${result.status ?? result.signal}\n${explain(result)}`);
  }
  return result.stdout;
}

/** The bytes that a program prints when it is given `input`. */
export function bytesOf(command, args, input) {
  return execFileSync(command, args, { input, maxBuffer: 1 << 28, stdio: ["pipe", "pipe", "inherit"] });
}

/** `convarith` with these arguments in `folder`; what it prints. */
export function convarith(folder, ...args) {
  return run(program, args, { cwd: folder });
}

/** What `convarith` with these arguments prints, and what it says beside that. */
export function outputAndNotes(folder, ...args) {
  const result = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
  if (result.status !== 0) throw new Error(`convarith ${args.join(" ")}\nended with ${result.status ?? result.signal}\n${result.stderr}`);
  return { output: result.stdout, notes: result.stderr };
}

/** `convarith render` with these flags into `folder`. */
export function render(folder, ...flags) {
  convarith(folder, "render", "--quiet", ...flags);
}

/** `folder/png/NAME_00.png` and so on, one for each step. */
export function stepFiles(folder, name, format = "png") {
  const files = [];
  for (;;) {
    const file = path.join(folder, format, `${name}_${String(files.length).padStart(2, "0")}.${format}`);
    if (!existsSync(file)) break;
    files.push(file);
  }
  if (files.length === 0) throw new Error(`there are no steps of ${name} in ${folder}/${format}`);
  return files;
}
