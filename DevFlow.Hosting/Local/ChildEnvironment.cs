namespace DevFlow.Hosting.Local;

/// <summary>What a child process inherits from the host: everything but what speaks of the host itself.</summary>
internal static class ChildEnvironment
{
    private static readonly string[] OfTheHost = ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES"];

    public static IReadOnlyDictionary<string, string?> Of(IReadOnlyDictionary<string, string> environment)
    {
        var child = OfTheHost.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        foreach (var (name, value) in environment)
            child[name] = value;
        return child;
    }
}
