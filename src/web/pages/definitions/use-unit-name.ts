import { useRead } from '../../api';

/** What a unit is called, for words beside a picker; '' for none. */
export const useUnitName = (): ((unitId: string | null) => string) => {
  const { data } = useRead('org.units', {}, { staleTime: 300_000 });
  return unitId => data?.find(({ id }) => id === unitId)?.name ?? '';
};
