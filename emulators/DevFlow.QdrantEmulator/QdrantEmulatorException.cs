namespace DevFlow.QdrantEmulator;

/// <summary>The emulator does not start; the message says all of why, one fault a line, and never a key.</summary>
/// <param name="faults">What is wrong, each with its place and a way out.</param>
public sealed class QdrantEmulatorException(IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    /// <summary>What is wrong, each with its place.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
