using System.Diagnostics;

namespace DevFlow.Secrets;

/// <summary>A key that a .env file sets. Text and debugger show <c>KEY=***</c>; <see cref="Reveal"/> is the one way to the value.</summary>
[DebuggerDisplay("{Key,nq}=*** at {Path,nq}:{Line}")]
public sealed class DotEnvEntry
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    internal DotEnvEntry(string key, string value, string path, int line, int column)
    {
        Key = key;
        _value = value;
        Path = path;
        Line = line;
        Column = column;
    }

    /// <summary>The key, as written; keys are case-sensitive.</summary>
    public string Key { get; }

    /// <summary>The file that sets it, as the reader was asked to show it.</summary>
    public string Path { get; }

    /// <summary>The line of the key, from 1.</summary>
    public int Line { get; }

    /// <summary>The column where the value (or its opening quote) begins, from 1.</summary>
    public int Column { get; }

    /// <summary>Whether the key is set to nothing, which the cascade treats as not set.</summary>
    public bool IsEmpty => _value.Length == 0;

    /// <summary>Hands out the value, unquoted and expanded. Every call is a place where it could leak.</summary>
    public string Reveal() => _value;

    /// <summary>The key and, in the value's place, <see cref="SecretValue.Mask"/>.</summary>
    public override string ToString() => $"{Key}={SecretValue.Mask}";
}
