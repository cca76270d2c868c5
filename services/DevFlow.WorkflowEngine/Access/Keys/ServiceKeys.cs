namespace DevFlow.WorkflowEngine.Access;

/// <summary>The services of the platform and the credential that the app host gave to each, and to this engine to know it by.</summary>
internal sealed class ServiceKeys(IConfiguration configuration)
{
    // Each as a connection, which stands above everything that a person may set, under a name that every shell lets pass.
    private const string Connection = "service_key_";

    private static readonly string[] _services = ["mcp-gateway", "knowledge-hub", "local-ui"];

    public bool IsRight(string service, string key) =>
        _services.Contains(service) && configuration.GetConnectionString($"{Connection}{service.Replace('-', '_')}") is { Length: > 0 } known
        && ConstantTime.AreEqual(known, key);
}
