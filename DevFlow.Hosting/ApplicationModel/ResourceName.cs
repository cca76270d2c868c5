namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The form of a resource's name: the same as Aspire's, so that a model runs on either engine.</summary>
internal static class ResourceName
{
    private const int MaxLength = 64;

    public static void Check(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (Fault(name) is { } fault)
            throw new ArgumentException($"Resource name '{name}' is invalid: {fault}.", nameof(name));
    }

    private static string? Fault(string name) => name switch
    {
        { Length: > MaxLength } => $"it has {name.Length} characters, at most {MaxLength} are allowed",
        _ when !char.IsAsciiLetter(name[0]) => "it must start with an ASCII letter",
        _ when !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') => "only ASCII letters, digits and dashes are allowed",
        _ when name.Contains("--", StringComparison.Ordinal) => "two dashes must not follow each other",
        _ when name[^1] == '-' => "it must not end with a dash",
        _ => null,
    };
}
