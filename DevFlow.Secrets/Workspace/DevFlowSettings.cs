using System.Globalization;

namespace DevFlow.Secrets;

/// <summary>
/// The settings of DevFlow: environment first, then .env, so that <c>DEVFLOW_MODE=saas dotnet run</c> does what it says. An empty
/// value counts as not set.
/// </summary>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="layers">Gives the .env files as they are now.</param>
public sealed class DevFlowSettings(Func<string, string?> environment, Func<DotEnvLayers> layers)
{
    /// <summary>The value of a setting, or null when it is not set.</summary>
    /// <param name="key">The setting.</param>
    public string? Get(string key) => Find(key).Value;

    /// <summary>The value of a setting, or <paramref name="fallback"/> when it is not set.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="fallback">What counts when it is not set.</param>
    public string Get(string key, string fallback) => Find(key).Value ?? fallback;

    /// <summary>
    /// The value of a setting and where it was read: <c>environment</c>, or a place such as <c>.env:6:14</c>. When it is not set the
    /// value is null and the place is <c>.env</c>, where it can be set.
    /// </summary>
    /// <param name="key">The setting.</param>
    public (string? Value, string Where) Find(string key)
    {
        if (environment(key) is { Length: > 0 } variable)
            return (variable, "environment");
        return layers().TryGet(key, out var entry) && !entry.IsEmpty
            ? (entry.Reveal(), $"{entry.Path}:{entry.Line}:{entry.Column}")
            : (null, ".env");
    }

    /// <summary>A whole number, with the default that DevFlow documents for it.</summary>
    /// <param name="key">A setting of <see cref="DevFlowSettingKeys"/> that has such a default, such as a port.</param>
    /// <exception cref="SettingException">It is set to something else.</exception>
    /// <exception cref="ArgumentException">There is no such setting with a default.</exception>
    public int GetInt(string key) => GetInt(key, DefaultOf(key));

    /// <summary>The same settings, which do not change any more.</summary>
    internal DevFlowSettings OfOneMoment()
    {
        var now = layers();
        return new DevFlowSettings(environment, () => now);
    }

    internal static int DefaultOf(string key) =>
        SettingKey.TryWhole(Known(key, SettingKind.WholeNumber).Default ?? "", out var number)
            ? number
            : throw new ArgumentException($"'{key}' is no setting with a whole number as its default.", nameof(key));

    /// <summary>A setting that is a whole number from 0 on, or of the range that DevFlow documents for it.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="fallback">What counts when it is not set.</param>
    /// <exception cref="SettingException">It is set to something else.</exception>
    public int GetInt(string key, int fallback)
    {
        var (value, where) = Find(key);
        if (value is null)
            return fallback;
        var known = Known(key, SettingKind.WholeNumber);
        return known.IsWellFormed(value) && SettingKey.TryWhole(value, out var number)
            ? number
            : throw new SettingException(key, where, known.Expected);
    }

    /// <summary>A setting that is a decimal number.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="fallback">What counts when it is not set.</param>
    /// <exception cref="SettingException">It is set to something else.</exception>
    public double GetDouble(string key, double fallback)
    {
        var (value, where) = Find(key);
        if (value is null)
            return fallback;
        var known = Known(key, SettingKind.Number);
        return known.IsWellFormed(value)
            ? double.Parse(value, CultureInfo.InvariantCulture)
            : throw new SettingException(key, where, known.Expected);
    }

    /// <summary>A setting that is <c>true</c> or <c>false</c>, in any case; 1 and 0 are read too.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="fallback">What counts when it is not set.</param>
    /// <exception cref="SettingException">It is set to something else.</exception>
    public bool GetBool(string key, bool fallback)
    {
        var (value, where) = Find(key);
        if (value is null)
            return fallback;
        return SettingKey.TryBoolean(value, out var result)
            ? result
            : throw new SettingException(key, where, Known(key, SettingKind.Boolean).Expected);
    }

    private static SettingKey Known(string key, SettingKind kind) =>
        DevFlowSettingKeys.Table.FirstOrDefault(k => k.Name == key) ?? new SettingKey(key, kind);
}
