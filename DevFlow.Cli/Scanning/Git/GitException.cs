namespace DevFlow.Cli.Scanning;

/// <summary>The git program is missing, or did not do what it was asked for.</summary>
internal sealed class GitException(string message, string hint) : Exception(message)
{
    public string Hint { get; } = hint;
}
