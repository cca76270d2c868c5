namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A URL at which a resource is reached.</summary>
/// <param name="Name">The endpoint's name.</param>
/// <param name="Url">The URL.</param>
/// <param name="IsInternal">Whether it is of no use to a person.</param>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal);
