import { NavLink } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { Icon } from '../../components/Icon';
import { Page } from '../../components/Page';
import { AdminsOnly } from '../../shell/AdminsOnly';
import { NotFound } from '../../shell/NotFound';
import { useIsAdmin } from '../../session/useMe';
import { addressOf, sections } from './sections';

export default function SettingsPage() {
  const [location] = useLocation();
  const isAdmin = useIsAdmin();
  const section = sections.find((one) => addressOf(one) === location);
  if (!section) return <NotFound />;
  if (section.adminOnly && !isAdmin) return <AdminsOnly title={section.title}><section.Content /></AdminsOnly>;
  return (
    <Page title={section.path ? `Settings: ${section.title}` : 'Settings'}>
      <div className="settings">
        <nav aria-label="Settings" className="settings-nav">
          {sections.filter(({ adminOnly }) => !adminOnly || isAdmin).map((one) => (
            <NavLink key={one.path} component={Link} href={addressOf(one)} label={one.title} leftSection={<Icon name={one.icon} size={16} />} active={one === section} {...(one === section ? { 'aria-current': 'page' as const } : {})} />
          ))}
        </nav>
        <div className="settings-what"><section.Content /></div>
      </div>
    </Page>
  );
}
