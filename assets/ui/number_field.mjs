/* The number field of every page.

   Enter, or leaving it, commits what was typed. A text that is no allowed number stays to be mended, marked and with a
   message, until the value changes from elsewhere; Escape brings the value back, and leaves. */
import { plain } from '../core/numbers.mjs';
import { shortSpan, spanText } from '../core/span.mjs';
import { element } from './elements.mjs';
import { notify } from './notices.mjs';

/**
 * @typedef {object} NumberFieldOptions
 * @property {string} label its accessible name
 * @property {() => number[]} values those that it stands for; none: it is not in use. Where they differ, their span
 *   stands there
 * @property {(text: string) => import('../core/numbers.mjs').Read} read what a text stands for
 * @property {(value: number) => void} take
 * @property {(problem: string) => void} [say] shows why a text is refused, '' when it is no more; else a message beside
 *   it does
 * @property {boolean} [live] every key commits what is an allowed number by then
 * @property {() => void} [refused] a text is refused: what is known of the value before it is of no use
 * @property {() => void} [entered] Enter has committed
 */

/** The value that all have, or undefined.
 * @template Value @param {Value[]} values */
export const commonValue = values => (values.every(value => value === values[0]) ? values[0] : undefined);

const ROOM = 14; // letters of a span in a field
const DIGITS = 6; // more are for nobody's eyes: what is not edited stays exact

/** @param {number} value */
const rounded = value => (Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS)));

/** @param {number[]} values
 * @param {boolean} [live] every digit counts, as Escape brings back what stood there */
const textOf = (values, live) => {
  const value = commonValue(values);
  return value === undefined ? '' : plain(live ? value : rounded(value));
};

const ATTRIBUTES = { type: 'text', inputMode: 'decimal', autocomplete: 'off', spellcheck: false };

const refusing = /** @type {Set<NumberField>} */ (new Set()); // those in which a refused text stands

/* What has been taken off the page, or is hidden, cannot be mended: its message goes. */
const forgetHidden = () => {
  for (const field of refusing) {
    if (!field.node.isConnected) field.accept();
    else if (!field.node.getClientRects().length) field.restore();
  }
};

export class NumberField {
  /** @param {NumberFieldOptions} options */
  constructor(options) {
    this.options = options;
    this.node = Object.assign(element('input'), ATTRIBUTES);
    this.node.setAttribute('aria-label', options.label);
    this.refusedAt = /** @type {string | null} */ (null); // the values beside which a text was refused
    this.good = ''; // where every key commits: what Escape brings back
    this.node.onchange = () => this.commit();
    this.node.oninput = () => options.live && this.take();
    this.node.onkeydown = event => this.press(event);
  }

  /** Writes the value of now, unless something is being typed or a text stays to be mended. */
  show() {
    forgetHidden();
    if (this.isRefused && this.refusedAt !== String(this.options.values())) this.restore();
    else if (!this.isRefused && this.node !== document.activeElement) this.write();
  }

  /** Whether a text stands there that is no allowed number. */
  get isRefused() {
    return this.refusedAt !== null;
  }

  /** Whoever was asked about the value says what is wrong with it, or '': it is good.
   * @param {string} problem */
  judge(problem) {
    if (this.isRefused) return;
    this.mark(problem);
    if (!problem) this.good = textOf(this.options.values(), true);
  }

  /** The value stands there again. */
  restore() {
    this.accept();
    this.write();
  }

  write() {
    const values = this.options.values();
    if (!values.length) return;
    const text = textOf(values, this.options.live);
    const isMixed = commonValue(values) === undefined;
    const placeholder = isMixed ? shortSpan(values, ROOM) : '';
    if (this.node.value !== text) this.node.value = text;
    if (this.node.placeholder !== placeholder) {
      this.node.placeholder = placeholder;
      this.node.title = isMixed ? spanText(values) : '';
    }
  }

  accept() {
    if (this.isRefused) this.mark('');
    this.refusedAt = null;
    refusing.delete(this);
  }

  /** Passes on what is typed, or refuses it; the number if it is one. */
  take() {
    const { live, read, refused, take, values } = this.options;
    const text = this.node.value;
    if (!live && text === textOf(values())) return void this.accept();
    const { value, error } = read(text);
    if (value === undefined) {
      this.refusedAt = String(values());
      refusing.add(this);
      this.mark(error);
      return void refused?.();
    }
    this.accept();
    take(value);
    return value;
  }

  commit() {
    const value = this.take();
    if (value !== undefined) this.node.value = plain(value);
  }

  /** @param {string} problem */
  mark(problem) {
    const { label, say } = this.options;
    this.node.setAttribute('aria-invalid', String(Boolean(problem)));
    if (say) say(problem);
    else notify(problem && `${label}: ${problem}`, { kind: `field ${label}`, near: this.node });
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.key === 'Escape') this.escape(event);
    if (event.key !== 'Enter') return;
    this.commit();
    if (this.isRefused) return;
    this.node.blur();
    this.options.entered?.();
  }

  /** What has been typed is taken back; where nothing has been, Escape is the dialog's around it.
   * @param {KeyboardEvent} event */
  escape(event) {
    const { live, take, values } = this.options;
    const old = live ? this.good : textOf(values());
    const typed = this.node.value !== old;
    if (typed) event.preventDefault();
    this.accept();
    if (live && typed && old) take(Number(old));
    this.write();
    this.node.blur();
  }
}
