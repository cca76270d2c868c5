namespace DevFlow.Secrets.Tests.Catalog;

public class SecretCatalogTests
{
    private static readonly string _file = Path.Combine(Repository.Root, "config", "secrets.yaml");

    [Fact]
    public void The_file_of_the_repository_loads_without_a_problem()
    {
        var catalog = SecretCatalog.Load(_file, "config/secrets.yaml");

        Assert.Empty(catalog.Problems);
        Assert.Equal(
            [
                "DATABASE_URL", "QDRANT_URL", "QDRANT_API_KEY", "AOSENTRY_API_KEY", "AOSENTRY_API_URL",
                "ATLASSIAN_CLIENT_ID", "ATLASSIAN_CLIENT_SECRET", "GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET",
                "SECRET_ENCRYPTION_KEY", "SECRET_ENCRYPTION_KEY_PREVIOUS", "SESSION_SECRET", "JWT_SECRET", "VAULT_PKCS11_PIN",
                "JIRA_WEBHOOK_SECRET", "GITHUB_WEBHOOK_SECRET", "CONFLUENCE_WEBHOOK_SECRET", "INCIDENT_WEBHOOK_SECRET", "DEVFLOW_API_KEY",
            ],
            catalog.Entries.Select(e => e.Key));
        Assert.All(catalog.Entries, e => Assert.NotNull(e.Reference));
        Assert.All(catalog.Entries, e => Assert.NotNull(e.Description));
        Assert.All(catalog.Entries, e => Assert.NotEmpty(e.UsedBy));
    }

    [Fact]
    public void Every_path_of_the_built_in_table_stands_in_the_file() =>
        Assert.Subset(
            SecretCatalog.Load(_file, "").Entries.Select(e => e.Path).ToHashSet(),
            BuiltInCatalog.Entries.Select(e => e.Path).ToHashSet());

    [Fact]
    public void A_bare_reference_takes_the_rest_from_the_built_in_table()
    {
        var catalog = Parse("database:\n  url: \"op://DevFlow/PostgreSQL/connection_url\"\n");

        Assert.True(catalog.TryGet("DATABASE_URL", out var entry));
        Assert.Equal("database.url", entry.Path);
        Assert.Equal("op://DevFlow/PostgreSQL/connection_url", entry.Reference!.ToString());
        Assert.True(entry.IsSecret);
        Assert.Equal(SecretTier.System, entry.Tier);
        Assert.Equal("database", entry.AssignedConnection);
        Assert.Equal([DevFlowMode.Local, DevFlowMode.OnPrem], entry.RequiredIn);
        Assert.Equal(["workflow-engine"], entry.UsedBy);
        Assert.Equal((2, 8), (entry.Line, entry.Column));
    }

    [Theory]
    [InlineData("QDRANT_URL", false)]
    [InlineData("QDRANT_API_KEY", true)]
    [InlineData("AOSENTRY_API_KEY", true)]
    [InlineData("AOSENTRY_API_URL", false)]
    [InlineData("ATLASSIAN_CLIENT_ID", false)]
    [InlineData("ATLASSIAN_CLIENT_SECRET", true)]
    [InlineData("GITHUB_CLIENT_ID", false)]
    [InlineData("GITHUB_CLIENT_SECRET", true)]
    [InlineData("SESSION_SECRET", true)]
    public void Urls_and_client_ids_are_no_secrets(string key, bool secret)
    {
        Assert.True(SecretCatalog.Load(_file, "").TryGet(key, out var entry));
        Assert.Equal(secret, entry.IsSecret);
    }

    [Fact]
    public void The_long_form_says_everything_itself()
    {
        var catalog = Parse(
            """
            payment:
              stripe: { ref: "op://DevFlow/Stripe/key", env: STRIPE_KEY, secret: false, tier: project, description: Takes money,
                        required: [hybrid, saas], rotate: 90d, used_by: [mcp-gateway, knowledge-hub], assigned: stripe-mock }
            """);

        Assert.Empty(catalog.Problems);
        var entry = Assert.Single(catalog.Entries);
        Assert.Equal(("payment.stripe", "STRIPE_KEY"), (entry.Path, entry.Key));
        Assert.Equal("op://DevFlow/Stripe/key", entry.Reference!.ToString());
        Assert.False(entry.IsSecret);
        Assert.Equal(SecretTier.Project, entry.Tier);
        Assert.Equal("Takes money", entry.Description);
        Assert.Equal([DevFlowMode.Hybrid, DevFlowMode.SaaS], entry.RequiredIn);
        Assert.Equal(TimeSpan.FromDays(90), entry.RotateEvery);
        Assert.Equal(["mcp-gateway", "knowledge-hub"], entry.UsedBy);
        Assert.Equal("stripe-mock", entry.AssignedConnection);
    }

    [Fact]
    public void The_long_form_of_a_known_path_says_only_what_differs()
    {
        var catalog = Parse("llm:\n  aosentry:\n    api_key: { rotate: 12h, required: [] }\n");

        Assert.Empty(catalog.Problems);
        var entry = Assert.Single(catalog.Entries);
        Assert.Equal("AOSENTRY_API_KEY", entry.Key);
        Assert.Null(entry.Reference);
        Assert.Empty(entry.RequiredIn);
        Assert.Equal(TimeSpan.FromHours(12), entry.RotateEvery);
        Assert.Equal(["knowledge-hub"], entry.UsedBy);
    }

    [Theory]
    [InlineData("1d", 1440)]
    [InlineData("12h", 720)]
    [InlineData("30m", 30)]
    public void A_rotation_period_is_a_number_and_a_unit(string text, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Parse($"a: {{ env: A, rotate: {text} }}").Entries[0].RotateEvery);

    [Fact]
    public void A_catalog_that_does_not_exist_leaves_the_keys_that_devflow_knows()
    {
        var catalog = SecretCatalog.Load(Path.Combine(Path.GetTempPath(), "devflow-no-such", "secrets.yaml"), "config/secrets.yaml");

        var problem = Assert.Single(catalog.Problems);
        Assert.Equal((FindingSeverity.Warning, "catalog-missing", "config/secrets.yaml"), (problem.Severity, problem.Rule, problem.Where));
        Assert.True(catalog.TryGet("DATABASE_URL", out var entry));
        Assert.Null(entry.Reference);
    }

    [Fact]
    public void A_catalog_that_is_a_folder_is_an_error_and_no_exception()
    {
        var catalog = SecretCatalog.Load(Path.GetTempPath(), "config/secrets.yaml");

        Assert.Equal("catalog-unreadable", Assert.Single(catalog.Problems).Rule);
    }

    private static SecretCatalog Parse(string yaml) => SecretCatalog.Parse(yaml, "config/secrets.yaml");
}
