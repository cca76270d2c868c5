using DevFlow.Dashboard.Otlp.Wire;

namespace DevFlow.Dashboard.Otlp;

/// <summary>What of a message was not taken, as the sender is told.</summary>
internal sealed class Rejections
{
    private string? _reason;

    public long Count { get; private set; }

    public void Add(string reason)
    {
        Count++;
        _reason ??= reason;
    }

    public ExportResponse ToResponse() =>
        Count == 0 ? new() : new() { PartialSuccess = new() { Rejected = Count, ErrorMessage = $"{Count} not taken; the first because {_reason}" } };
}
