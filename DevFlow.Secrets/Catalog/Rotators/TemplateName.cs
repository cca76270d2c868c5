namespace DevFlow.Secrets;

/// <summary>What a <c>${…}</c> in a template stands for.</summary>
/// <param name="Kind">The word before a dot or colon: <c>current</c>, <c>candidate</c>, <c>run</c>, <c>secret</c>, <c>access_token</c>.</param>
/// <param name="Name">What comes after it; null for nothing.</param>
internal sealed record TemplateName(string Kind, string? Name)
{
    public const string Current = "current";
    public const string Candidate = "candidate";
    public const string Run = "run";
    public const string Secret = "secret";
    public const string AccessToken = "access_token";

    /// <summary>Whether it is a value that is kept secret, and not an id.</summary>
    public bool IsValue => Kind is Secret or AccessToken || (Kind is Current or Candidate && Name is null);

    /// <summary>Null for what is none.</summary>
    public static TemplateName? TryParse(string text) => text.Split(':', 2) is [Secret, { Length: > 0 } key] ? new(Secret, key)
        : text is Current or Candidate or Run or AccessToken ? new(text, Name: null)
        : text.Split('.', 2) is [Current or Candidate, { Length: > 0 } name] parts && IsNote(name) ? new(parts[0], name)
        : null;

    /// <summary>Whether something may be kept by that name.</summary>
    public static bool IsNote(string name) => name.Length is > 0 and <= 40 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-');

    public override string ToString() => $"${{{Kind}{(Name is null ? "" : Kind is Secret ? $":{Name}" : $".{Name}")}}}";
}
