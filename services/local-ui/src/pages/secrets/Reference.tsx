import { Fragment } from 'react';
import { Absent } from '../../components/Absent';

/** A reference breaks after its slashes and nowhere else. */
export function Reference({ reference }: { reference: string | null }) {
  if (!reference) return <Absent />;
  const segments = reference.split(/(?<=\/)(?!\/)/);
  return <code>{segments.map((segment, index) => <Fragment key={index}>{segment}<wbr /></Fragment>)}</code>;
}
