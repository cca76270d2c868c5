using System.Text;
using System.Text.Json.Nodes;

namespace DevFlow.Secrets.Tests.Connect;

public sealed class ConnectCredentialsTests : IDisposable
{
    private const string Mark = "c4n4ry";

    private static readonly string[] _fields = ["verifier", "encCredentials", "uniqueKey", "version", "deviceUuid"];

    private readonly TestFolder _folder = new();

    public static TheoryData<string> Fields => [.. _fields];

    private static string Credentials { get; } = $$$"""
        {"verifier":{"salt":"{{{Mark}}}-salt","localHash":"{{{Mark}}}"},
         "encCredentials":{"kid":"localKey","enc":"A256GCM","cty":"b5+jwk+json","iv":"{{{Mark}}}","data":"{{{Mark}}}-data"},
         "version":"2","deviceUuid":"{{{Mark}}}-device",
         "uniqueKey":{"alg":"A256GCM","ext":true,"k":"{{{Mark}}}-key","key_ops":["decrypt","encrypt"],"kty":"oct","kid":"localKey"}}
        """;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_as_1password_gives_it_is_fine() => Assert.Empty(Check(Write(Credentials)));

    [Fact]
    public void Fields_of_versions_to_come_are_let_pass() => Assert.Empty(Check(Write(Change(json => json["new"] = new JsonObject { ["a"] = 1 }))));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("")]
    public void A_session_may_be_wrapped_and_end_in_a_line_break(string wrap)
    {
        var encoded = Encode(Credentials);

        Assert.Empty(Check(session: encoded[..76] + wrap + encoded[76..] + wrap));
    }

    [Fact]
    public void File_and_session_of_one_content_are_fine_however_it_is_laid_out() =>
        Assert.Empty(Check(Write(Credentials), Encode(JsonNode.Parse(Credentials)!.ToJsonString())));

    [Fact]
    public void File_and_session_that_differ_are_a_conflict() =>
        Expect("connect-credentials-conflict", "OP_SESSION", Check(Write(Credentials), Encode(Change(json => json["deviceUuid"] = $"other-{Mark}"))));

    [Theory]
    [InlineData(null, null)]
    [InlineData("", " ")]
    public void Neither_is_an_error_that_says_what_to_set(string? file, string? session)
    {
        var finding = Expect("connect-credentials-missing", "OP_CREDENTIALS_FILE", ConnectCredentials.Check(file, session));

        Assert.Contains("OP_CREDENTIALS_FILE", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() => Expect("connect-credentials-missing", "1password-credentials.json", Check("1password-credentials.json"));

    [Fact]
    public void A_home_directory_in_a_path_is_explained() =>
        Assert.Contains("~", Expect("connect-credentials-missing", "OP_CREDENTIALS_FILE", Check("~/1password-credentials.json")).Remedy, StringComparison.Ordinal);

    [Fact]
    public void A_link_to_nothing_is_said_to_be_one()
    {
        File.CreateSymbolicLink(Path.Combine(_folder.Root, "link.json"), "gone.json");

        Assert.Contains("link", Expect("connect-credentials-missing", "link.json", Check("link.json")).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_read_through_a_link()
    {
        File.CreateSymbolicLink(Path.Combine(_folder.Root, "link.json"), Write(Credentials));

        Assert.Empty(Check("link.json"));
    }

    [Fact]
    public void A_directory_is_told_from_a_file()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Root, "credentials.json"));

        Assert.Contains("mounts", Expect("connect-credentials-directory", "credentials.json", Check("credentials.json")).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_the_right_to_read_it_is_said_to_be_that()
    {
        // Modes do not bind root; what the kernel only takes in, nobody can read.
        const string writeOnly = "/sys/bus/cpu/drivers_probe";
        var path = File.Exists(writeOnly) ? writeOnly : WriteWithMode(Credentials, UnixFileMode.None);

        Expect("connect-credentials-unreadable", path, Check(path));
    }

    [Fact]
    public void A_file_that_all_can_read_is_a_warning_and_is_read_all_the_same()
    {
        var findings = Check(WriteWithMode("{}", UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead));

        Assert.Equal(["connect-credentials-open", "connect-credentials-incomplete"], findings.Select(f => f.Rule));
        Assert.Equal(FindingSeverity.Warning, findings[0].Severity);
    }

    [Fact]
    public void A_file_that_its_group_can_read_is_fine() =>
        Assert.Empty(Check(WriteWithMode(Credentials, UnixFileMode.UserRead | UnixFileMode.GroupRead)));

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \n", "not-json")]
    [InlineData("c4n4ry is no JSON", "not-json")]
    [InlineData("[\"c4n4ry\"]", "not-json")]
    [InlineData("{\"c4n4ry\": tru", "not-json")]
    [InlineData("{}", "incomplete")]
    public void What_is_no_credentials_file_is_an_error(string text, string rule) =>
        Expect($"connect-credentials-{rule}", "1password-credentials.json", Check(Write(text)));

    [Fact]
    public void What_is_far_too_large_is_not_read() =>
        Expect("connect-credentials-not-json", "1password-credentials.json", Check(Write(new string(' ', 65 * 1024) + Credentials)));

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_that_is_missing_or_of_another_kind_is_named(string field)
    {
        foreach (var text in (string[])[Change(json => json.Remove(field)), Change(json => json[field] = true)])
        {
            Assert.EndsWith($": {field}", Expect("connect-credentials-incomplete", "1password-credentials.json", Check(Write(text))).Message, StringComparison.Ordinal);
            Assert.EndsWith($": {field}", Expect("connect-credentials-incomplete", "OP_SESSION", Check(session: Encode(text))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void All_missing_fields_are_named_at_once() =>
        Assert.EndsWith($": {string.Join(", ", _fields)}", Assert.Single(Check(session: Encode("{}"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1, "decode it: base64 --decode")]
    [InlineData(2, "decode it twice over: base64 --decode")]
    public void Base64_in_the_file_is_an_error_that_says_so(int times, string remedy) =>
        Assert.Equal(remedy, Expect("connect-credentials-base64", "1password-credentials.json", Check(Write(Encode(Credentials, times)))).Remedy);

    [Theory]
    [InlineData(2, "base64 twice over")]
    [InlineData(3, "base64 three times over")]
    public void A_session_that_is_encoded_more_than_once_is_an_error_that_says_so(int times, string said) =>
        Assert.Contains(said, Expect("connect-credentials-base64", "OP_SESSION", Check(session: Encode(Credentials, times))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("/etc/c4n4ry/1password-credentials.json", "path")]
    [InlineData("/etc/c4n4ry", "path")]
    [InlineData("~/c4n4ry", "path")]
    [InlineData("./c4n4ry", "path")]
    [InlineData("C:\\c4n4ry\\credentials", "path")]
    [InlineData("c4n4ry.json", "path")]
    [InlineData("c4n4ry-sign-in-of-the-op-tool", "not-json")]
    [InlineData("YzRuNHJ5", "not-json")]
    [InlineData("op://c4n4ry/connect/credentials", "not-json")]
    [InlineData("{\"c4n4ry\":", "plain")]
    public void A_session_that_is_no_base64_of_the_file_is_an_error(string session, string rule) =>
        Expect($"connect-credentials-{rule}", "OP_SESSION", Check(session: session));

    [Fact]
    public void A_session_that_is_the_json_itself_is_an_error() => Expect("connect-credentials-plain", "OP_SESSION", Check(session: Credentials));

    [Fact]
    public void The_content_in_the_place_of_the_path_is_not_shown()
    {
        Expect("connect-credentials-path", "OP_CREDENTIALS_FILE", Check(Credentials));
        Expect("connect-credentials-path", "OP_CREDENTIALS_FILE", Check(Encode(Credentials)));
        Expect("connect-credentials-path", "OP_CREDENTIALS_FILE", Check(Encode(Credentials)[5..]));
        Expect("connect-credentials-missing", "OP_CREDENTIALS_FILE", Check($"eyJ{Mark}.{Mark}.{Mark}"));
        Expect("connect-credentials-path", "OP_CREDENTIALS_FILE", Check($"\0{Mark}"));
    }

    [Fact]
    public void Faults_of_both_are_told_at_once() => Assert.Equal(
        ["connect-credentials-missing", "connect-credentials-path"],
        Check("gone.json", "/elsewhere").Select(finding => finding.Rule));

    private static Finding Expect(string rule, string where, IReadOnlyList<Finding> findings)
    {
        var finding = Assert.Single(findings);
        Assert.Equal((FindingSeverity.Error, rule, where), (finding.Severity, finding.Rule, finding.Where));
        return finding;
    }

    private static string Encode(string text, int times = 1) =>
        Enumerable.Range(0, times).Aggregate(text, (encoded, _) => Convert.ToBase64String(Encoding.UTF8.GetBytes(encoded)));

    private static string Change(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(Credentials)!.AsObject();
        change(json);
        return json.ToJsonString();
    }

    /// <summary>Every answer of the check passes here: none may hold a part of what was checked, however that is encoded.</summary>
    private IReadOnlyList<Finding> Check(string? file = null, string? session = null)
    {
        var findings = ConnectCredentials.Check(file, session, _folder.Root);
        var said = string.Join('\n', findings);
        Assert.DoesNotContain(Mark, said, StringComparison.OrdinalIgnoreCase);
        foreach (var content in (string?[])[file, session])
        {
            if (content is { Length: > 100 })
                Assert.All(Enumerable.Range(0, content.Length / 24), piece => Assert.DoesNotContain(content.Substring(piece * 24, 12), said, StringComparison.Ordinal));
        }

        return findings;
    }

    private string WriteWithMode(string text, UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no such modes");
        var path = Write(text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(_folder.Root, path), mode);
        return path;
    }

    private string Write(string text)
    {
        _folder.Write("1password-credentials.json", text);
        return "1password-credentials.json";
    }
}
