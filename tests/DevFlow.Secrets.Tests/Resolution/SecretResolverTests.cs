namespace DevFlow.Secrets.Tests.Resolution;

public class SecretResolverTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sources_are_asked_in_order_until_the_first_value()
    {
        FakeSource[] sources = [FakeSource.Missing("a"), FakeSource.With("b", "one"), FakeSource.With("c", "two")];

        var value = await Resolver(sources).GetAsync("KEY", cancellationToken: Cancel);

        Assert.Equal(("one", "b"), (value.Reveal(), value.Source));
        Assert.Equal([1, 1, 0], sources.Select(s => s.Asked.Count));
    }

    [Theory]
    [InlineData(SourceOutcome.NotFound)]
    [InlineData(SourceOutcome.NotConfigured)]
    [InlineData(SourceOutcome.Unavailable)]
    public async Task Every_miss_but_a_denial_falls_through_in_every_mode(SourceOutcome outcome)
    {
        var resolver = Resolver([FakeSource.Missing("a", outcome), FakeSource.With("b", "one")], DevFlowMode.OnPrem);

        Assert.Equal("one", (await resolver.GetAsync("KEY", cancellationToken: Cancel)).Reveal());
    }

    [Fact]
    public async Task A_denial_is_passed_over_in_local_mode_with_a_warning()
    {
        var logger = new ListLogger();
        FakeSource[] sources = [FakeSource.Missing("a", SourceOutcome.Denied), FakeSource.With("b", "one")];
        var resolver = Resolvers.Of(sources, () => SecretCatalog.Empty, logger, mode: () => DevFlowMode.Local);

        Assert.Equal("one", (await resolver.GetAsync("KEY", cancellationToken: Cancel)).Reveal());
        Assert.Contains(
            logger.Lines,
            l => l.Level is Microsoft.Extensions.Logging.LogLevel.Warning && l.Text.Contains("a said Denied", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DevFlowMode.Hybrid)]
    [InlineData(DevFlowMode.SaaS)]
    [InlineData(DevFlowMode.OnPrem)]
    [InlineData(null)]
    public async Task A_denial_is_final_outside_local_mode(DevFlowMode? mode)
    {
        FakeSource[] sources = [FakeSource.Missing("a", SourceOutcome.Denied), FakeSource.With("b", "one")];
        var resolver = Resolver(sources, mode);

        var thrown = await Assert.ThrowsAsync<SecretAccessDeniedException>(
            async () => await resolver.GetAsync("KEY", cancellationToken: Cancel));
        await Assert.ThrowsAsync<SecretAccessDeniedException>(async () => await resolver.TryGetAsync("KEY", cancellationToken: Cancel));

        Assert.Equal("KEY", thrown.Key);
        Assert.Contains("'KEY' was denied by a: a said Denied; set it", thrown.Message, StringComparison.Ordinal);
        Assert.Empty(sources[1].Asked);
    }

    [Fact]
    public async Task A_miss_says_the_key_and_for_each_source_why_and_how_to_set_it()
    {
        var resolver = Resolver(
            [
                FakeSource.Missing("apphost", SourceOutcome.NotConfigured, remedy: null),
                FakeSource.Missing("a", SourceOutcome.Unavailable, "wait"),
                FakeSource.Missing("b"),
            ]);

        var thrown = await Assert.ThrowsAsync<SecretNotFoundException>(
            async () => await resolver.GetAsync("KEY", cancellationToken: Cancel));

        Assert.Equal("Secret 'KEY' was not found.\n  a: a said Unavailable; wait\n  b: b said NotFound; set it", thrown.Message);
        Assert.Equal("KEY", thrown.Key);
        Assert.Equal(3, thrown.Steps.Count);
        Assert.Null(await resolver.TryGetAsync("KEY", cancellationToken: Cancel));
    }

    [Fact]
    public async Task The_reference_comes_from_the_caller_or_else_from_the_catalog()
    {
        var source = FakeSource.With("a", "one");
        var resolver = Resolvers.Of([source], () => SecretCatalog.Parse("a: { env: KEY, ref: op://v/i/f }", ""));
        var given = SecretReference.Parse("op://other/i/f");

        await resolver.GetAsync("KEY", cancellationToken: Cancel);
        await resolver.GetAsync("KEY", given, Cancel);
        await resolver.GetAsync("OTHER", cancellationToken: Cancel);

        Assert.Equal(["op://v/i/f", "op://other/i/f", null], source.Asked.Select(r => r.Reference?.ToString()));
        Assert.Equal("a", source.Asked[0].Entry!.Path);
    }

    [Fact]
    public async Task A_value_that_is_a_reference_is_resolved_through_1password()
    {
        var onePassword = new FakeSource(SecretSourceNames.OnePassword, r => r.Reference?.Field == "target"
            ? SourceAnswer.Found(new SecretValue("real", SecretSourceNames.OnePassword, DateTimeOffset.UnixEpoch, r.Reference), "item")
            : SourceAnswer.Missed(SourceOutcome.NotFound, "no reference"));
        var resolver = Resolver([onePassword, FakeSource.With(".env", "op://v/i/target", ".env:3")]);

        var value = await resolver.GetAsync("KEY", cancellationToken: Cancel);
        var explanation = await resolver.ExplainAsync("KEY", cancellationToken: Cancel);

        Assert.Equal(("real", SecretSourceNames.OnePassword), (value.Reveal(), value.Source));
        Assert.Equal(SecretSourceNames.OnePassword, explanation.Winner);
        Assert.Equal(".env:3, which refers to op://v/i/target", explanation.Steps[1].Detail);
    }

    [Theory]
    [InlineData(SourceOutcome.NotFound)]
    [InlineData(SourceOutcome.NotConfigured)]
    [InlineData(SourceOutcome.Unavailable)]
    public async Task A_reference_that_cannot_be_followed_is_a_miss_of_the_same_kind(SourceOutcome outcome)
    {
        var resolver = Resolver(
            [
                FakeSource.Missing(SecretSourceNames.OnePassword, outcome),
                FakeSource.With(".env", "op://v/i/f", ".env:3"),
                FakeSource.With("c", "last"),
            ]);

        Assert.Equal("last", (await resolver.GetAsync("KEY", cancellationToken: Cancel)).Reveal());
        var step = (await resolver.ExplainAsync("KEY", cancellationToken: Cancel)).Steps[1];
        Assert.Equal((outcome, "set it"), (step.Outcome, step.Remedy));
        Assert.Equal($".env:3 refers to op://v/i/f: 1password said {outcome}", step.Detail);
    }

    [Fact]
    public async Task A_denial_behind_a_reference_is_final_too()
    {
        var onePassword = new FakeSource(SecretSourceNames.OnePassword, r =>
            SourceAnswer.Missed(r.Reference is null ? SourceOutcome.NotFound : SourceOutcome.Denied, "no"));
        var resolver = Resolver([onePassword, FakeSource.With(".env", "op://v/i/f"), FakeSource.With("c", "old copy")], DevFlowMode.OnPrem);

        await Assert.ThrowsAsync<SecretAccessDeniedException>(async () => await resolver.GetAsync("KEY", cancellationToken: Cancel));
    }

    [Theory]
    [InlineData("op://v/i")]
    [InlineData("OP://v/i/f/")]
    [InlineData("  op://v/i/f")]
    public async Task A_malformed_reference_is_a_miss_and_never_a_value(string text)
    {
        var resolver = Resolver([FakeSource.Missing(SecretSourceNames.OnePassword), FakeSource.With(".env", text, ".env:3")]);

        Assert.Null(await resolver.TryGetAsync("KEY", cancellationToken: Cancel));
        var step = (await resolver.ExplainAsync("KEY", cancellationToken: Cancel)).Steps[1];
        Assert.Equal(SourceOutcome.NotFound, step.Outcome);
        Assert.StartsWith(".env:3 holds a malformed op:// reference: ", step.Detail, StringComparison.Ordinal);
        Assert.NotNull(step.Remedy);
    }

    [Fact]
    public async Task A_reference_without_1password_among_the_sources_is_a_miss() =>
        Assert.Null(await Resolver([FakeSource.With(".env", "op://v/i/f")]).TryGetAsync("KEY", cancellationToken: Cancel));

    [Fact]
    public async Task A_reference_that_leads_to_a_reference_is_a_miss()
    {
        var resolver = Resolver([FakeSource.With(SecretSourceNames.OnePassword, "op://v/i/again")]);

        Assert.Null(await resolver.TryGetAsync("KEY", cancellationToken: Cancel));
    }

    [Fact]
    public async Task An_explanation_asks_every_source_and_marks_what_is_shadowed()
    {
        var resolver = Resolver(
            [FakeSource.Missing("a"), FakeSource.With("b", "one", "b:1"), FakeSource.With("c", "two", "c:2"), FakeSource.Missing("d")]);

        var explanation = await resolver.ExplainAsync("KEY", cancellationToken: Cancel);

        Assert.Equal("b", explanation.Winner);
        Assert.Equal(["a said NotFound", "b:1", "also set at c:2, not used", "d said NotFound"], explanation.Steps.Select(s => s.Detail));
        Assert.Equal(
            [SourceOutcome.NotFound, SourceOutcome.Found, SourceOutcome.Found, SourceOutcome.NotFound],
            explanation.Steps.Select(s => s.Outcome));
    }

    [Fact]
    public async Task An_explanation_has_no_winner_behind_a_denial_outside_local_mode()
    {
        FakeSource[] sources = [FakeSource.Missing("a", SourceOutcome.Denied), FakeSource.With("b", "one", "b:1")];

        var strict = await Resolver(sources, DevFlowMode.SaaS).ExplainAsync("KEY", cancellationToken: Cancel);
        var local = await Resolver(sources, DevFlowMode.Local).ExplainAsync("KEY", cancellationToken: Cancel);

        Assert.Null(strict.Winner);
        Assert.Equal("also set at b:1, not used", strict.Steps[1].Detail);
        Assert.Equal("b", local.Winner);
    }

    [Theory]
    [InlineData("your-aosentry-api-key-here", true)]
    [InlineData("YOUR_KEY_HERE", true)]
    [InlineData("<service-account-token>", true)]
    [InlineData("changeme", true)]
    [InlineData("xxx", true)]
    [InlineData("sk-proj-0123456789", false)]
    [InlineData("you-are-not-a-placeholder", false)]
    [InlineData("a<b>", false)]
    public async Task An_example_is_marked_and_handed_out_all_the_same(string value, bool placeholder)
    {
        var resolver = Resolver([FakeSource.With("a", value)]);

        Assert.Equal(placeholder, (await resolver.ExplainAsync("KEY", cancellationToken: Cancel)).Placeholder);
        Assert.Equal(value, (await resolver.GetAsync("KEY", cancellationToken: Cancel)).Reveal());
    }

    [Fact]
    public async Task What_is_no_secret_is_no_placeholder()
    {
        var resolver = Resolvers.Of(
            [FakeSource.With("a", "your-own")], () => SecretCatalog.Parse("a: { env: KEY, secret: false }", ""));

        Assert.False((await resolver.ExplainAsync("KEY", cancellationToken: Cancel)).Placeholder);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task A_key_has_to_have_a_name(string key) =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Resolver([]).GetAsync(key, cancellationToken: Cancel));

    private static SecretResolver Resolver(IReadOnlyList<ISecretSource> sources, DevFlowMode? mode = DevFlowMode.Local) =>
        Resolvers.Of(sources, mode: () => mode);
}
