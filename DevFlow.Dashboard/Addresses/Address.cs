namespace DevFlow.Dashboard.Addresses;

/// <summary>The addresses that the dashboard listens on. Each serves what is mapped for it, and nothing else.</summary>
internal enum Address
{
    /// <summary>What a browser sees; everything that is not mapped for another address.</summary>
    Pages,
    OtlpGrpc,
    OtlpHttp,
    Prometheus,
}
