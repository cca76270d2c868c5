using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Tests.Host;

/// <summary>
/// One of everything that can be published, in the language of either engine: Aspire has published it, and the local engine must
/// come to the same manifest.
/// </summary>
internal static class BreadthProgram
{
    public static void Run(string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(args);

        // Parameters: asked for, from code, generated, with a published default, from a key
        var asked = builder.AddParameter("asked");
        var secret = builder.AddParameter("a-secret", secret: true).WithDescription("Who can do **what** with it", enableMarkdown: true);
        builder.AddParameter("published", "<plain & \"quoted\" + ümlaut>", publishValueAsDefault: true);
        builder.AddParameter("getter", () => "8080", publishValueAsDefault: true);
        builder.AddParameter("kept-back", "not to be seen");
        builder.AddParameter("generated", new GenerateParameterDefault { MinLength = 10, Special = false, Upper = false, MinLower = 2, MinNumeric = 3 }, secret: true);
        builder.AddParameter("generated-by-default", new GenerateParameterDefault());
        var url = builder.AddParameterFromConfiguration("service-url", "Services:Url");

        // Connection strings: of expressions with two holes, encoded, of other resources, from the configuration
        var two = builder.AddConnectionString("two-holes", ReferenceExpression.Create($"Server={asked};Key={secret};Brace={{x}}"));
        builder.AddConnectionString("encoded", ReferenceExpression.Create($"https://{asked:uri}:{secret:uri}@example.test/{"a b/c":uri}"));
        var legacy = builder.AddConnectionString("legacy");
        builder.AddConnectionString("legacy-variable", "LEGACY_CONNECTION");

        // Servers and nested databases, with passwords given and made
        var made = builder.AddPostgres("made").WithDataVolume(isReadOnly: true);
        var orders = made.AddDatabase("orders");
        var quoted = made.AddDatabase("quoted", "odd;name here");
        var user = builder.AddParameter("pg-user");
        var given = builder.AddPostgres("given", user, secret, port: 5433).WithDataVolume("named-volume").WithImageTag("17.1").WithImageRegistry("registry.test:5000");
        var given2 = given.AddDatabase("given-db");
        builder.AddConnectionString("composed", ReferenceExpression.Create($"{given2};Pooling=false"));

        // Containers: images in every form, mounts, entrypoint, arguments, endpoints
        builder.AddContainer("plain", "busybox");
        builder.AddContainer("tagged", "registry.test:5000/team/image:1.2");
        builder.AddContainer("digested", "image@sha256:5ac6dd0bcf3f0b5e1c1b8f1b1f0c1a7c2d3e4f5061728394a5b6c7d8e9f00112");
        var box = builder.AddContainer("box", "team/box", "3.1")
            .WithEntrypoint("/bin/run")
            .WithArgs("--verbose", "two words")
            .WithBindMount("conf/box.yaml", "/etc/box.yaml", isReadOnly: true)
            .WithBindMount("../shared", "/shared")
            .WithVolume("/anonymous")
            .WithVolume("boxes", "/var/box")
            .WithVolume("read-only", "/var/ro", isReadOnly: true)
            .WithHttpEndpoint(port: 9000, targetPort: 80)
            .WithHttpEndpoint(targetPort: 81, name: "admin", env: "ADMIN_PORT")
            .WithHttpsEndpoint(port: 9443, name: "secure")
            .WithEndpoint(port: 7000, targetPort: 7001, scheme: "redis", name: "cache", env: "CACHE_PORT", isExternal: true)
            .WithEndpoint(targetPort: 514, name: "syslog", protocol: System.Net.Sockets.ProtocolType.Udp)
            .WithEndpoint(scheme: "tcp", name: "free")
            .WithEndpoint("http", endpoint => endpoint.Transport = "http2")
            .WithEndpoint("late", endpoint => endpoint.TargetPort = 4000)
            .WithEndpoint("absent", endpoint => endpoint.Port = 1, createIfNotExists: false)
            .WithEnvironment("EMPTY", (string?)null)
            .WithEnvironment("TEXT", "a 'text' <with> \\ everything")
            .WithEnvironment("CALLED", () => "by name");
        box.WithArgs(context => context.Args.Add(box.GetEndpoint("http")));
        box.WithArgs(secret, 5, box.GetEndpoint("admin").Property(EndpointProperty.Port), ReferenceExpression.Create($"--url={box.GetEndpoint("cache")}/x"));

        // Services that run elsewhere
        var fixedService = builder.AddExternalService("fixed-service", "https://fixed.example.test/base/").WithHttpHealthCheck("/health", 204);
        var parameterService = builder.AddExternalService("parameter-service", url);

        // Projects
        var api = builder.AddProject("api", "api/api.csproj")
            .WithHttpEndpoint(port: 5000)
            .WithHttpEndpoint(name: "second")
            .WithHttpEndpoint(name: "third", targetPort: 6000)
            .WithHttpsEndpoint()
            .WithArgs("serve")
            .WithExternalHttpEndpoints()
            .WithReference(orders)
            .WithReference(quoted, "renamed")
            .WithReference(given2, optional: true)
            .WithReference(two)
            .WithReference(legacy)
            .WithReference(fixedService)
            .WithReference(parameterService)
            .WithEnvironment("FIXED", fixedService)
            .WithEnvironment("PARAMETER", parameterService)
            .WithEnvironment("ORDERS", orders)
            .WithEnvironment("SECRET", secret)
            .WithEnvironment("MADE_HOST", made.Resource.Host)
            .WithEnvironment("MIXED", $"{asked}/{box.GetEndpoint("http").Property(EndpointProperty.HostAndPort)}/{secret:uri}?{"text"}")
            .WithEnvironment("PARTS", $"{box.GetEndpoint("http").Property(EndpointProperty.Scheme)}|{box.GetEndpoint("http").Property(EndpointProperty.IPV4Host)}|{box.GetEndpoint("http").Property(EndpointProperty.TargetPort)}")
            .WaitFor(orders)
            .WaitForCompletion(made);
        builder.AddProject("worker", "../worker/worker.csproj");
        builder.AddProject("silent", "api/api.csproj").WithHttpEndpoint().DisableForwardedHeaders().WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString).WithReference(orders).WithReference(api);
        builder.AddProject("chooser", "api/api.csproj")
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionProperties | ReferenceEnvironmentInjectionFlags.Endpoints)
            .WithReference(orders, connectionName: "1st-store").WithReference(fixedService).WithReference(api.GetEndpoint("second"));
        builder.AddProject("finder", "api/api.csproj")
            .WithReference(api, "my-api")
            .WithReference("elsewhere", new Uri("http://elsewhere.example.test/"))
            .WithReference(box.GetEndpoint("admin"))
            .WithReference(box.GetEndpoint("cache"))
            .WithReference(given);

        builder.AddProject("collider", "api/api.csproj")
            .WithHttpEndpoint(targetPort: 1)
            .WithHttpEndpoint(port: 2, isProxied: false)
            .WithReference(api, "same").WithReference(builder.AddProject("other", "api/api.csproj").WithHttpEndpoint(), "same")
            .WithReference(api, "different")
            .WithReference(api.GetEndpoint("second"))
            .WithReference(orders).WithReference(orders);
        builder.AddProject("ports", "api/api.csproj").WithEndpoint(port: 70, isProxied: false).WithEndpoint(scheme: "https", name: "tls").WithEndpoint(scheme: "http", name: "web", isProxied: false, port: 71);

        // Programs
        builder.AddExecutable("program", "program", "tools", "-c", "run --all").WithHttpEndpoint(port: 5100, env: "PORT").WithEndpoint(name: "raw").WithReference(api).WithArgs(api.GetEndpoint("http"));
        builder.AddExecutable("bare", "/usr/bin/true", "..");

        // What leaves no trace, and what writes itself
        builder.AddContainer("hidden", "hidden").ExcludeFromManifest();
        builder.AddExecutable("own", "own", ".").WithManifestPublishingCallback(context =>
        {
            context.Writer.WriteString("type", "own.v0");
            context.Writer.WriteString("path", context.GetManifestRelativePath(Path.Combine(builder.AppHostDirectory, "own")));
        });
        box.WithParentRelationship(api).WithChildRelationship(made).WithReferenceRelationship(orders.Resource);

        builder.Build().Run();
    }
}
