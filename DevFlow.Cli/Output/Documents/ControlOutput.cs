namespace DevFlow.Cli.Output;

internal sealed record ControlOutput(string Id, string Title, string Status, IReadOnlyList<EvidenceOutput> Evidence);
