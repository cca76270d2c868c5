namespace DevFlow.Architecture.Tests;

/// <summary>Dependencies between projects run one way; the picture of it is the table below.</summary>
public sealed class ProjectTests
{
    // Each project and what it may reference. A new project has to be given its place here.
    private static readonly Dictionary<string, string[]> _mayReference = new(StringComparer.Ordinal)
    {
        ["DevFlow.Secrets"] = [],
        ["DevFlow.Secrets.Vault"] = ["DevFlow.Secrets"],
        ["DevFlow.Hosting"] = [],
        ["DevFlow.Dashboard"] = ["DevFlow.Hosting"],
        ["DevFlow.Cli"] = ["DevFlow.Secrets"],
        ["DevFlow.ServiceDefaults"] = ["DevFlow.Secrets"],
        ["DevFlow.KnowledgeHub"] = ["DevFlow.ServiceDefaults"],
        ["DevFlow.McpGateway"] = ["DevFlow.ServiceDefaults"],
        ["DevFlow.WorkflowEngine"] = ["DevFlow.ServiceDefaults", "DevFlow.Secrets.Vault"],
        ["DevFlow.ConnectEmulator"] = [],
        ["DevFlow.QdrantEmulator"] = [],
        ["DevFlow.AppHost"] = ["DevFlow.Hosting", "DevFlow.Dashboard", "DevFlow.Secrets", "DevFlow.KnowledgeHub", "DevFlow.McpGateway", "DevFlow.WorkflowEngine", "DevFlow.ConnectEmulator", "DevFlow.QdrantEmulator"],
    };

    public static TheoryData<string> Projects => [.. ProjectFile.All.Where(project => !project.IsTest).Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_what_its_place_allows(string name)
    {
        Assert.True(_mayReference.TryGetValue(name, out var allowed), $"{name} is new: give it a place in the table of this test");

        Assert.Empty(Find(name).References.Except(allowed));
    }

    [Fact]
    public void The_table_names_no_project_that_is_gone() =>
        Assert.Empty(_mayReference.Keys.Except(ProjectFile.All.Select(project => project.Name)));

    [Fact]
    public void Services_do_not_reference_each_other() =>
        Assert.All(ProjectFile.All.Where(IsService), service => Assert.DoesNotContain(service.References, name => IsService(Find(name))));

    [Fact]
    public void No_product_project_references_a_test_and_only_the_app_host_an_emulator_which_it_starts() => Assert.All(
        ProjectFile.All.Where(project => !project.IsTest && !IsEmulator(project)),
        project => Assert.DoesNotContain(project.References, name => (IsEmulator(Find(name)) && project.Name != "DevFlow.AppHost") || Find(name).IsTest));

    [Theory]
    [InlineData("DevFlow.Secrets", "Microsoft.AspNetCore", "Microsoft.NET.Sdk.Web", "Npgsql", "Aspire", "Microsoft.Extensions.Hosting")]
    [InlineData("DevFlow.Cli", "Microsoft.AspNetCore", "Microsoft.NET.Sdk.Web", "Npgsql", "Aspire", "Microsoft.Extensions.Hosting")]
    [InlineData("DevFlow.ServiceDefaults", "Npgsql", "Aspire")]
    [InlineData("DevFlow.Hosting", "Aspire", "OpenTelemetry")]
    public void A_project_stays_free_of(string name, params string[] families) => Assert.DoesNotContain(
        Find(name).Needs,
        need => families.Any(family => need == family || need.StartsWith($"{family}.", StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void The_local_engine_does_not_speak_of_devflow_secrets()
    {
        var sources = Repository.Files
            .Where(path => path.StartsWith("DevFlow.Hosting/", StringComparison.Ordinal) && Path.GetExtension(path) == ".cs");

        Assert.All(sources, path => Assert.DoesNotContain("DevFlow.Secrets", Repository.Read(path), StringComparison.Ordinal));
    }

    private static ProjectFile Find(string name) => ProjectFile.All.Single(project => project.Name == name);

    private static bool IsService(ProjectFile project) => project.Folder.StartsWith("services/", StringComparison.Ordinal);

    private static bool IsEmulator(ProjectFile project) => project.Folder.StartsWith("emulators/", StringComparison.Ordinal);
}
