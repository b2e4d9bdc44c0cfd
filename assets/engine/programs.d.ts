// The form of the programs that Python emits (races/programs.py) and of what is run on them.

/** Numbers by name: hyperparameters of a method, a surface, a schedule or a noise. */
export type Settings = Readonly<Record<string, number>>;

/** A rule of one coordinate with its hyperparameters. `begin` is called once a step; a row of a record is a position
 * and its states. */
interface Each {
  begin(t: number, learningRate: number): void;
  step(record: Float64Array, at: number, g: number, h: number, f: number, p: number, w: number, n: number): void;
  lookAhead?(record: Float64Array, at: number): number;
  probe?(record: Float64Array, at: number): number;
  both?: undefined;
  bothAhead?: undefined;
  bothProbe?: undefined;
}

type Two = [x: number, y: number];

/** A rule that sees both coordinates, the record of x and that of y; a point is written into `out`. */
interface Both {
  begin(t: number, learningRate: number): void;
  both(
    x: Float64Array,
    y: Float64Array,
    at: number,
    ...asked: [...g: Two, ...h: Two, f: number, ...p: Two, ...w: Two, ...n: Two]
  ): void;
  bothAhead?(out: Float64Array, x: Float64Array, y: Float64Array, at: number): void;
  bothProbe?(out: Float64Array, x: Float64Array, y: Float64Array, at: number, ...g: Two): void;
  step?: undefined;
  lookAhead?: undefined;
  probe?: undefined;
}

export type Rule = Each | Both;

/** `supplied`: what the rule asks for of t, h, f, p, w and n; `states`: their initial values, or the names of
 * hyperparameters; `cost`: gradients a step. */
export interface Method {
  supplied: readonly string[];
  states: Readonly<Record<string, number | string>>;
  cost: number;
  /** What it draws around its head: shape, center, and of each vector its state and along what. */
  draws?: readonly [
    shape: string,
    center: string,
    first: string,
    firstAlong: string,
    second: string,
    secondAlong: string,
  ];
  /** At a constant rate it never rests. */
  hovers?: 1;
  make(settings: Settings): Rule;
}

/** A loss with its hyperparameters; `draw` takes the numbers of a step, where there are such. */
export interface Loss {
  draw?(rows: Float64Array, at: number): void;
  value(x: number, y: number): number;
  gradient(out: Float64Array, x: number, y: number): void;
  hessian(out: Float64Array, x: number, y: number): void;
}

/** `width`: how many numbers a step draws. */
export interface LossProgram {
  width?: number;
  make(settings: Settings, start?: readonly [number, number]): Loss;
}

/** The factor on the learning rate at step t. */
export type Factor = (t: number) => number;

export interface ScheduleProgram {
  make(settings: Settings, steps: number): Factor;
}

export interface Programs {
  methods: Readonly<Record<string, Method>>;
  losses: Readonly<Record<string, LossProgram>>;
  schedules: Readonly<Record<string, ScheduleProgram>>;
}

/** Matrix from the coordinates of the race to those that are drawn. */
export type Matrix = readonly [readonly [number, number], readonly [number, number]];

/** Where a race runs and where it is drawn: the loss that a step sees, with its draws, `width` a step; the loss that is
 * drawn, with its minima and its picture's diagonal; the start in the coordinates of the race, of which `matrix` leads
 * to those that are drawn (null: they are the same). Who leaves `limit` has diverged. */
export interface Ground {
  loss: Loss;
  /** The gradient without noise, in the coordinates of the race, is written into `out`. */
  whole(out: Float64Array, x: number, y: number): void;
  shown: Loss;
  rows: Float64Array | null;
  width: number;
  start: readonly [number, number];
  matrix: Matrix | null;
  limit: number;
  minima: readonly (readonly [number, number])[];
  diagonal: number;
}
