// What `convarith embed` prints, with the files that it names made as it says.
import { outputAndNotes, program, run } from "./program.mjs";

/** The snippet for `host`; its files are made in `folder` by the very commands that the program notes beside it. */
export function embed(folder, host, ...flags) {
  const { output, notes } = outputAndNotes(folder, "embed", "--for", host, ...flags);
  const commands = /files come from: (.*)$/m.exec(notes)?.[1];
  if (!commands) throw new Error(`it doesn't say where the files come from: ${notes}`);
  run("sh", ["-c", `convarith() { "$CONVARITH_HERE" "$@"; }\n${commands}`], { cwd: folder, env: { ...process.env, CONVARITH_HERE: program } });
  return output;
}
