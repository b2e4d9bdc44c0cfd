/* What the modules of the race page tell each other. */
import { createSignal } from '../core/signal.mjs';

/* The reader has edited the state: with { surfaces, panels }, whether pictures, or panels themselves, have changed. */
export const edited = createSignal();

/* The reader has changed the view: with its key. */
export const viewed = createSignal();

/* Another scene is opened, and its races are asked for. */
export const opened = createSignal();

/* The server's answer has changed the state. */
export const answered = createSignal();

/* An answer has brought races, and they are on the page. */
export const loaded = createSignal();

/* The heads of a picture are drawn, at the clock's step: what comes above them is drawn now. */
export const headsDrawn = createSignal();
