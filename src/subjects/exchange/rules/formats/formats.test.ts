import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportRow } from '../../schema';
import { readCsv } from './csv';
import { periodFromDhis2, periodToDhis2, readDataValueSet, writeDataValueSet } from './data-value-set';
import { placeIn } from './reading';
import { readSdmxJson, writeSdmxJson } from './sdmx-json';

const row = (unit: string, period: string, figure: string, value: string, category = ''): ImportRow => ({
  unit,
  period,
  figure,
  category,
  value,
});
const rows = [
  row('s1', '2026-08', 'PUPILS', '210', 'm'),
  row('s1', '2026-08', 'PUPILS', '190', 'f'),
  row('s2', '2026-Q3', 'ROOMS', '12.5'),
];

describe('a table in text', () => {
  it('is read with headers of either language, and says where each value stands', () => {
    const csv =
      '\uFEFF数据项,单位,期,分组,数值\r\nPUPILS,"北山县,第一小学",2026-08,m,210\r\n\r\nROOMS,s2,2026-Q3,,12.5\r\n';
    const reading = readCsv(csv);
    expect(reading.faults).toEqual([]);
    expect(reading.rows).toEqual([
      row('北山县,第一小学', '2026-08', 'PUPILS', '210', 'm'),
      row('s2', '2026-Q3', 'ROOMS', '12.5'),
    ]);
    expect(placeIn(reading.places, 2, 'value')).toBe('4:数值');
    expect(readCsv('unit\tperiod\tfigure\tvalue\ns1\t2026\tA\t1').rows).toEqual([row('s1', '2026', 'A', '1')]);
    expect(readCsv('Unit;Period;Figure;Value\ns1;2026;A;1').rows).toHaveLength(1);
  });

  it('says what is wrong with it', () => {
    expect(readCsv('').faults).toMatchObject([{ code: 'no-rows' }]);
    expect(readCsv('单位,期,数值\ns1,2026,3').faults).toMatchObject([
      { code: 'no-column', values: { column: '数据项' } },
    ]);
    expect(readCsv('unit,period,figure,value\n"s1,2026,A,1').faults).toMatchObject([{ code: 'broken-csv' }]);
  });
});

describe('DHIS2’s data values', () => {
  it('are read with the set’s period and unit where a value has none', () => {
    const reading = readDataValueSet({
      dataSet: 'pBOMPrpg1QX',
      period: '202608',
      orgUnit: 's1',
      dataValues: [
        { dataElement: 'PUPILS', categoryOptionCombo: 'm', value: '210' },
        { dataElement: 'ROOMS', period: '2026W5', orgUnit: 's2', categoryOptionCombo: 'default', value: 3 },
        { dataElement: 'GONE', value: '5', deleted: true },
      ],
    });
    expect(reading.rows).toEqual([
      row('s1', '2026-08', 'PUPILS', '210', 'm'),
      row('s2', '2026-W05', 'ROOMS', '3'),
      row('s1', '2026-08', 'GONE', ''),
    ]);
    expect(placeIn(reading.places, 2, 'figure')).toBe('dataValues.1.dataElement');
    expect(readDataValueSet({ dataValues: [{ value: 1 }] }).faults).toMatchObject([
      { code: 'unknown-json', at: 'dataValues.0.dataElement' },
    ]);
  });

  it('go out and come back the same; its half-year is not taken for a term', () => {
    expect(readDataValueSet(writeDataValueSet(rows)).rows).toEqual(rows);
    expect(periodFromDhis2('2026S1')).toBe('2026S1');
    for (const code of ['2026', '2026-08', '2026-Q3', '2026-W35'])
      expect(periodFromDhis2(periodToDhis2(code))).toBe(code);
  });
});

describe('an SDMX-JSON message', () => {
  it('goes out and comes back the same, for any rows', () => {
    const any = fc.record({
      unit: fc.constantFrom('s1', 's2', 's3'),
      period: fc.constantFrom('2026-08', '2026-Q3', '2026'),
      figure: fc.constantFrom('A', 'B'),
      category: fc.constantFrom('', 'm', 'f'),
      value: fc.integer().map(String),
    });
    const key = ({ unit, period, figure, category }: ImportRow) => [unit, period, figure, category].join(' ');
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: key, minLength: 1 }), given => {
        const back = readSdmxJson(JSON.parse(JSON.stringify(writeSdmxJson(given, '2026-09-01T00:00:00Z'))));
        expect(back.faults).toEqual([]);
        expect(back.rows.map(one => `${key(one)} ${one.value}`).sort()).toEqual(
          given.map(one => `${key(one)} ${one.value}`).sort(),
        );
      }),
    );
  });

  it('is read by series too, and an observation outside its dimensions is named', () => {
    const structure = {
      dimensions: {
        dataSet: [{ id: 'INDICATOR', values: [{ id: 'PUPILS' }] }],
        series: [{ id: 'REF_AREA', values: [{ id: 's1' }, { id: 's2' }] }],
        observation: [{ id: 'TIME_PERIOD', values: [{ id: '2026-M08' }] }],
      },
    };
    const reading = readSdmxJson({
      data: { structure, dataSets: [{ series: { '1': { observations: { '0': [42], '7': [1] } } } }] },
    });
    expect(reading.rows).toEqual([row('s2', '2026-08', 'PUPILS', '42')]);
    expect(reading.faults).toMatchObject([
      { code: 'observation-outside', at: 'data.dataSets.0.series.1.observations.7' },
    ]);
  });
});
