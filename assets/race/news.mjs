/* What the modules of the race page tell each other. */
import { createSignal } from '../core/signal.mjs';

/* The reader has edited the state. */
export const edited = createSignal();

/* The reader has changed the view: with its key. */
export const viewed = createSignal();

/* A scene has come, perhaps for a new page, and is about to begin. */
export const arrived = createSignal();

/* Another scene is opened, and its races are asked for. */
export const opened = createSignal();

/* The state is that of another scene, or of another part of what is told about the same one (true). */
export const renewed = createSignal();

/* The server has confirmed the state as it is (true), or refused it and the last good one is back (false). */
export const judged = createSignal();

/* The server's answer has changed the state. */
export const answered = createSignal();

/* More can be shown than before, or less: a program is here, or a trail is too old. */
export const ripened = createSignal();

/* Other races are on the page. */
export const loaded = createSignal();

/* The heads of a picture are drawn, at the clock's step: what comes above them is drawn now. */
export const headsDrawn = createSignal();

/* A picture or a chart is about to be put up: the id of its place, how high that is in pixels, and the figure's layout,
   to which more can be added. */
export const puttingUp = createSignal();

/* What draws in space could not be fetched. */
export const flattened = createSignal();
