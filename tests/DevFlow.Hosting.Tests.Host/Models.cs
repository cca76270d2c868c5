namespace DevFlow.Hosting.Tests.Host;

/// <summary>The applications that tests start in a process of their own.</summary>
internal static class Models
{
    public static void Describe(IDistributedApplicationBuilder builder, string? model)
    {
        switch (model)
        {
            case "web":
                Web(builder);
                break;
            case "trees":
                Trees(builder);
                break;
            case "mixed":
                Mixed(builder);
                break;
            case "ill":
                Ill(builder);
                break;
            case "persistent":
                Persistent(builder);
                break;
            case "secret":
                Secret(builder);
                break;
        }
    }

    /// <summary>A server, and a service that reaches its database.</summary>
    private static void Web(IDistributedApplicationBuilder builder)
    {
        var database = builder.AddPostgres("postgres").AddDatabase("orders");
        builder.AddExecutable("web", HostProgram.Path, ".", "--serve")
            .WithHttpEndpoint(env: "PORT")
            .WithHttpHealthCheck("/")
            .WithReference(database)
            .WaitFor(database);
    }

    /// <summary>Processes that start others, one of them deaf to SIGTERM, and a server with its workers.</summary>
    private static void Trees(IDistributedApplicationBuilder builder)
    {
        builder.AddPostgres("postgres");
        builder.AddExecutable("plain", "sleep", ".", "1000");
        builder.AddExecutable("parent", "sh", ".", "-c", "sleep 1000 & sleep 1000 & wait");
        builder.AddExecutable("deaf", "sh", ".", "-c", "trap '' TERM; while true; do sleep 1000; done");
    }

    /// <summary>One of each way in which a start can go.</summary>
    private static void Mixed(IDistributedApplicationBuilder builder)
    {
        builder.AddExecutable("steady", "sh", ".", "-c", "echo hello from steady; exec sleep 1000");
        builder.AddExecutable("job", "true", ".");
        var broken = builder.AddExecutable("broken", "sh", ".", "-c", "echo starting; echo the disk is full >&2; exit 3").WithHttpEndpoint().WithHttpHealthCheck();
        builder.AddExecutable("dependent", "sleep", ".", "1000").WaitFor(broken);
        builder.AddResource(new ApplicationModel.ContainerResource("box"));
    }

    /// <summary>What never becomes healthy, what waits for it, and what nobody has started.</summary>
    private static void Ill(IDistributedApplicationBuilder builder)
    {
        var ill = builder.AddExecutable("ill", "sleep", ".", "1000").WithHttpEndpoint().WithHttpHealthCheck();
        builder.AddExecutable("dependent", "sleep", ".", "1000").WaitFor(ill);
        builder.AddExecutable("later", "sleep", ".", "1000").WithExplicitStart();
        builder.AddExecutable("steady", "sleep", ".", "1000");
    }

    /// <summary>A server that outlives the application, with a password that must not come to light.</summary>
    private static void Persistent(IDistributedApplicationBuilder builder)
    {
        var canary = builder.AddParameter("canary", () => builder.Configuration["CANARY"]!, secret: true);
        builder.AddPostgres("postgres", password: canary).WithLifetime(ApplicationModel.ContainerLifetime.Persistent).AddDatabase("orders");
    }

    /// <summary>A secret on all its ways to a process, and places where it could come to light.</summary>
    private static void Secret(IDistributedApplicationBuilder builder)
    {
        var canary = builder.AddParameter("canary", () => builder.Configuration["CANARY"]!, secret: true);
        var postgres = builder.AddPostgres("postgres", password: canary);
        var database = postgres.AddDatabase("orders");
        builder.AddExecutable("steady", "sleep", ".", "1000")
            .WithEnvironment("API_KEY", canary)
            .WithReference(database)
            .WaitFor(database);
        builder.AddExecutable("broken", "sh", ".", "-c", "exit 3").WithEnvironment("API_KEY", canary);
        builder.AddExecutable("absent", "no-such-program", ".").WithEnvironment("API_KEY", canary);
    }
}
