/* Aligned LaTeX for a narrow column: equations that share a line get one each, aligned at their first sign. */

const BESIDE = /,?\s*\\qquad\s*/;

/** @param {string} latex
 * @returns {string} */
export const narrow = latex => {
  const [, before, lines, after] = latex.match(/^(.*?\\begin\{aligned\})(.*)(\\end\{aligned\}.*)$/s) ?? [];
  if (lines === undefined || lines.includes('\\begin')) return latex;
  const each = lines.split('\\\\').flatMap(line => line.split(BESIDE).map(aligned));
  return before + each.join(' \\\\ ') + after;
};

/** @param {string} line */
const aligned = line => (line.includes('&') ? line : line.replace('=', '&='));
