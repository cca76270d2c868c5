using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Tests.Host;

/// <summary>An app host that was written for Aspire, word for word: it must compile, and its manifest must come out the same.</summary>
internal static class SampleProgram
{
    public static void Run(string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(args);
        if (builder.ExecutionContext.IsPublishMode && args.Contains("--compose")) builder.AddDockerComposeEnvironment("compose");

        // Secrets
        var dbPassword = builder.AddParameter("postgres-password", () => "from-cascade", secret: true);
        var dbUser = builder.AddParameter("postgres-username", "devflow");
        var qdrantKey = builder.AddParameter("qdrant-api-key", new GenerateParameterDefault { MinLength = 32 }, secret: true, persist: true);
        var opToken = builder.AddParameter("op-connect-token", () => "tok", secret: true);

        // Data
        var postgres = builder.AddPostgres("postgres", dbUser, dbPassword).WithHostPort(5432).WithDataVolume();
        var db = postgres.AddDatabase("devflow");
        var qdrant = builder.AddQdrant("qdrant", qdrantKey, grpcPort: 6334, httpPort: 6333).WithDataVolume();

        // 1Password
        var sync = builder.AddContainer("onepassword-sync", "1password/connect-sync", "1.8.1").WithVolume("onepassword-data", "/home/opuser/.op/data");
        var connect = builder.AddContainer("onepassword-connect", "1password/connect-api", "1.8.1")
            .WithHttpEndpoint(port: 8080, targetPort: 8080, name: "http")
            .WithBindMount("./secrets/1password-credentials.json", "/home/opuser/.op/1password-credentials.json", isReadOnly: true)
            .WithVolume("onepassword-data", "/home/opuser/.op/data")
            .WithHttpHealthCheck("/heartbeat")
            .WithParentRelationship(sync);

        // Services
        var hub = builder.AddProject("knowledge-hub", "svc/svc.csproj").WithHttpEndpoint(port: 8282).WithReference(qdrant).WaitFor(qdrant)
            .WithEnvironment("OP_CONNECT_URL", connect.GetEndpoint("http")).WithEnvironment("OP_CONNECT_TOKEN", opToken).WithHttpHealthCheck("/health");
        var engine = builder.AddProject("workflow-engine", "svc/svc.csproj").WithHttpEndpoint(port: 8181).WithReference(db).WaitFor(db).WithReference(hub)
            .WithEnvironment(c => c.EnvironmentVariables["X"] = ReferenceExpression.Create($"{connect.GetEndpoint("http").Property(EndpointProperty.Url)}/v1"));
        builder.AddViteApp("local-ui", "ui").WithEndpoint("http", e => e.Port = 3737).WithReference(engine).WaitFor(engine).WithExternalHttpEndpoints();
        builder.AddExecutable("tool", "bash", ".", "-c", "true").WithExplicitStart();
        builder.AddExternalService("aosentry", "https://aosentry.aocodex.ai/");

        builder.Build().Run();
    }

    /// <summary>Aspire alone has it, and the sample asks for it under a flag that no test sets.</summary>
    private static void AddDockerComposeEnvironment(this IDistributedApplicationBuilder builder, string name) =>
        throw new NotSupportedException($"The local engine does not publish '{name}'.");
}
