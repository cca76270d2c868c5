using System.Text.RegularExpressions;
using DevFlow.Secrets.Tests.OnePassword;

namespace DevFlow.Secrets.Tests.Deployment;

/// <summary>The examples in deploy/ do what they say, once their blanks are filled in.</summary>
public sealed partial class EnvironmentExampleTests
{
    private const string Token = "devflow-local-token";

    // Of the right form, and nobody's.
    private const string Credentials = """{"verifier":{},"encCredentials":{},"uniqueKey":{},"version":"2","deviceUuid":"none"}""";

    public static TheoryData<string> Examples => ["env.production.example", "env.onprem.example"];

    private static SecretCatalog Catalog { get; } = SecretCatalog.Load(Path.Combine(Repository.Root, "config", "secrets.yaml"), "config/secrets.yaml");

    [Theory]
    [MemberData(nameof(Examples))]
    public void It_has_nothing_that_the_dialect_minds(string name) => Assert.Empty(Parse(name).Diagnostics);

    [Theory]
    [MemberData(nameof(Examples))]
    public void It_names_every_key_that_there_is(string name) =>
        Assert.Equal(Keys(Read(".env.example")).Concat(["OP_CREDENTIALS_FILE", "OP_SESSION"]).Distinct().Order(), Keys(Read($"deploy/{name}")).Order());

    [Theory]
    [MemberData(nameof(Examples))]
    public void What_is_in_the_catalog_is_the_reference_that_the_catalog_has(string name) => Assert.All(
        Parse(name).Entries.Where(entry => Catalog.TryGet(entry.Key, out _)),
        entry =>
        {
            Assert.True(Catalog.TryGet(entry.Key, out var known));
            Assert.Equal(known.Reference?.ToString(), entry.Reveal());
        });

    [Theory]
    [MemberData(nameof(Examples))]
    public void Everything_else_is_a_setting_and_those_that_are_secret_are_empty(string name)
    {
        var others = Parse(name).Entries.Where(entry => !Catalog.TryGet(entry.Key, out _)).ToList();

        Assert.All(others, entry => Assert.True(DevFlowSettingKeys.Contains(entry.Key), entry.Key));
        Assert.True(Assert.Single(others, entry => entry.Key == "OP_CONNECT_TOKEN").IsEmpty);
        Assert.DoesNotContain(others, entry => entry.Key == "OP_SESSION");
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task With_the_token_filled_in_nothing_is_left_to_report(string name)
    {
        await using var connect = await StartAsync();
        Install(connect.Folder, name, Read($"deploy/{name}").Replace("OP_CONNECT_TOKEN=", $"OP_CONNECT_TOKEN={Token}", StringComparison.Ordinal));

        Assert.Empty(await SecretsVerifier.VerifyAsync(connect.Open(), TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task As_it_is_it_asks_for_the_token(string name)
    {
        await using var connect = await StartAsync();
        Install(connect.Folder, name, Read($"deploy/{name}"));

        var findings = await SecretsVerifier.VerifyAsync(connect.Open(), TestContext.Current.CancellationToken);

        Assert.Contains(findings, f => f is { Rule: "key-required", Key: "OP_CONNECT_TOKEN", Severity: FindingSeverity.Error });
        Assert.DoesNotContain(findings, f => f.Rule is not ("key-required" or "references-unread"));
    }

    [Fact]
    public async Task The_addresses_that_they_name_do_not_leave_the_machine_or_its_container_network()
    {
        foreach (var name in Examples)
        {
            using var folder = new TestFolder();
            Install(folder, name.Data, Read($"deploy/{name.Data}"));

            Assert.DoesNotContain(await folder.VerifyAsync(), f => f.Rule == "connect-plain-http");
        }
    }

    private static Task<EmulatedConnect> StartAsync() => EmulatedConnect.StartAsync(Read("emulators/DevFlow.ConnectEmulator/vaults.sample.yaml"));

    private static void Install(TestFolder folder, string name, string text)
    {
        folder.Environment.Remove("OP_CONNECT_TOKEN");
        folder.CopyCatalog();
        folder.Write("secrets/1password-credentials.json", Credentials);
        folder.Write(name.Contains("production", StringComparison.Ordinal) ? ".env.production" : ".env", text);
        if (name.Contains("production", StringComparison.Ordinal))
            folder.Environment["DOTNET_ENVIRONMENT"] = "Production";
    }

    private static DotEnvDocument Parse(string name) =>
        DotEnvParser.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "deploy", name)), name);

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    private static IEnumerable<string> Keys(string text) => KeyLine().Matches(text).Select(match => match.Groups["key"].Value);

    [GeneratedRegex("^(# )?(?<key>[A-Z][A-Z0-9_]+)=", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyLine();
}
