/* What the network page knows. */
export const page = {
  catalog: null, experiment: null, scale: 'log', side: 'results', setups: {}, runs: {}, shown: null, pinned: null,
};
