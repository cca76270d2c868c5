import { themes, useTheme } from '../hooks/useTheme';

const labels = { system: 'Auto', light: 'Light', dark: 'Dark' };

export function ThemeToggle() {
  const [theme, setTheme] = useTheme();
  return (
    <div className="segments" role="group" aria-label="Colour theme">
      {themes.map((choice) => (
        <button key={choice} type="button" aria-pressed={choice === theme} onClick={() => setTheme(choice)}>
          {labels[choice]}
        </button>
      ))}
    </div>
  );
}
