import type { ComponentType } from 'react';
import type { IconName } from '../../components/Icon';
import { AccountSection } from './account/AccountSection';
import { KeysSection } from './account/KeysSection';
import { SessionsSection } from './account/SessionsSection';
import { AlertsSection } from './platform/AlertsSection';
import { ComplianceSection } from './platform/ComplianceSection';
import { EventsSection } from './platform/EventsSection';
import { VaultSection } from './platform/VaultSection';
import { PeopleSection } from './people/PeopleSection';

export interface Section {
  /** Below /settings; empty for the first. */
  path: string;
  title: string;
  icon: IconName;
  adminOnly?: boolean;
  Content: ComponentType;
}

export const sections: Section[] = [
  { path: '', title: 'Account', icon: 'user', Content: AccountSection },
  { path: 'keys', title: 'API keys', icon: 'key', Content: KeysSection },
  { path: 'sessions', title: 'Sessions', icon: 'clock', Content: SessionsSection },
  { path: 'people', title: 'People', icon: 'user', adminOnly: true, Content: PeopleSection },
  { path: 'vault', title: 'Vault keys', icon: 'shield', adminOnly: true, Content: VaultSection },
  { path: 'alerts', title: 'Alerts', icon: 'alert', adminOnly: true, Content: AlertsSection },
  { path: 'compliance', title: 'Compliance', icon: 'check', adminOnly: true, Content: ComplianceSection },
  { path: 'events', title: 'Webhooks', icon: 'link', adminOnly: true, Content: EventsSection },
];

export const addressOf = ({ path }: Section): string => (path ? `/settings/${path}` : '/settings');
