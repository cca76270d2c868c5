using System.Text;
using System.Text.Json;

namespace DevFlow.Secrets.Tests.Catalog.Rotators;

public class RotatorFileTests
{
    private static readonly SecretCatalog _catalog = SecretCatalog.Parse("acme: { key: { env: ACME_KEY }, admin: { env: ACME_ADMIN_KEY } }", "config/secrets.yaml");

    private static readonly SecretCatalog _applications = SecretCatalog.Parse("example: { id: { env: EXAMPLE_CLIENT_ID }, secret: { env: EXAMPLE_CLIENT_SECRET } }", "config/secrets.yaml");

    private static readonly string _example = Block("prove:");

    private static readonly string _oauth = Block("kind: oauth");

    [Fact]
    public void The_example_of_the_documentation_has_nothing_wrong_and_says_what_it_says()
    {
        var file = Parse(_example);

        Assert.Empty(file.Problems);
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromDays(1)), (file.Http!.Timeout, file.Http.Overlap));
        Assert.Equal("POST https://api.example.com/v1/keys", $"{file.Http.Create}");
        Assert.Equal("DELETE https://api.example.com/v1/keys/${current.id}", $"{file.Http.Retire}");
        Assert.Contains(404, file.Http.Retire.Expected);
        Assert.DoesNotContain(404, file.Http.Test.Expected);
    }

    [Fact]
    public void The_example_with_a_list_in_place_of_a_mark_has_nothing_wrong() =>
        Assert.Empty(Parse(_example.Replace("  idempotency: Idempotency-Key\n", "", StringComparison.Ordinal) + Block("list:")).Problems);

    [Theory]
    [InlineData("timeout: 10", "timeout: soon", "1:10: 'timeout' of a rotator is not a number of seconds")]
    [InlineData("timeout: 10", "timeout: 3600", "1:10: 'timeout' of a rotator is not a number of seconds")]
    [InlineData("overlap: 1d", "overlap: long", "2:10: 'overlap' of a rotator is not a duration")]
    [InlineData("overlap: 1d", "overlap: 1d\noverlap: 2d", "3:1: 'overlap' stands twice")]
    [InlineData("overlap: 1d", "over: 1d", "2:1: 'over' is not a property of a rotator")]
    [InlineData("retire:", "retired:", "'retired' is not a property of a rotator")]
    [InlineData("retire:", "retired:", "1:1: a rotator has no retire:")]
    [InlineData("idempotency:", "idempotent:", "'idempotent' is not a property of step 'create'")]
    [InlineData("  idempotency: Idempotency-Key\n", "", "either 'idempotency' or 'list' says how")]
    [InlineData("  idempotency: Idempotency-Key\n", "  idempotency: \"Host\"\n", "'idempotency' of step 'create' is not the name of a header")]
    [InlineData("  value: /key/value\n", "", "step 'create' has no value:")]
    [InlineData("value: /key/value", "value: key.value", "a place in the answer of step 'create' is no JSON pointer")]
    [InlineData("value: /key/value", "value: /key/~2", "a place in the answer of step 'create' is no JSON pointer")]
    [InlineData("keep: { id: /key/id }", "keep: { id: /key/value }", "'keep' of step 'create' keeps the new value itself")]
    [InlineData("keep: { id: /key/id }", "keep: { ID: /key/id }", "a name in 'keep' of step 'create' cannot be used")]
    [InlineData("keep: { id: /id }", "keep: [id]", "'keep' of step 'prove' is not a map")]
    [InlineData("https://api.example.com/v1/keys/self", "http://api.example.com/v1/keys/self", "the url of step 'prove' is not https")]
    [InlineData("https://api.example.com/v1/keys/self", "/v1/keys/self", "the url of step 'prove' is no whole address")]
    [InlineData("https://api.example.com/v1/keys/self", "https://me:you@api.example.com/", "has a user name")]
    [InlineData("https://api.example.com/v1/keys/self", "https://api.example.com/?key=${current}", "${current} would stand in an address")]
    [InlineData("https://api.example.com/v1/keys/self", "https://api.example.com/${secret:ACME_KEY}", "${secret:ACME_KEY} would stand in an address")]
    [InlineData("https://api.example.com/v1/keys/${current.id}", "https://${current.id}.example.com/", "the url of step 'retire' is no whole address with its host written out")]
    [InlineData("https://api.example.com/v1/keys/${current.id}", "https://api.example.com${current.id}/", "the url of step 'retire' is no whole address with its host written out")]
    [InlineData("${current.id}", "${current.name}", "${current.name} is not known in step 'retire'")]
    [InlineData("Bearer ${current}", "Bearer ${candidate}", "${candidate} is not known in step 'prove'")]
    [InlineData("Bearer ${current}", "Bearer ${secret:ACME_KEY}", "step 'prove' does not use ${current}")]
    [InlineData("Bearer ${candidate}", "Bearer ${current}", "step 'test' does not use ${candidate}")]
    [InlineData("Bearer ${candidate}", "Bearer ${candidate", "a ${ is not closed")]
    [InlineData("Bearer ${candidate}", "Bearer ${password}", "it has a ${…} that stands for nothing")]
    [InlineData("devflow-${run}", "devflow-${ruin}", "a text of step 'create' cannot be read")]
    [InlineData("${secret:ACME_ADMIN_KEY}", "${secret:ACME_ADMIN}", "${secret:ACME_ADMIN} asks for a secret that config/secrets.yaml does not list: list it there, or write ${secret:ACME_ADMIN_KEY}")]
    [InlineData("Authorization: \"Bearer ${candidate}\"", "Content-Length: \"${candidate}\"", "a header of step 'test' cannot be set")]
    [InlineData("Authorization: \"Bearer ${candidate}\"", "X-Key: \"${candidate}\\n\"", "holds a control character")]
    [InlineData("scopes: [read] }", "scopes: [read] }\n  form: { a: b }", "step 'create' has two bodies")]
    [InlineData("  value: /key/value", "  method: FETCH\n  value: /key/value", "the method of step 'create' is unknown")]
    [InlineData("  value: /key/value", "  expect: [302]\n  value: /key/value", "'expect' of step 'create' is no list of codes")]
    [InlineData("  value: /key/value", "  expect: fine\n  value: /key/value", "'expect' of step 'create' is no list of codes")]
    [InlineData("timeout: 10", "\ttimeout: 10", "1:1: the line is indented with a tab")]
    [InlineData("timeout: 10", "timeout: [10", "not valid YAML")]
    public void What_is_wrong_is_told_with_its_place_and_nothing_is_done_by_half(string instead, string of, string says)
    {
        Assert.Contains(instead, _example, StringComparison.Ordinal);

        var file = Parse(_example.Replace(instead, of, StringComparison.Ordinal));

        Assert.Contains(file.Problems, problem => $"{problem.Where}: {problem.Message}: {problem.Remedy}".Contains(says, StringComparison.Ordinal));
        Assert.All(file.Problems, problem => Assert.Matches("^config/rotators/acme.yaml:[0-9]+:[0-9]+$", problem.Where));
        Assert.Null(file.Http);
    }

    [Theory]
    [InlineData("  items: /keys\n", "", "step 'list' has no items:")]
    [InlineData("devflow-${run}", "devflow", "does not tell a key of this run from others")]
    [InlineData("keep: { id: /id }", "keep: { key: /id }", "${candidate.id} is not known in step 'roll_back'")]
    public void A_list_that_would_not_find_what_is_to_be_ended_is_refused(string instead, string of, string says)
    {
        var file = Parse(_example.Replace("  idempotency: Idempotency-Key\n", "", StringComparison.Ordinal) + Block("list:").Replace(instead, of, StringComparison.Ordinal));

        Assert.Contains(file.Problems, problem => problem.Message.Contains(says, StringComparison.Ordinal));
        Assert.Null(file.Http);
    }

    [Fact]
    public void The_example_for_OAuth_has_nothing_wrong_and_says_what_it_says()
    {
        var file = RotatorFile.Parse(_oauth, "example", _applications);

        Assert.Empty(file.Problems);
        Assert.Null(file.Http);
        Assert.Equal(new Uri("https://auth.example.com/connect/token"), file.OAuth!.TokenEndpoint);
        Assert.Equal("https://auth.example.com/", file.OAuth.SignIn);
        Assert.False(file.OAuth.IsInBody);
    }

    [Theory]
    [InlineData("kind: oauth", "kind: saml", "1:7: the kind of the rotator is unknown")]
    [InlineData("token_endpoint: https", "token_endpoint: http", "2:17: the token_endpoint is not https")]
    [InlineData("/connect/token", "/${secret:EXAMPLE_CLIENT_ID}", "would stand in an address")]
    [InlineData("client_id: ", "client: ", "a rotator has no client_id:")]
    [InlineData("client_secret: \"${secret:EXAMPLE_CLIENT_SECRET}\"", "client_secret: c4n4ry", "'client_secret' is a plain value")]
    [InlineData("${secret:EXAMPLE_CLIENT_ID}", "${current}", "'client_id' cannot be read")]
    [InlineData("sign_in:", "client_auth: header\nsign_in:", "'client_auth' is neither basic nor post")]
    [InlineData("${access_token}", "${current}", "${current} is not known in step 'test'")]
    [InlineData("${access_token}", "${secret:EXAMPLE_CLIENT_ID}", "step 'test' does not use ${access_token}")]
    [InlineData("sign_in:", "overlap: 1d\nsign_in:", "'overlap' is not a property of a rotator")]
    public void What_is_wrong_with_one_for_OAuth_is_told_too(string instead, string of, string says)
    {
        Assert.Contains(instead, _oauth, StringComparison.Ordinal);

        var file = RotatorFile.Parse(_oauth.Replace(instead, of, StringComparison.Ordinal), "example", _applications);

        Assert.Contains(file.Problems, problem => $"{problem.Where}: {problem.Message}".Contains(says, StringComparison.Ordinal));
        Assert.DoesNotContain(file.Problems, problem => $"{problem}".Contains("c4n4ry", StringComparison.Ordinal));
        Assert.Null(file.OAuth);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_in_the_order_of_the_file_and_no_value_with_it()
    {
        var file = Parse("""
            prove: { url: "http://api.example.com/", headers: { Authorization: "Bearer c4n4ry-value" } }
            create: { url: "https://api.example.com/c4n4ry-${value}", headers: { X-Api-Key: c4n4ry-value }, json: { password: "c4n4ry-${value}" } }
            test: c4n4ry-value
            retire: { url: "https://api.example.com/", form: { token: [c4n4ry-value] } }
            """);

        Assert.True(file.Problems.Count >= 8, string.Join('\n', file.Problems));
        Assert.Equal(file.Problems.OrderBy(problem => int.Parse(problem.Where.Split(':')[1])).ThenBy(problem => int.Parse(problem.Where.Split(':')[2])), file.Problems);
        Assert.DoesNotContain(file.Problems, problem => $"{problem}".Contains("c4n4ry", StringComparison.Ordinal));
    }

    [Fact]
    public void A_body_is_JSON_whatever_the_values_hold()
    {
        var file = Parse(_example.Replace("scopes: [read]", "scopes: [read], days: 30, on: true, none: null, text: \"30\", old: \"${current}, $${run}\"", StringComparison.Ordinal));

        var body = file.Http!.Create.Json!.Fill(name => name.Kind == TemplateName.Run ? "4711" : "a \"quoted\" \\ value\n");

        Assert.Equal(
            """{"name":"devflow-4711","scopes":["read"],"days":30,"on":true,"none":null,"text":"30","old":"a \"quoted\" \\ value\n, ${run}"}""",
            JsonSerializer.Serialize(JsonDocument.Parse(body).RootElement, JsonSerializerOptions.Default).Replace("\\u0022", "\\\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "{\"a\":[{\"b/c\":\"x\"},5]}")]
    [InlineData("/a/0/b~1c", "x")]
    [InlineData("/a/1", "5")]
    [InlineData("/a/2", null)]
    [InlineData("/a/01", null)]
    [InlineData("/b", null)]
    public void A_pointer_finds_what_stands_there(string place, string? found)
    {
        using var document = JsonDocument.Parse("""{"a":[{"b/c":"x"},5]}""");

        Assert.Equal(found, JsonPointer.TryParse(place)!.Find(document.RootElement)?.ToString());
    }

    [Theory]
    [InlineData("acme", true)]
    [InlineData("acme-2", true)]
    [InlineData("../acme", false)]
    [InlineData("Acme", false)]
    [InlineData("-acme", false)]
    [InlineData("", false)]
    public void A_name_is_no_path(string name, bool isName) => Assert.Equal(isName, RotatorFile.IsName(name));

    [Fact]
    public void A_file_that_cannot_be_read_is_a_problem_and_a_folder_that_is_not_there_is_none()
    {
        var folder = Directory.CreateTempSubdirectory("devflow-rotators-").FullName;
        Assert.Empty(RotatorFile.NamesIn(folder));
        Directory.CreateDirectory(Path.Combine(folder, "config", "rotators", "folder.yaml"));
        File.WriteAllBytes(Path.Combine(folder, "config", "rotators", "large.yaml"), new byte[257 * 1024]);

        Assert.Equal(["large"], RotatorFile.NamesIn(folder));
        Assert.Contains("larger than 256 KiB", Assert.Single(RotatorFile.Load(folder, "large", _catalog).Problems).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Single(RotatorFile.Load(folder, "folder", _catalog).Problems).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static RotatorFile Parse(string yaml) => RotatorFile.Parse(yaml, "acme", _catalog);

    private static string Block(string line) => File.ReadAllText(Path.Combine(Repository.Root, "docs", "secrets.md"), Encoding.UTF8).ReplaceLineEndings("\n")
        .Split("```yaml\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)]).Single(block => $"\n{block}".Contains($"\n{line}", StringComparison.Ordinal));
}
