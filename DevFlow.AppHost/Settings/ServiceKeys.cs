namespace DevFlow.AppHost;

/// <summary>
/// The key by which each service proves to the Workflow Engine who it is: made once and kept. It is handed over as a connection string, which stays
/// out of the cascade.
/// </summary>
internal sealed class ServiceKeys
{
    private ServiceKeys(IReadOnlyDictionary<string, IResourceBuilder<ConnectionStringResource>> byService) => ByService = byService;

    public IReadOnlyDictionary<string, IResourceBuilder<ConnectionStringResource>> ByService { get; }

    public static ServiceKeys Add(IDistributedApplicationBuilder builder, params IEnumerable<string> services) => new(services.ToDictionary(service => service, service =>
    {
        var key = builder.AddParameter($"{service}-key", Platform.Password, secret: true, persist: true);
        return builder.AddConnectionString($"{service}-service-key", ReferenceExpression.Create($"{key}"));
    }));
}
