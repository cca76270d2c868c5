namespace DevFlow.Secrets;

/// <summary>A setting has a value that cannot be used. The message names key, place and what is expected, not the value.</summary>
public sealed class SettingException : Exception
{
    /// <summary>Describes a setting that cannot be used.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="where">Where its value was read: <c>environment</c>, or a place such as <c>.env:61</c>.</param>
    /// <param name="expected">What it has to be, to stand after "is not".</param>
    public SettingException(string key, string where, string expected)
        : base($"{key} ({where}) is not {expected}.")
    {
        Key = key;
        Where = where;
        Expected = expected;
    }

    /// <summary>The setting.</summary>
    public string Key { get; }

    /// <summary>Where its value was read.</summary>
    public string Where { get; }

    /// <summary>What it has to be.</summary>
    public string Expected { get; }
}
