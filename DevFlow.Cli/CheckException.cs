namespace DevFlow.Cli;

/// <summary>What the command found does not let it do its work.</summary>
internal sealed class CheckException(string message, string hint) : Exception(message)
{
    public string Hint { get; } = hint;
}
