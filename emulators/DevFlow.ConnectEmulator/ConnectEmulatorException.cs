namespace DevFlow.ConnectEmulator;

/// <summary>The emulator does not start; the message says all of why, one fault a line, and holds no value of a field or token.</summary>
/// <param name="faults">What is wrong, each with its place and a way out.</param>
public sealed class ConnectEmulatorException(IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    /// <summary>What is wrong, each with its place.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
