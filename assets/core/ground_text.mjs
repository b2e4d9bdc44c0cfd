/* What a race is drawn on. */

/** @typedef {{ surface: string, surface_parameters: Record<string, number>, expression: string,
 *   domain: readonly (readonly [number, number])[] | null }} Ground the fields of a race's spec that say it */

/** As a text: two races are drawn on the same picture where it is the same.
 * @param {Ground} spec */
export const groundText = ({ surface, surface_parameters: parameters, expression, domain }) =>
  JSON.stringify([surface, parameters, expression, domain]);
