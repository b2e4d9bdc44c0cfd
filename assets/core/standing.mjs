/* How a racer stands at a step of its race. */

const ROUNDING = 1e-9; // of a real step that is meant to be whole

/* The last step that a racer has made at its real step. */
export const stepMade = real => Math.floor(real + ROUNDING);

export const hasDiverged = ({ diverged_at: at }, step) => at !== null && step >= at;

/* Whether its loss has come within tolerance and stays there. */
export const hasArrived = ({ steps_to_tolerance: at }, step) => at !== null && step >= at;

/* [word, tone] at a step of a race of `steps`, on a surface that has minima or none. */
export const standingAt = (racer, step, steps, hasMinima) => {
  if (hasDiverged(racer, step)) return [`diverged at step ${racer.diverged_at}`, 'diverged'];
  if (racer.status === 'converged' && (hasArrived(racer, step) || step >= steps)) return ['converged', 'converged'];
  return [step < steps ? 'running' : hasMinima ? 'not arrived' : 'ended', 'running'];
};
