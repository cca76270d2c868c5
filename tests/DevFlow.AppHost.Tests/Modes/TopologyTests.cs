namespace DevFlow.AppHost.Tests;

/// <summary>Which parts each mode starts: the table of docs/architecture.md, on the model alone.</summary>
public sealed class TopologyTests
{
    private const string Always = "mcp-gateway local-ui";
    private const string Stores = "postgres database-admin database qdrant qdrant-http qdrant-key";

    private static readonly string[] Parts = [.. Words($"{Always} {Stores} workflow-engine knowledge-hub onepassword onepassword-sync")];

    [Theory]
    [InlineData("local", $"{Always} {Stores} workflow-engine knowledge-hub", "")]
    [InlineData("hybrid", $"{Always} workflow-engine", "knowledge-hub")]
    [InlineData("saas", Always, "workflow-engine knowledge-hub")]
    [InlineData("onprem", $"{Always} {Stores} workflow-engine knowledge-hub onepassword onepassword-sync", "")]
    public async Task A_mode_starts_its_parts_and_names_what_is_hosted(string mode, string started, string hosted)
    {
        using var root = new TestRoot(TestRoot.EnvOf(mode));
        await using var builder = await BuilderAsync(root);

        // An engine adds resources of its own, such as one that builds a project again.
        Assert.Equal(Words(started), Names(builder.Resources.Where(resource => Parts.Contains(resource.Name) && resource is not ExternalServiceResource)));
        Assert.Equal(Words(hosted), Names(builder.Resources.OfType<ExternalServiceResource>()));
    }

    private static Task<IDistributedApplicationTestingBuilder> BuilderAsync(TestRoot root) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.DevFlow_AppHost>([$"--DEVFLOW_ROOT={root.Folder}"], TestContext.Current.CancellationToken);

    private static IEnumerable<string> Words(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(IEnumerable<IResource> resources) => resources.Select(resource => resource.Name).Order(StringComparer.Ordinal);
}
