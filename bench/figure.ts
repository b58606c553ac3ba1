/** One measured figure beside its floor: the same work in plain SQL or the physical limit, taken in the same run. */
export type Figure = { name: string; value: number; unit: string; floor: number; ratio: number };
