using DevFlow.Secrets;

namespace DevFlow.Cli.Moving.Import;

/// <summary>What a file has to import.</summary>
/// <param name="Format">What it was read as.</param>
/// <param name="Candidates">The keys in file order.</param>
/// <param name="Faults">What is wrong with it, each with its place.</param>
internal sealed record ImportFile(string Format, IReadOnlyList<MoveCandidate> Candidates, IReadOnlyList<Finding> Faults);
