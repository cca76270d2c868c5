import { NavLink, Stack } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { Icon } from '../components/Icon';
import { pages } from '../pages/pages';
import { useMe } from '../session/useMe';

export function Navigation() {
  const [location] = useLocation();
  const me = useMe();
  return (
    <Stack gap={2}>
      {pages.filter(({ adminOnly }) => !adminOnly || me?.role === 'admin').map(({ path, title, icon }) => {
        const isHere = path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`);
        return <NavLink key={path} component={Link} href={path} label={title} leftSection={<Icon name={icon} />} active={isHere} {...(isHere ? { 'aria-current': 'page' as const } : {})} />;
      })}
    </Stack>
  );
}
