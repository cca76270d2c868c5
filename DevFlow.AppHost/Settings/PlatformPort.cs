namespace DevFlow.AppHost;

/// <summary>A port that something of the platform will listen on, and the setting that says so.</summary>
internal sealed record PlatformPort(string Key, string Where, int Port)
{
    /// <summary>How to choose another port. Default: in .env.</summary>
    public string Remedy { get; init; } = $"set {Key} to another port in .env";
}
