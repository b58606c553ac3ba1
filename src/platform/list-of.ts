import { z } from 'zod';

/** A query string gives a single value where a list is meant, and nothing for an empty one: all are read as a list. */
export const listOf = <T extends z.ZodType>(element: T) =>
  z
    .union([z.array(element), element, z.literal('')])
    .optional()
    .transform((value): z.output<T>[] => {
      if (value === undefined || value === '') return [];
      return Array.isArray(value) ? (value as z.output<T>[]) : [value as z.output<T>];
    });
