import { useEffect } from 'react';

/** Runs `action` when `key` is pressed anywhere, but not while somebody is typing it into a field. */
export function useHotkey(key: string, action: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const typing = event.key.length === 1 && event.target instanceof HTMLInputElement;
      if (event.key !== key || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [key, action]);
}
