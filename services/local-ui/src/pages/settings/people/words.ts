export const roleChoices = [{ value: 'member', label: 'Member' }, { value: 'admin', label: 'Admin' }];
