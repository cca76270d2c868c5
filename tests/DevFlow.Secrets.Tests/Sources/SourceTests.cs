namespace DevFlow.Secrets.Tests.Sources;

public class SourceTests
{
    private static readonly SecretReference _reference = SecretReference.Parse("op://v/i/f");

    [Fact]
    public async Task The_app_host_answers_an_entry_that_is_assigned()
    {
        var source = new AssignedSource(name => name == "database" ? "Host=x" : null);

        var found = await Ask(source, Request("DATABASE_URL", assigned: "database"));
        var missed = await Ask(source, Request("QDRANT_URL", assigned: "qdrant-http"));
        var unconcerned = await Ask(source, Request("OTHER"));

        Assert.Equal(("Host=x", "apphost", "connection 'database'"), (found.Value!.Reveal(), found.Value.Source, found.Detail));
        Assert.Equal(SourceOutcome.NotFound, missed.Outcome);
        Assert.Equal(SourceOutcome.NotConfigured, unconcerned.Outcome);
    }

    [Fact]
    public async Task An_empty_connection_string_is_not_set() =>
        Assert.Equal(SourceOutcome.NotFound, (await Ask(new AssignedSource(_ => ""), Request("K", assigned: "database"))).Outcome);

    [Theory]
    [InlineData("postgresql://devflow_b:new@127.0.0.1:5432/devflow", SourceOutcome.NotFound)]
    [InlineData("postgresql://devflow:old@localhost/devflow", SourceOutcome.NotFound)]
    [InlineData("postgresql://devflow_b:new@localhost:5433/devflow", SourceOutcome.Found)]
    [InlineData("postgresql://devflow_b:new@localhost:5432/other", SourceOutcome.Found)]
    [InlineData("postgresql://devflow_b:new@db.example:5432/devflow", SourceOutcome.Found)]
    [InlineData("postgresql://localhost:5432/devflow", SourceOutcome.Found)]
    [InlineData("no URL at all", SourceOutcome.Found)]
    public async Task Where_the_cascade_names_a_login_for_the_very_database_that_was_assigned_it_answers(string below, SourceOutcome outcome)
    {
        using var folder = new TestFolder();
        folder.Write(".env", $"DATABASE_URL={below}\n");
        var source = new AssignedSource(_ => "postgresql://devflow:old@localhost:5432/devflow", below: [new DotEnvSource(() => folder.Open().Layers)]);

        Assert.Equal(outcome, (await Ask(source, Request("DATABASE_URL", assigned: "database"))).Outcome);
    }

    [Fact]
    public async Task Dotenv_answers_with_the_place_of_the_highest_layer()
    {
        using var folder = new TestFolder();
        folder.Write(".env", "# c\nA=low\nB=only\nC=\n");
        folder.Write(".env.local", "A=high\nB=\n");
        var source = new DotEnvSource(() => folder.Open().Layers);

        var a = await Ask(source, Request("A"));
        var b = await Ask(source, Request("B"));
        var c = await Ask(source, Request("C"));
        var d = await Ask(source, Request("D"));

        Assert.Equal(("high", ".env.local:1"), (a.Value!.Reveal(), a.Detail));
        Assert.Equal(("only", ".env:3"), (b.Value!.Reveal(), b.Detail));
        Assert.Equal((SourceOutcome.NotFound, ".env:4 sets it to nothing"), (c.Outcome, c.Detail));
        Assert.Equal((SourceOutcome.NotFound, "no .env file sets it"), (d.Outcome, d.Detail));
    }

    [Fact]
    public async Task Dotenv_says_that_there_is_no_file()
    {
        using var folder = new TestFolder();

        Assert.Equal("there is no .env file", (await Ask(new DotEnvSource(() => folder.Open().Layers), Request("A"))).Detail);
    }

    [Fact]
    public async Task Dotenv_says_when_the_line_of_the_key_is_faulty()
    {
        using var folder = new TestFolder();
        folder.Write(".env", "A=${NOT_SET_ANYWHERE}\n");

        var answer = await Ask(new DotEnvSource(() => folder.Open().Layers), Request("A"));

        Assert.Equal(SourceOutcome.NotFound, answer.Outcome);
        Assert.StartsWith(".env:1 is faulty: ", answer.Detail, StringComparison.Ordinal);
        Assert.Equal("mend .env:1", answer.Remedy);
    }

    [Fact]
    public async Task The_environment_answers_what_is_set_and_not_empty()
    {
        var source = new EnvironmentSource(name => name switch { "A" => "one", "B" => "", _ => null });

        Assert.Equal("one", (await Ask(source, Request("A"))).Value!.Reveal());
        Assert.Equal("the variable B is empty", (await Ask(source, Request("B"))).Detail);
        Assert.Equal("the variable C is not set", (await Ask(source, Request("C"))).Detail);
    }

    [Fact]
    public async Task The_environment_is_by_default_the_process()
    {
        Assert.NotNull(EnvironmentSource.Read("PATH"));
        Assert.Equal(SourceOutcome.Found, (await Ask(new EnvironmentSource(), Request("PATH"))).Outcome);
    }

    private static ValueTask<SourceAnswer> Ask(ISecretSource source, SecretRequest request) =>
        source.AskAsync(request, TestContext.Current.CancellationToken);

    private static SecretRequest Request(string key, SecretReference? reference = null, string? assigned = null) =>
        new(key, reference, new CatalogEntry { Path = "p", Key = key, AssignedConnection = assigned });
}
