using System.Text.Json;
using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Manifest;

public class PublishTests : HostingTest
{
    private const string Canary = "canary-5f3b1e77";

    [Fact]
    public async Task Publishing_writes_the_manifest_starts_nothing_and_ends()
    {
        var builder = CreatePublisher("--output-path", Folder["manifest.json"]);
        Assert.True(builder.ExecutionContext.IsPublishMode);
        builder.AddExecutable("early", "touch", ".", "started");

        await Build(builder).RunAsync(Patience);

        var manifest = await ManifestAsync("manifest.json");
        Assert.Equal("touch", manifest.GetProperty("early").GetProperty("command").GetString());
        Assert.Equal([Folder["manifest.json"]], Directory.GetFileSystemEntries(Folder.Path));
    }

    [Fact]
    public async Task No_value_of_a_parameter_is_asked_for_and_none_is_in_the_manifest()
    {
        var builder = CreatePublisher("--output-path", Folder["manifest.json"], "--Parameters:configured", Canary, "--ConnectionStrings:legacy", Canary);
        string Fail() => throw new InvalidOperationException("The value was asked for.");
        var secret = builder.AddParameter("secret", Fail, secret: true);
        var plain = builder.AddParameter("plain", Fail);
        var constant = builder.AddParameter("constant", Canary, secret: true);
        var configured = builder.AddParameter("configured", secret: true);
        var generated = builder.AddParameter("generated", new GenerateParameterDefault { MinLength = 40 }, secret: true, persist: true);
        var legacy = builder.AddConnectionString("legacy");
        var service = builder.AddExternalService("service", secret);
        var database = builder.AddPostgres("postgres", plain, constant).WithDataVolume().AddDatabase("orders");
        builder.AddExecutable("child", "env", ".")
            .WithEnvironment("SECRET", secret).WithEnvironment("PLAIN", $"<{plain}|{constant:uri}>").WithEnvironment("CONFIGURED", configured)
            .WithEnvironment("GENERATED", generated).WithEnvironment("LEGACY", legacy).WithReference(legacy).WithReference(database)
            .WithReference(service).WithEnvironment("SERVICE", service)
            .WithArgs(plain, ReferenceExpression.Create($"--key={constant}"));

        await Build(builder).RunAsync(Patience);

        Assert.DoesNotContain(Canary, await File.ReadAllTextAsync(Folder["manifest.json"], Patience), StringComparison.Ordinal);
        var environment = (await ManifestAsync("manifest.json")).GetProperty("child").GetProperty("env");
        Assert.Equal("{secret.value}", environment.GetProperty("SECRET").GetString());
        Assert.Equal("<{plain.value}|{constant-uri-encoded.value}>", environment.GetProperty("PLAIN").GetString());
        Assert.Equal("{legacy.connectionString}", environment.GetProperty("ConnectionStrings__legacy").GetString());
        Assert.Equal("{secret.value}", environment.GetProperty("services__service__default__0").GetString());
        Assert.False(Directory.Exists(Folder[".devflow"]));
    }

