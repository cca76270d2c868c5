using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Secrets.Tests.Configuration;

public sealed class SecretsConfigurationTests : IDisposable
{
    private const string Canary = "c4n4ry-0123456789";

    private readonly TestFolder _folder = TestFolder.Ready(
        $"AOSENTRY_API_KEY={Canary}", "AOSENTRY_API_URL=https://llm.example", $"GITHUB_CLIENT_ID={Canary}-id");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Open_entries_stand_under_their_path_and_under_their_key()
    {
        var configuration = Build();

        Assert.Equal("https://llm.example", configuration["Llm:Aosentry:Endpoint"]);
        Assert.Equal("https://llm.example", configuration["AOSENTRY_API_URL"]);
        Assert.Equal($"{Canary}-id", configuration["Integrations:Github:OauthClientId"]);
    }

    [Fact]
    public void Secrets_stay_out_unless_they_are_asked_for()
    {
        Assert.Null(Build()["AOSENTRY_API_KEY"]);
        Assert.Null(Build()["Database:Url"]);
        Assert.Equal(Canary, Build(includeSecrets: true)["Llm:Aosentry:ApiKey"]);
        Assert.Equal("postgresql://devflow:devflow@localhost:5432/devflow", Build(includeSecrets: true)["Database:Url"]);
    }

    [Fact]
    public void Options_bind_as_usual()
    {
        var aosentry = Build(includeSecrets: true).GetSection("Llm:Aosentry");

        Assert.Equal(["ApiKey", "Endpoint"], aosentry.GetChildren().Select(section => section.Key));
        Assert.Equal(Canary, aosentry["apikey"]);
    }

    [Fact]
    public void It_stands_above_what_was_added_before()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AOSENTRY_API_URL", "https://below.example")])
            .AddDevFlowSecrets(options => options.Workspace = Open())
            .Build();

        Assert.Equal("https://llm.example", configuration["AOSENTRY_API_URL"]);
    }

    [Fact]
    public void The_debug_view_masks_secrets_and_shows_the_rest()
    {
        using var manager = new ConfigurationManager();
        manager.AddDevFlowSecrets(options => (options.Workspace, options.IncludeSecrets) = (Open(), true));

        foreach (var view in new[] { manager.GetDebugView(), Build(includeSecrets: true).GetDebugView(DevFlowSecretsConfigurationExtensions.MaskSecrets) })
        {
            Assert.Contains("ApiKey=*** (DevFlow secrets of", view, StringComparison.Ordinal);
            Assert.Contains("Endpoint=https://llm.example", view, StringComparison.Ordinal);
            Assert.DoesNotContain(Canary, view.Replace($"{Canary}-id", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_changed_file_changes_the_configuration_and_says_so()
    {
        using var workspace = Open();
        var configuration = Build(workspace);
        var changed = new TaskCompletionSource();
        using var watching = ChangeToken.OnChange(configuration.GetReloadToken, () => changed.TrySetResult());

        _folder.Write(".env", "AOSENTRY_API_URL=https://other.example\n");
        _time.Advance(TimeSpan.FromSeconds(1));

        await changed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal("https://other.example", configuration["Llm:Aosentry:Endpoint"]);
    }

    [Fact]
    public void With_hot_reload_off_a_changed_file_changes_nothing()
    {
        _folder.Environment["HOT_RELOAD"] = "false";
        using var workspace = Open();
        var changes = 0;
        workspace.Changed += (_, _) => changes++;

        _folder.Write(".env", "AOSENTRY_API_URL=https://other.example\n");
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, changes);

        workspace.Reload();
        Assert.Equal(1, changes);
    }

    [Fact]
    public void An_announced_rotation_is_told_and_a_listener_that_fails_stops_nobody()
    {
        var logger = new ListLogger();
        using var workspace = _folder.Open(_time, logger);
        workspace.Changed += (_, _) => throw new InvalidOperationException(Canary);

        workspace.Invalidate(new() { Key = "AOSENTRY_API_KEY", Generation = 1 });

        var line = Assert.Single(logger.Lines, line => line.Text.Contains("listener", StringComparison.Ordinal)).Text;
        Assert.Contains("InvalidOperationException", line, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, line, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private SecretsWorkspace Open() => _folder.Open(_time, caching: SecretCaching.InMemory);

    private IConfigurationRoot Build(bool includeSecrets = false) => Build(Open(), includeSecrets);

    private static IConfigurationRoot Build(SecretsWorkspace workspace, bool includeSecrets = false) => new ConfigurationBuilder()
        .AddDevFlowSecrets(options => (options.Workspace, options.IncludeSecrets) = (workspace, includeSecrets))
        .Build();
}
