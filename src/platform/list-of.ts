import { z } from 'zod';

/** A query string gives a single value where a list is meant: both are read as a list. */
export const listOf = <T extends z.ZodType>(element: T) =>
  z.preprocess(
    value => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(element),
  );
