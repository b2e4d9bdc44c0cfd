/* What Python emits for the engine, and tables of what it finds itself: tests/agreement.py. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = new URL('../../', import.meta.url);
const PYTHON = process.env.RAVINE_PYTHON ?? '.venv/bin/python'; // tests/stages.py says which

/* The programs, their text, cases with their numbers, and sweeps with noise. */
export const emitted = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ravine-'));
  try {
    execFileSync(PYTHON, ['-m', 'tests.agreement', folder], { cwd: ROOT });
    const [text, cases, numbers, sweeps] = ['programs.mjs', 'table.json', 'numbers', 'sweeps.json'].map(name =>
      readFileSync(join(folder, name)),
    );
    return {
      programs: await import(pathToFileURL(join(folder, 'programs.mjs'))),
      text: text.toString(),
      cases: JSON.parse(cases),
      sweeps: JSON.parse(sweeps),
      numbers: new Float64Array(new Uint8Array(numbers).buffer),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
