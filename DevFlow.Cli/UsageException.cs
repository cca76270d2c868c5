namespace DevFlow.Cli;

/// <summary>The command was given something that it cannot work with.</summary>
internal sealed class UsageException(string message, string hint) : Exception(message)
{
    public string Hint { get; } = hint;
}
