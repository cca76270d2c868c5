namespace DevFlow.Secrets;

/// <summary>How a provider replaces its keys over HTTP: <c>config/rotators/NAME.yaml</c>, read.</summary>
internal sealed record HttpRotatorDescription
{
    /// <summary>How long an attempt may take where the file does not say.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long the value before is accepted beside the new one where the file does not say.</summary>
    public static readonly TimeSpan DefaultOverlap = TimeSpan.FromDays(1);

    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    public TimeSpan Overlap { get; init; } = DefaultOverlap;

    public required HttpStep Prove { get; init; }

    public required HttpStep Create { get; init; }

    /// <summary>Finds what was made for a run and never heard of; null where the provider recognises a request that comes again.</summary>
    public HttpStep? List { get; init; }

    public required HttpStep Test { get; init; }

    public required HttpStep Retire { get; init; }

    public required HttpStep RollBack { get; init; }
}
