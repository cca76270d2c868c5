import { Fact } from '../../components/Fact';
import { Facts } from '../../components/Facts';
import type { Preview } from './rotations';
import { periodOf } from './words';

export function PreviewFacts({ preview: { rotator, destination, overlap, isProven, problem } }: { preview: Preview }) {
  return (
    <Facts>
      <Fact name="Replaced by">{rotator}</Fact>
      <Fact name="Lives in">{destination ?? 'not found out yet'}</Fact>
      <Fact name="Overlap">The value of before is accepted for {periodOf(overlap)} beside the new one.</Fact>
      {!problem && <Fact name="Now">{isProven ? 'The value in force was seen to work.' : 'Whether the value in force works is found out by the run itself.'}</Fact>}
    </Facts>
  );
}
