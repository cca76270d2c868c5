import { Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { EmptyState } from '../components/EmptyState';
import { Page } from '../components/Page';

export function NotFound() {
  const [location] = useLocation();
  return (
    <Page title="Not found">
      <EmptyState icon="search" title="There is no such page" action={<Button component={Link} href="/" variant="light" mt="xs">To the first page</Button>}>
        Nothing stands at <code className="break">{location}</code>. It may have been moved, or a part of the address is missing.
      </EmptyState>
    </Page>
  );
}
