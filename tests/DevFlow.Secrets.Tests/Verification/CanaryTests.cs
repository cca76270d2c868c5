using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DevFlow.Secrets.Tests.Verification;

/// <summary>Values that carry a mark go in everywhere; everything that comes out is searched for the mark.</summary>
public class CanaryTests
{
    private const string Mark = "c4n4ry";

    private readonly StringBuilder _seen = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("local")]
    [InlineData("hybrid")]
    [InlineData("saas")]
    [InlineData("onprem")]
    [InlineData("c4n4ry-mode")]
    public async Task No_part_of_a_value_comes_out_anywhere(string mode)
    {
        using var spans = new SpanRecorder();
        using var meter = new MetricRecorder();
        using var folder = Marked(mode);
        var logger = new ListLogger();
        var workspace = folder.Open(logger: logger);
        var handedOut = 0;

        foreach (var key in KeysOf(workspace))
        {
            Note(await workspace.Resolver.ExplainAsync(key, cancellationToken: Cancel));
            try
            {
                var value = await workspace.Resolver.GetAsync(key, cancellationToken: Cancel);
                handedOut += value.Reveal().Contains(Mark, StringComparison.Ordinal) ? 1 : 0;
                Note(value, JsonSerializer.Serialize(value), JsonSerializer.Serialize(new { value }), $"{value} {value:R}");
            }
            catch (SecretNotFoundException e)
            {
                Note(e, e.Steps);
            }
        }

        Note(Assert.Throws<SettingException>(() => workspace.Settings.GetInt("DATABASE_POOL_SIZE", 1)));
        Note(Assert.Throws<SettingException>(() => workspace.Settings.GetBool("DEBUG_MODE", false)));
        Note(await SecretsVerifier.VerifyAsync(workspace, Cancel));
        Note(await FirstRun.PrepareAsync(workspace, Cancel));
        Note(workspace.Layers.Documents.SelectMany(d => d.Entries), workspace.Layers.Diagnostics, workspace.Catalog.Problems);
        Note(logger.Lines);
        Note(spans.Spans.Select(s => $"{s.DisplayName} {s.StatusDescription} {string.Join(' ', s.TagObjects)}"));
        Note(spans.Spans.SelectMany(s => s.Events).SelectMany(e => e.Tags).Select(t => t.ToString()));
        Note(meter.Measured);

        Assert.True(handedOut >= 8, $"only {handedOut} marked values were handed out: the test looks at too little");
        Assert.NotEmpty(spans.Spans);
        Assert.NotEmpty(logger.Lines);
        Assert.Contains("AOSENTRY_API_KEY", _seen.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Mark, _seen.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_denial_carries_no_value_either()
    {
        var logger = new ListLogger();
        var resolver = Resolvers.Of(
            [FakeSource.Missing("1password", SourceOutcome.Denied), FakeSource.With("b", Mark)],
            () => SecretCatalog.Empty, logger, mode: () => DevFlowMode.SaaS);

        Note(await Assert.ThrowsAsync<SecretAccessDeniedException>(async () => await resolver.GetAsync("KEY", cancellationToken: Cancel)));
        Note(await resolver.ExplainAsync("KEY", cancellationToken: Cancel), logger.Lines);

        Assert.DoesNotContain(Mark, _seen.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static TestFolder Marked(string mode)
    {
        var folder = new TestFolder();
        folder.Write(
            "config/secrets.yaml",
            File.ReadAllText(Path.Combine(Repository.Root, "config", "secrets.yaml"))
            + $$"""
               wrong:
                 plain: {{Mark}}
                 form: { env: WRONG, ref: {{Mark}}, tier: {{Mark}}, secret: {{Mark}}, rotate: {{Mark}}, required: [{{Mark}}] }
                 open: "{{Mark}}
               """);
        folder.Write(
            ".env",
            $$"""
            AOSENTRY_API_KEY=sk-{{Mark}}
            SECRET_ENCRYPTION_KEY={{Mark}}-is-no-base64
            SESSION_SECRET={{Mark}}
            JWT_SECRET="{{Mark}}
            QDRANT_API_KEY={{Mark}}#no-comment
            DATABASE_URL=postgresql://u:{{Mark}}/@host:port{{Mark}}/d
            GITHUB_CLIENT_SECRET=${NOT_SET}{{Mark}}
            ATLASSIAN_CLIENT_SECRET='{{Mark}}' {{Mark}}
            {{Mark}} is not a line
            JIRA_WEBHOOK_SECRET=$({{Mark}})
            JIRA_WEBHOOK_SECRET={{Mark}}
            DEVFLOW_API_KEY=your-{{Mark}}-here
            GITHUB_WEBHOOK_SECRET=op://{{"malformed"}}/reference
            UNKNOWN={{Mark}}
            OP_CONNECT_URL={{Mark}}
            OP_CONNECT_HOST=other-{{Mark}}
            OP_CREDENTIALS_FILE={{Mark}}
            OP_SESSION={{Mark}}
            LOG_LEVEL={{Mark}}
            LOG_FORMAT={{Mark}}
            LLM_TEMPERATURE={{Mark}}
            DATABASE_POOL_SIZE={{Mark}}
            MCP_GATEWAY_PORT={{Mark}}
            DEBUG_MODE={{Mark}}

            """);
        folder.Environment["DEVFLOW_MODE"] = mode;
        folder.Environment["ATLASSIAN_CLIENT_SECRET"] = $"shadowed-{Mark}";
        folder.Environment["AOSENTRY_API_KEY"] = $"shadowed-{Mark}";
        folder.Environment["CONFLUENCE_WEBHOOK_SECRET"] = $"{Mark}-variable";
        folder.Connections["qdrant_http"] = $"http://{Mark}@localhost";
        return folder;
    }

    private static IEnumerable<string> KeysOf(SecretsWorkspace workspace) =>
        [.. KnownKeys.Of(workspace.Catalog).Select(e => e.Key), "UNKNOWN", "NOWHERE", .. DevFlowSettingKeys.All];

    private void Note(params IEnumerable<object?> things)
    {
        foreach (var thing in things)
        {
            _seen.AppendLine(Convert.ToString(thing, CultureInfo.InvariantCulture));
            if (thing is SecretExplanation explanation)
                Note(explanation.Steps);
            else if (thing is System.Collections.IEnumerable many and not string)
                Note(many.Cast<object?>());
        }
    }
}