    [Fact]
    public async Task A_secret_is_in_nothing_that_an_app_host_leaves_when_it_publishes()
    {
        var host = Kept(HostProcess.Publish(Folder.Path, "secret", "--output-path", "out", "--CANARY", Canary));
        await host.ExitedAsync(Patience);

        Assert.Equal(0, host.ExitCode);
        Assert.DoesNotContain(Canary, host.Output, StringComparison.Ordinal);
        var files = Directory.GetFiles(Folder.Path, "*", SearchOption.AllDirectories);
        Assert.Equal([Folder["out", "aspire-manifest.json"]], files);
        var manifest = await File.ReadAllTextAsync(files[0], Patience);
        Assert.Contains("{canary.value}", manifest, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, manifest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_is_published_only_as_a_default_that_is_asked_for_and_never_of_a_secret()
    {
        var builder = CreatePublisher("--output-path", Folder["manifest.json"]);
        builder.AddParameter("port", () => "8080", publishValueAsDefault: true);
        Assert.Throws<ArgumentException>(() => builder.AddParameter("key", Canary, publishValueAsDefault: true, secret: true));

        await Build(builder).RunAsync(Patience);

        var port = (await ManifestAsync("manifest.json")).GetProperty("port").GetProperty("inputs").GetProperty("value");
        Assert.Equal("8080", port.GetProperty("default").GetProperty("value").GetString());
    }

    [Fact]
    public async Task What_is_wrong_with_the_arguments_is_said_all_at_once()
    {
        var builder = CreateBuilder("--operation", "deploy", "--publisher", "kubernetes");

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(builder));

        Assert.Equal(
        [
            "There is no operation 'deploy': --operation is 'run' or 'publish'.",
            "There is no publisher 'kubernetes': --publisher is 'manifest'. Docker Compose, Kubernetes and Azure are published by Aspire itself, on a machine with a container runtime.",
            "--output-path is missing: the file to write, or a folder for it.",
        ], fault.Message.Split('\n'));
    }

    [Fact]
    public async Task A_path_that_cannot_be_written_is_one_line_and_exit_code_1()
    {
        await File.WriteAllTextAsync(Folder["file"], "", Patience);
        var host = Kept(HostProcess.Publish(Folder.Path, "web", "--output-path", "file/manifest.json"));

        await host.ExitedAsync(Patience);

        Assert.Equal(1, host.ExitCode);
        Assert.StartsWith($"error: {Folder["file", "manifest.json"]} cannot be written: ", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', host.Output);
    }

    [Fact]
    public async Task A_folder_gets_a_manifest_of_the_usual_name()
    {
        await Build(CreatePublisher("--output-path", Folder["out"])).RunAsync(Patience);

        Assert.Equal("""{"resources": {}}""", (await File.ReadAllTextAsync(Folder["out", "aspire-manifest.json"], Patience)).ReplaceLineEndings("").Replace("  ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_that_cannot_be_published_leaves_the_old_manifest_as_it_was()
    {
        await File.WriteAllTextAsync(Folder["manifest.json"], "old", Patience);
        var builder = CreatePublisher("--output-path", Folder["manifest.json"]);
        builder.AddExecutable("written", "true", ".");
        builder.AddResource(new ContainerResource("box"));

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(builder));

        Assert.Equal("The container 'box' cannot be published: it has no image. Call WithImage.", fault.Message);
        Assert.Equal("old", await File.ReadAllTextAsync(Folder["manifest.json"], Patience));
        Assert.Equal([Folder["manifest.json"]], Directory.GetFileSystemEntries(Folder.Path));
    }

    [Fact]
    public async Task A_callback_that_fails_is_an_error_that_names_its_resource()
    {
        var builder = CreatePublisher("--output-path", Folder["manifest.json"]);
        builder.AddExecutable("broken", "true", ".").WithEnvironment(_ => throw new InvalidOperationException("no such luck"));

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(builder));

        Assert.Equal("'broken' cannot be published: InvalidOperationException: no such luck", fault.Message);
        Assert.False(File.Exists(Folder["manifest.json"]));
    }

    [Fact]
    public async Task A_resource_writes_itself_or_stays_out()
    {
        var builder = CreatePublisher("--output-path", Folder["manifest.json"]);
        builder.AddExecutable("hidden", "true", ".").ExcludeFromManifest();
        builder.AddContainer("box", "busybox").WithEnvironment("A", "1").WithManifestPublishingCallback(async context =>
        {
            context.Writer.WriteString("type", "own.v0");
            await context.WriteEnvironmentVariablesAsync(builder.Resources.Single(resource => resource.Name == "box"));
            context.Writer.WriteString("here", context.GetManifestRelativePath(Folder["a", "b"]));
        });

        await Build(builder).RunAsync(Patience);

        var manifest = await ManifestAsync("manifest.json");
        Assert.Equal(["box"], manifest.EnumerateObject().Select(resource => resource.Name));
        Assert.Equal("""{"type":"own.v0","env":{"A":"1"},"here":"a/b"}""", JsonSerializer.Serialize(manifest.GetProperty("box")));
    }

    [Fact]
    public async Task An_app_is_built_by_its_own_dockerfile_or_by_one_beside_the_manifest()
    {
        Directory.CreateDirectory(Folder["own"]);
        await File.WriteAllTextAsync(Folder["own", "Dockerfile"], "FROM scratch\n", Patience);
        Directory.CreateDirectory(Folder["plain"]);
        await File.WriteAllTextAsync(Folder["plain", "package-lock.json"], "{}", Patience);
        await File.WriteAllTextAsync(Folder["plain", "package.json"], """{"engines": {"node": ">=20.19"}}""", Patience);
        var builder = CreatePublisher("--output-path", Folder["out", "manifest.json"]);
        builder.AddViteApp("own", "own");
        builder.AddViteApp("plain", "plain");

        await Build(builder).RunAsync(Patience);

        var manifest = await ManifestAsync("out", "manifest.json");
        Assert.Equal("../own/Dockerfile", manifest.GetProperty("own").GetProperty("build").GetProperty("dockerfile").GetString());
        Assert.Equal("plain.Dockerfile", manifest.GetProperty("plain").GetProperty("build").GetProperty("dockerfile").GetString());
        Assert.Equal(
            "FROM node:20-slim\nWORKDIR /app\nCOPY package*.json ./\nRUN --mount=type=cache,target=/root/.npm npm ci\nCOPY . .\nRUN npm run build\n",
            await File.ReadAllTextAsync(Folder["out", "plain.Dockerfile"], Patience));
    }

    private IDistributedApplicationBuilder CreatePublisher(params string[] args) => CreateBuilder(["--operation", "publish", "--publisher", "manifest", .. args]);

    private async Task<JsonElement> ManifestAsync(params string[] path)
    {
        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(Folder[path], Patience));
        return manifest.RootElement.GetProperty("resources").Clone();
    }
}
