/* What the sweep page knows. */
export const page = {
  state: null, // {sweep, measure}
  plays: 'one', // method at a click: 'one', or 'all' at the same rate
  answer: null, // of the server, for what is drawn
  catalog: null,
  known: {}, // by method its settings, also of those that do not run now
};
