/* News of a race that whoever shows something of it listens to. */
import { createSignal } from '../core/signal.mjs';

/* The racers of another answer are on the pictures. */
export const loaded = createSignal();

/* The heads of a picture are drawn, at the clock's step: what comes above them is drawn now. */
export const headsDrawn = createSignal();
