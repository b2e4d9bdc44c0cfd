/* The tables that Python's tests and these share: tests/shared/*.json, each {about, cases}. */
import { readFileSync } from 'node:fs';
import test from 'node:test';

const FOLDER = new URL('../shared/', import.meta.url);

/* The cases of a table. Throws for one that is missing or empty: a test over no cases would pass. */
export const table = name => {
  const { cases } = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
  if (!cases.length) throw new Error(`tests/shared/${name}.json has no cases`);
  return cases;
};

/* A test for each case of a table, named by the case. */
export const testEach = (name, check, cases = table(name)) => {
  for (const each of cases) test(`${name} ${JSON.stringify(each)}`, () => check(each));
};

/* A number as JSON has it: null is NaN, and what JSON cannot write is text. */
export const numberOf = written => {
  if (written === null || written === 'nan') return NaN;
  return { inf: Infinity, '-inf': -Infinity }[written] ?? written;
};
