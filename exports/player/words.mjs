/* What the page says in words: rates, starts, and the loss under the pointer. */
import { measured, short } from '../../assets/core/numbers.mjs';

const DIGITS = 4;

const rounded = value => short(Number(value.toPrecision(DIGITS)));

/* A method's learning rate as the legend has it; empty for a method that has none. */
export const shownRate = ({ learning_rate: rate }) => (rate === undefined ? '' : rounded(rate));

export const shownStart = ([x, y]) => `start ${rounded(x)}, ${rounded(y)}`;

export const underPointer = ([x, y], loss) => `f(${measured(x)}, ${measured(y)}) ≈ ${measured(loss)}`;
