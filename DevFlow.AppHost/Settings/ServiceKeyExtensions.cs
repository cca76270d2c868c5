namespace DevFlow.AppHost;

internal static class ServiceKeyExtensions
{
    /// <summary>Gives a service the key that it shows to the Workflow Engine; none where the engine is hosted.</summary>
    public static IResourceBuilder<ProjectResource> WithServiceKey(this IResourceBuilder<ProjectResource> service, ServiceKeys? keys) =>
        keys is null ? service : service.WithReference(keys.ByService[service.Resource.Name], "service_key");

    /// <summary>Gives the Workflow Engine what it knows the services by.</summary>
    public static IResourceBuilder<ProjectResource> WithServiceKeys(this IResourceBuilder<ProjectResource> engine, ServiceKeys keys)
    {
        foreach (var (service, key) in keys.ByService)
            engine.WithReference(key, $"service_key_{service.Replace('-', '_')}");
        return engine;
    }
}
