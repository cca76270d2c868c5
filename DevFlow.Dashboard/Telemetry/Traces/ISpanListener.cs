namespace DevFlow.Dashboard.Telemetry;

/// <summary>Told of every span as it comes, whether it is kept or not.</summary>
internal interface ISpanListener
{
    /// <summary>On the thread that received the spans: what listens must be quick.</summary>
    void Received(IReadOnlyList<Span> spans);
}
