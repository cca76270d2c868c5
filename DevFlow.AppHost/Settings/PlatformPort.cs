namespace DevFlow.AppHost;

/// <summary>A port that something of the platform will listen on, and the setting that says so.</summary>
internal sealed record PlatformPort(string Key, string Where, int Port);
