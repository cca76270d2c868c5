import { Reader } from '../../api/reader';

/** Something that was done with a secret, as the audit has it. */
export interface Access {
  id: string;
  time: string;
  outcome: string;
  service: string;
  user: string | null;
  source: string | null;
  count: number;
}

export function decodeAccesses(json: unknown): Access[] {
  return new Reader(json, 'the audit').list('records', (item) => {
    const fields = new Reader(item, 'a record');
    return {
      id: `${fields.number('chain')} ${fields.number('seq')}`,
      time: fields.text('time'),
      outcome: fields.text('outcome'),
      service: fields.text('service'),
      user: fields.optionalText('user'),
      source: fields.optionalText('source'),
      count: fields.number('count'),
    };
  });
}
