namespace DevFlow.Hosting.ApplicationModel;

/// <summary>Tells Kestrel what to listen on, by the variables that it reads.</summary>
internal static class ProjectPorts
{
    /// <summary>On this machine: addresses, several of them separated by semicolons.</summary>
    public static void Run(ProjectResource project, Dictionary<string, object> variables)
    {
        var urls = project.Endpoints().Where(endpoint => endpoint.UriScheme is "http" or "https").Select(endpoint => new EndpointReference(project, endpoint.Name).Url);
        if (string.Join(';', urls) is { Length: > 0 } listen)
            variables["ASPNETCORE_URLS"] = listen;
    }

    /// <summary>In a container: ports on every address, unless somebody has chosen them before.</summary>
    public static void Publish(ProjectResource project, Dictionary<string, object> variables)
    {
        foreach (var scheme in (string[])["http", "https"])
        {
            var ports = project.Endpoints().Where(endpoint => endpoint.UriScheme == scheme)
                .Select(endpoint => new EndpointReference(project, endpoint.Name).Property(EndpointProperty.TargetPort)).ToList();
            if (ports.Count > 0)
                variables.TryAdd($"{scheme.ToUpperInvariant()}_PORTS", ReferenceExpression.Join(";", ports));
        }
    }
}
